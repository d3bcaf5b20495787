package ask

import (
	"time"

	"alliancebot/alliance"
)

// reject notes that words name a time that does not exist, and the day next to it.
func (sketch *sketch) reject(words []token, near alliance.Span) verdict {
	at, last := words[0].at, words[len(words)-1]
	if frame := sketch.frame(); frame != nil && sketch.fresh {
		at = frame.at // 2月29日 does exist, 明年2月29日 may not
	}
	if sketch.impossible == nil {
		sketch.impossible = &Impossible{Near: near, at: at, end: last.at + len([]rune(last.text))}
	}
	sketch.added++
	sketch.linked = unlinked
	return taken
}

// nearDay is the day of the calendar that is next to one that does not exist.
func (sketch *sketch) nearDay(year, month, day int) alliance.Span {
	month = min(max(month, 1), 12)
	first := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, sketch.now.Location())
	last := alliance.Month(first, 1).From.AddDate(0, 0, -1).Day()
	return alliance.Day(first, min(max(day, 1), last)-1)
}

// daytimeDay is the day that a time of day is meant of.
func (sketch *sketch) daytimeDay() alliance.Span {
	if last := sketch.last(); last != nil && last.isDay() {
		return last.Span
	}
	return alliance.Day(sketch.now, 0)
}

// written is the stretch of the original text that folds to the characters from at to end.
func written(text string, at, end int) string {
	begin, stop := len(text), len(text)
	n := 0
	for i := range folding(text) {
		if n == at {
			begin = i
		}
		if n == end {
			stop = i
			break
		}
		n++
	}
	return text[begin:stop]
}
