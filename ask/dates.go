package ask

import (
	"time"

	"alliancebot/alliance"
)

// dateWords close the day of a date.
func dateWords() []row {
	return []row{
		{"日", term{class: dayMark | dayUnit}},
		{"号", term{class: dayMark}},
	}
}

func dateRules() []rule {
	rules := []rule{
		{[]class{number, monthMark, number, dayMark}, readDate(0, 2)},
		{[]class{number, monthMark, number}, readDate(0, 2)},
		{[]class{monthName, number, dayMark}, readDate(0, 1)},
		{[]class{monthName, number | ordinal, comma, number}, readFullDate(3, 0, 1)},
		{[]class{monthName, number | ordinal, number}, readFullDate(2, 0, 1)},
		{[]class{number | ordinal, monthName, comma, number}, readFullDate(3, 1, 0)},
		{[]class{number | ordinal, monthName, number}, readFullDate(2, 1, 0)},
		{[]class{number, dash | slash | dot, monthName, dash | slash | dot, number}, readNamedDate},
		{[]class{number, dot, monthName, number}, readFullDate(3, 2, 0)},
		{[]class{monthName, dash | slash, number}, readDate(0, 2)},
		{[]class{monthName, number | ordinal, linking, number | ordinal, number}, readDatesOfYear(0, 1, 3)},
		{[]class{monthName, number | ordinal, linking, number | ordinal, comma, number}, readDatesOfYear(0, 1, 3)},
		{[]class{number | ordinal, linking, number | ordinal, monthName, number}, readDatesOfYear(3, 0, 2)},
		{[]class{number | ordinal, linking, number | ordinal, shift, monthUnit}, readDaysOfShiftedMonth},
		{[]class{ordinal, dayUnit, shift, monthUnit}, readDayOfShiftedMonth},
		{[]class{number}, readDayAfterOn},
		{[]class{monthName, number | ordinal}, readDate(0, 1)},
		{[]class{number | ordinal, monthName}, readDate(1, 0)},
		{[]class{monthName, number | ordinal, linking, number | ordinal}, readDateRange(1)},
		{[]class{monthName, number, linking, number, dayMark}, readDateRange(1)},
		{[]class{monthName, number, dayMark, linking, number}, readDateRange(1)},
		{[]class{number, monthMark, number, linking, number, dayMark}, readDateRange(2)},
		{[]class{number | ordinal, linking, number | ordinal, monthName}, readRangeOfMonth},
		{[]class{number, linking, number, dayMark}, readDays},
		{[]class{ordinal, linking, ordinal}, readDays},
		{[]class{number}, readCompactDate},
		{[]class{number, slash, number}, readSlashDate},
		{[]class{number, dash, number}, readDashDate},
		{[]class{number, dot, number}, readDottedDate},
		{[]class{number, dayMark}, readDayOfMonth},
		{[]class{ordinal}, readDayOfMonth},
		{[]class{number | ordinal, shift, monthUnit}, readDayOfShiftedMonth},
		{[]class{ordinal, monthUnit}, readDayOfShiftedMonth},
	}
	for _, mark := range []class{slash, dash, dot} {
		pattern := []class{number, mark, number, mark, number}
		rules = append(rules, rule{pattern, readFullDate(0, 2, 4)}, rule{pattern, readShortYear})
	}
	return rules
}

// readDate makes the reader of a date without a year, whose month and day stand at these words.
func readDate(month, day int) func(*sketch, []token) verdict {
	return func(sketch *sketch, words []token) verdict {
		if words[day].n > 31 && !words[len(words)-1].is(dayMark) || words[day].isArticle() {
			return refused
		}
		return sketch.addDate(words[month].n, words[day].n, words)
	}
}

// readFullDate makes the reader of a date with a year.
func readFullDate(year, month, day int) func(*sketch, []token) verdict {
	return func(sketch *sketch, words []token) verdict {
		full := words[year].n
		if !isYear(full) || words[day].isArticle() {
			return refused
		}
		return sketch.addFullDate(full, words[month].n, words[day].n, words)
	}
}

// readShortYear reads 6/13/2026, 6/13/26, and 13/6/2026 where it can be nothing else; in Chinese 26-6-13, too.
func readShortYear(sketch *sketch, words []token) verdict {
	month, day := words[0].n, words[2].n
	if first, ok := fullYear(words[0]); ok && month >= 20 && !sketch.isEnglish && isDate(first, day, words[4].n) {
		return sketch.addDay(first, day, words[4].n)
	}
	year, ok := fullYear(words[4])
	if !ok {
		return refused
	}
	month, day = sketch.inOrder(month, day)
	return sketch.addFullDate(year, month, day, words)
}

// readNamedDate reads 31-Oct-2026, 31/Oct/26 and 2026/Oct/31.
func readNamedDate(sketch *sketch, words []token) verdict {
	day, last := words[0], words[4]
	if isYear(day.n) {
		day, last = last, day
	}
	year, ok := fullYear(last)
	if !ok {
		return refused
	}
	return sketch.addFullDate(year, words[2].n, day.n, words)
}

// inOrder tells which of two numbers is the month and which the day: the first is the month, except where that cannot be. In
// English it may be the other way round, which is a doubt.
func (sketch *sketch) inOrder(first, second int) (month, day int) {
	if sketch.isEnglish && first <= 12 && second <= 12 && first != second {
		sketch.doubt.dayFirst = true
	}
	if first > 12 && second <= 12 || sketch.lean.dayFirst {
		return second, first
	}
	return first, second
}

