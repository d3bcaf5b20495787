package ask

import (
	"time"

	"alliancebot/alliance"
)

// readDayAfterOn reads "on 15".
func readDayAfterOn(sketch *sketch, words []token) verdict {
	if sketch.before.text != "on" || words[0].isArticle() || sketch.after().is(units|measure|halfDay|hourMark|colon) {
		return refused
	}
	return readDayOfMonth(sketch, words)
}

// readDayOfMonth reads 13号: the coming one, today included; told of the past, the last one.
func readDayOfMonth(sketch *sketch, words []token) verdict {
	day := words[0].n
	isCount := words[0].is(nth) && sketch.before.text != "on" && !sketch.afterWeekday() || words[0].is(ordinal) && sketch.then().is(kind|topic)
	if day < 1 || day > 31 || isCount {
		return refused
	}
	if frame := sketch.frame(); frame != nil && frame.grain == monthGrain {
		return sketch.addFullDate(frame.From.Year(), int(frame.From.Month()), day, words)
	}
	from := sketch.anchor()
	year, month, today := from.Date()
	step, isPassed := 1, day < today
	if len(sketch.moments) == 0 {
		sketch.doubt.past = sketch.doubt.past || isPassed && isDate(year, int(month), day)
		if sketch.isPast() {
			step, isPassed = -1, day > today
		}
	}
	for months := range 12 {
		first := time.Date(year, month+time.Month(step*months), 1, 0, 0, 0, 0, from.Location())
		isOther := months == 0 && isPassed
		if !isOther && isDate(first.Year(), int(first.Month()), day) {
			return sketch.addDay(first.Year(), int(first.Month()), day)
		}
	}
	return refused
}

// readDayOfShiftedMonth reads "the 13th of next month", "15th of the month".
func readDayOfShiftedMonth(sketch *sketch, words []token) verdict {
	months := 0
	if word := words[len(words)-2]; word.is(shift) {
		months = word.n
	}
	if !sketch.isEnglish || words[0].is(nth) || words[0].isArticle() || words[0].n > 31 {
		return refused
	}
	year, month, _ := alliance.Month(sketch.now, months).From.Date()
	return sketch.addFullDate(year, int(month), words[0].n, words)
}
