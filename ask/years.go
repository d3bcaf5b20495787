package ask

import (
	"strings"
	"time"

	"alliancebot/alliance"
)

// readYear reads 明年.
func readYear(sketch *sketch, words []token) verdict {
	n := words[0].n
	return sketch.addSpan(yearSpan(sketch.now, sketch.now.Year()+n), yearGrain)
}

// readYearAfterNext reads "the year after next".
func readYearAfterNext(sketch *sketch, words []token) verdict {
	if words[1].tag != boundAfter {
		return refused
	}
	return sketch.addSpan(yearSpan(sketch.now, sketch.now.Year()+words[2].n+1), yearGrain)
}

// yearSpan is a whole year in the zone of t.
func yearSpan(t time.Time, year int) alliance.Span {
	at := func(year int) time.Time { return time.Date(year, time.January, 1, 0, 0, 0, 0, t.Location()) }
	return alliance.Span{From: at(year), To: at(year + 1)}
}

// century is where the years of two digits turn: 69 is 2069, 70 is 1970.
const century = 70

// fullYear completes a year of two digits, or refuses what is none.
func fullYear(year token) (int, bool) {
	n := year.n
	switch isShort := len([]rune(year.text)) == 2; {
	case isShort && n < century:
		n += 2000
	case isShort && n < 100:
		n += 1900
	}
	return n, isYear(n)
}

func isYear(n int) bool { return n >= 1900 && n < 2200 }

// readNumberedYear reads 2026年, "in 2026", 26年, and 15年 in front of a month: else it is a length.
func readNumberedYear(sketch *sketch, words []token) verdict {
	said := words[len(words)-1]
	if !words[0].is(in) {
		said = words[0]
	}
	year, ok := fullYear(said)
	isLength := said.n < 20 && said.text[0] != '0' && !strings.HasPrefix(said.text, "零") && !sketch.then().is(monthName|section|number)
	if !ok || said.n < 1900 && (words[0].is(in) || isLength) {
		return refused
	}
	return sketch.addSpan(yearSpan(sketch.now, year), yearGrain)
}

// readBareYear reads the year of "since 2014" and "the end of 2014".
func readBareYear(sketch *sketch, words []token) verdict {
	isAll := sketch.before.text == "" && len(sketch.rest) == 0
	isExpected := isAll || sketch.opening.is(opening) || sketch.chosen != nil || sketch.linked != unlinked && sketch.last() != nil && sketch.last().grain == yearGrain
	if !isExpected || len(words[0].text) != 4 || !isYear(words[0].n) {
		return refused
	}
	return sketch.addSpan(yearSpan(sketch.now, words[0].n), yearGrain)
}

// readYears reads 2016-2018.
func readYears(sketch *sketch, words []token) verdict {
	from, to := words[0].n, words[2].n
	if len(words[0].text) != 4 || !isYear(from) || !isYear(to) || from >= to {
		return refused
	}
	span := alliance.Span{From: yearSpan(sketch.now, from).From, To: yearSpan(sketch.now, to).To}
	return sketch.addSpan(span, stretch)
}