// readSlashDate reads 6/13, and 13/6 where it can be nothing else.
func readSlashDate(sketch *sketch, words []token) verdict {
	month, day := words[0].n, words[2].n
	if month < 1 || day < 1 || month > 31 || day > 31 || words[1].spaced || words[2].spaced || sketch.after().is(units) {
		return refused
	}
	month, day = sketch.inOrder(month, day)
	return sketch.addDate(month, day, words)
}

// readDashDate reads 12-01, but not 3-5.
func readDashDate(sketch *sketch, words []token) verdict {
	month, day := words[0].n, words[2].n
	isSpaced := words[1].spaced || words[2].spaced || len(words[1].text) > 1
	if isSpaced || len(words[2].text) != 2 || !isDate(leapYear, month, day) || sketch.after().is(units|measure|dayMark|hourMark|halfDay|colon) {
		return refused
	}
	return sketch.addDate(month, day, words)
}

// readDottedDate reads 6.13, but not the number of a version or a measure.
func readDottedDate(sketch *sketch, words []token) verdict {
	month, day := words[0].n, words[2].n
	isVersion := sketch.before.text != "" && sketch.before.class == 0
	if isVersion || !isDate(leapYear, month, day) || words[1].spaced || words[2].spaced || sketch.after().is(units) {
		return refused
	}
	return sketch.addDate(month, day, words)
}

// readCompactDate reads 20261201.
func readCompactDate(sketch *sketch, words []token) verdict {
	year, month, day := words[0].n/10000, words[0].n/100%100, words[0].n%100
	if !isYear(year) || !isDate(year, month, day) {
		return refused
	}
	return sketch.addDay(year, month, day)
}

// readDateRange makes the reader of 11月20-25日, "Nov 20-25", whose first day stands at this word.
func readDateRange(day int) func(*sketch, []token) verdict {
	return func(sketch *sketch, words []token) verdict {
		last := words[len(words)-1]
		if last.is(dayMark) {
			last = words[len(words)-2]
		}
		if words[day].n >= last.n || last.n > 31 || sketch.after().is(hourMark|halfDay|colon|monthMark|slash|monthUnit|measure) {
			return refused
		}
		return sketch.addDates(words[0].n, words[day].n, last.n, words)
	}
}

// readDatesOfYear makes the reader of "Nov 20-25, 2026", whose month and days stand at these words.
func readDatesOfYear(month, first, last int) func(*sketch, []token) verdict {
	return func(sketch *sketch, words []token) verdict {
		year := words[len(words)-1].n
		if !isYear(year) || words[first].n >= words[last].n {
			return refused
		}
		sketch.addFullDate(year, words[month].n, words[first].n, words)
		sketch.linked = upTo
		return sketch.addFullDate(year, words[month].n, words[last].n, words)
	}
}

// readRangeOfMonth reads "20 to 25 November".
func readRangeOfMonth(sketch *sketch, words []token) verdict {
	if words[0].n >= words[2].n || words[2].n > 31 {
		return refused
	}
	return sketch.addDates(words[3].n, words[0].n, words[2].n, words)
}

func (sketch *sketch) addDates(month, first, last int, words []token) verdict {
	sketch.addDate(month, first, words)
	if sketch.impossible == nil {
		sketch.linked = upTo
		sketch.addDate(month, last, words)
	}
	return taken
}

// readDays reads 20到25号.
func readDays(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 31 || words[2].n < 1 || words[2].n > 31 {
		return refused
	}
	if readDayOfMonth(sketch, words[:1]) == refused {
		return refused
	}
	sketch.linked = upTo
	return readDayOfMonth(sketch, words[2:])
}

// readDaysOfShiftedMonth reads "4 to 22 next month".
func readDaysOfShiftedMonth(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n >= words[2].n || words[2].n > 31 {
		return refused
	}
	year, month, _ := alliance.Month(sketch.now, words[3].n).From.Date()
	sketch.addFullDate(year, int(month), words[0].n, words)
	sketch.linked = upTo
	return sketch.addFullDate(year, int(month), words[2].n, words)
}

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

// leapYear has every date there is.
const leapYear = 2024

// addDate adds the coming day of this month and day, today included.
func (sketch *sketch) addDate(month, day int, words []token) verdict {
	inYear := func(year int) (alliance.Span, bool) { return sketch.dayOf(year, month, day), isDate(year, month, day) }
	if sketch.addYearly(exactDay, inYear) == taken {
		return taken
	}
	year := sketch.anchor().Year()
	if near := sketch.nearDay(year, month, day); near.To.After(sketch.anchor()) {
		return sketch.reject(words, near)
	}
	return sketch.reject(words, sketch.nearDay(year+1, month, day))
}

// addFullDate adds a day of a year, if there is such a day.
func (sketch *sketch) addFullDate(year, month, day int, words []token) verdict {
	if !isDate(year, month, day) {
		return sketch.reject(words, sketch.nearDay(year, month, day))
	}
	return sketch.addDay(year, month, day)
}

// addDay adds a day that exists.
func (sketch *sketch) addDay(year, month, day int) verdict {
	return sketch.addSpan(sketch.dayOf(year, month, day), exactDay, "")
}

func (sketch *sketch) dayOf(year, month, day int) alliance.Span {
	return alliance.Day(time.Date(year, time.Month(month), day, 12, 0, 0, 0, sketch.now.Location()), 0)
}

// isDate reports whether the calendar has such a day.
func isDate(year, month, day int) bool {
	date := time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC)
	return date.Year() == year && int(date.Month()) == month && date.Day() == day
}
