package ask

import (
	"slices"
	"strings"
)

// readHourRange reads 9到11点, "2-4 pm", "between 9 and 11".
func readHourRange(sketch *sketch, words []token) verdict {
	from, to := words[0].n, words[2].n
	last := words[len(words)-1]
	isHours := len(words) >= 4 || sketch.isBetween() || sketch.isEnglish && sketch.fresh && sketch.last() != nil && sketch.last().isDay()
	if !isHours || from > 24 || to > 24 || from >= to && !last.is(halfDay) {
		return refused
	}
	begin, end := clock{minute: 60 * from}, clock{minute: 60 * to}
	if last.is(half) {
		end.minute, end.precise = end.minute+30, true
	}
	if last.is(halfDay) {
		if from > 12 || to > 12 {
			return refused
		}
		end.literal, end.minute = true, 60*(to%12+last.n)
		begin.literal, begin.minute = true, 60*(from%12+last.n)
		if begin.minute >= end.minute {
			begin.minute -= halfADay // 11 to 1 pm
		}
	}
	return sketch.addHours(begin, end, upTo)
}

// readHourOfDay reads "8 tonight".
func readHourOfDay(sketch *sketch, words []token) verdict {
	isHour := words[1].hours != (hours{}) || sketch.isEnglish && words[1].text[0] < 0x80
	if words[0].n < 1 || words[0].n > 12 || words[0].isArticle() || !isHour {
		return refused
	}
	sketch.addClock(clock{minute: 60 * words[0].n}, words[0].n, 0, words[:1])
	return readDay(sketch, words[1:])
}

// readHourOfPart reads "8 this evening".
func readHourOfPart(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 12 || words[1].n != 0 {
		return refused
	}
	sketch.addClock(clock{minute: 60 * words[0].n}, words[0].n, 0, words[:1])
	return readThisPart(sketch, words[1:])
}

// readHourInPart reads "3 in the morning".
func readHourInPart(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 12 || words[0].isArticle() || words[1].text[0] >= 0x80 {
		return refused
	}
	sketch.addClock(clock{minute: 60 * words[0].n}, words[0].n, 0, words[:1])
	return readDayPart(sketch, words[1:])
}

// readHourToMinute reads "10 to 11:30".
func readHourToMinute(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 24 || words[3].spaced || len(words[4].text) != 2 {
		return refused
	}
	sketch.addClock(clock{minute: 60 * words[0].n}, words[0].n, 0, words[:1])
	sketch.linked = upTo
	return readColon(sketch, words[2:])
}

// readHourEnd reads "to 6" of "from 8:30 to 6".
func readHourEnd(sketch *sketch, words []token) verdict {
	said := sketch.daytime()
	isEnd := sketch.fresh && said.from.said && !said.to.said && (words[0].tag == endMark || words[0].is(opening))
	if !isEnd || words[1].n > 24 || sketch.after().is(units|measure|hourMark|colon|halfDay|monthName|dayMark|monthMark|minuteMark|half) {
		return refused
	}
	sketch.linked = upTo
	return sketch.addClock(clock{minute: 60 * words[1].n}, words[1].n, 0, words)
}

// isBetween reports whether the numbers being read are the ends of a stretch of hours: "between 9 and 11".
func (sketch *sketch) isBetween() bool {
	isOpen := slices.Contains([]string{"from", "between", "从"}, sketch.before.text)
	return isOpen && !sketch.after().is(units|measure|monthName|dayMark|monthMark)
}

// addHours narrows a day to what is between two times by the clock.
func (sketch *sketch) addHours(from, to clock, linked link) verdict {
	from.said, to.said = true, true
	narrowed := sketch.daytime()
	*narrowed = narrowed.add(from, unlinked).add(to, linked)
	sketch.added++
	sketch.linked = unlinked
	return taken
}

// either is both numbers of 七八: one or the other.
func (token token) either() (one, other int, ok bool) {
	one, other = token.n/10, token.n%10
	isPair := len([]rune(token.text)) == 2 && token.text[0] >= 0x80 && !strings.ContainsAny(token.text, "十廿卅")
	return one, other, isPair && one > 0 && one < other && token.n < 100
}
