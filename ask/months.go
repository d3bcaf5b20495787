package ask

import (
	"time"

	"alliancebot/alliance"
)

// modal is the tag of a month that is another word too.
const modal = "modal"

// monthWords are months and years, by name and by distance.
func monthWords() []row {
	return []row{
		{"月|月份", term{class: monthUnit | monthMark}},
		{"个月|month|months|mth", term{class: monthUnit}},
		{"年|年度", term{class: yearUnit | yearMark}},
		{"个年头|year|years|yr|yrs", term{class: yearUnit}},
		{"今年|本年|本年度|这年|这一年", term{class: year}},
		{"明年|来年|次年|下一年度", term{class: year, n: 1}},
		{"后年", term{class: year, n: 2}},
		{"去年|上年度", term{class: year, n: -1}},
		{"前年", term{class: year, n: -2}},
		{"大后年", term{class: year, n: 3}},
		{"大前年", term{class: year, n: -3}},
		{"january|jan|jan.|元月|元月份", term{class: monthName, n: 1}},
		{"february|feb|feb.", term{class: monthName, n: 2}},
		{"march|mar|mar.", term{class: monthName, n: 3}},
		{"april|apr|apr.", term{class: monthName, n: 4}},
		{"may", term{class: monthName, tag: modal, n: 5}},
		{"june|jun|jun.", term{class: monthName, n: 6}},
		{"july|jul|jul.", term{class: monthName, n: 7}},
		{"august|aug|aug.", term{class: monthName, n: 8}},
		{"september|sep|sep.|sept|sept.", term{class: monthName, n: 9}},
		{"october|oct|oct.", term{class: monthName, n: 10}},
		{"november|nov|nov.", term{class: monthName, n: 11}},
		{"december|dec|dec.", term{class: monthName, n: 12}},
	}
}

func monthRules() []rule {
	return []rule{
		{[]class{shift, monthUnit}, readMonth},
		{[]class{monthUnit, opening, shift}, readMonthAfterNext},
		{[]class{shift, yearUnit}, readYear},
		{[]class{year}, readYear},
		{[]class{number, yearMark}, readNumberedYear},
		{[]class{number}, readBareYear},
		{[]class{number, linking, number}, readYears},
		{[]class{number, linking, monthName}, readMonths},
		{[]class{number, linking, number, monthMark}, readMonths},
		{[]class{in, number}, readNumberedYear},
		{[]class{number, monthMark}, readNumberedMonth},
		{[]class{monthName}, readNamedMonth},
		{[]class{monthName, number}, readMonthOfYear},
		{[]class{monthName, comma, number}, readMonthOfYear},
		{[]class{number, monthName}, readYearAndMonthName},
		{[]class{yearUnit, opening, shift}, readYearAfterNext},
		{[]class{monthUnit | weekUnit | yearUnit}, readThisUnit},
		{[]class{monthName, opening, shift}, readMonthNameAfterNext},
		{[]class{monthName, number, measure}, readMonthAndCount},
		{[]class{shift, monthName}, readShiftedMonth},
		{[]class{number, dash | slash | dot, number}, readYearAndMonth},
	}
}

// readMonth reads 下个月.
func readMonth(sketch *sketch, words []token) verdict {
	return sketch.addMonths(words[0].n)
}

// readMonthAfterNext reads "the month after next".
func readMonthAfterNext(sketch *sketch, words []token) verdict {
	if words[1].tag != boundAfter {
		return refused
	}
	return sketch.addMonths(words[2].n + 1)
}

func (sketch *sketch) addMonths(months int) verdict {
	return sketch.addSpan(alliance.Month(sketch.now, months), monthGrain)
}

// readMonths reads 1-9月.
func readMonths(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 12 || words[2].n < 1 || words[2].n > 12 || words[0].isArticle() {
		return refused
	}
	sketch.addMonth(words[0].n)
	sketch.linked = upTo
	return sketch.addMonth(words[2].n)
}

// readNumberedMonth reads 12月.
func readNumberedMonth(sketch *sketch, words []token) verdict {
	return sketch.addMonth(words[0].n)
}

// readNamedMonth reads "in December". A month that is another word too needs a word that tells.
func readNamedMonth(sketch *sketch, words []token) verdict {
	month := words[0]
	isExpected := sketch.before.text == "in" || sketch.before.text == "of" || sketch.frame() != nil || sketch.linked != unlinked || sketch.chosen != nil || sketch.opening.is(opening) || sketch.then().is(shift|year) ||
		sketch.before.text == "" && len(sketch.rest) == 0
	if month.tag == modal && !isExpected {
		return refused
	}
	return sketch.addMonth(month.n)
}

// readMonthAndCount reads 12月 of 12月3场讲座.
func readMonthAndCount(sketch *sketch, words []token) verdict {
	return sketch.addMonth(words[0].n)
}

// addMonth adds the coming month of this number, the running one included.
func (sketch *sketch) addMonth(month int) verdict {
	if month < 1 || month > 12 {
		return refused
	}
	return sketch.addYearly(monthGrain, func(year int) (alliance.Span, bool) { return monthSpan(sketch.now, year, month), true })
}

// monthSpan is a whole month in the zone of t.
func monthSpan(t time.Time, year, month int) alliance.Span {
	return alliance.Month(time.Date(year, time.Month(month), 1, 0, 0, 0, 0, t.Location()), 0)
}

// readMonthOfYear reads "December 2026".
func readMonthOfYear(sketch *sketch, words []token) verdict {
	year := words[len(words)-1].n
	if !isYear(year) {
		return refused
	}
	return sketch.addSpan(monthSpan(sketch.now, year, words[0].n), monthGrain)
}

// readYearAndMonthName reads "2026 June".
func readYearAndMonthName(sketch *sketch, words []token) verdict {
	if !isYear(words[0].n) {
		return refused
	}
	return sketch.addSpan(monthSpan(sketch.now, words[0].n, words[1].n), monthGrain)
}

// readYearAndMonth reads 2026-12 and 12/2026.
func readYearAndMonth(sketch *sketch, words []token) verdict {
	year, month := words[0].n, words[2].n
	if year <= 12 {
		year, month = month, year
	}
	if !isYear(year) || month < 1 || month > 12 || words[1].spaced || words[2].spaced {
		return refused
	}
	return sketch.addSpan(monthSpan(sketch.now, year, month), monthGrain)
}

// readThisUnit reads "the month" of "the end of the month" and of "the last lecture of the month", and "week of" a date.
func readThisUnit(sketch *sketch, words []token) verdict {
	if isWeekOf := words[0].text == "week" && sketch.after().text == "of" && sketch.then().is(monthName|number|ordinal); isWeekOf {
		sketch.chosen = func(of moment) (moment, bool) { return sketch.choose(of, "week") }
		return taken
	}
	isOne := sketch.chosen != nil || sketch.before.text == "of" && sketch.question.Order != ""
	if !isOne || words[0].text[0] >= 0x80 {
		return refused
	}
	switch {
	case words[0].is(monthUnit):
		return sketch.addMonths(0)
	case words[0].is(weekUnit):
		return sketch.addWeek(0)
	}
	return sketch.addSpan(yearSpan(sketch.now, sketch.now.Year()), yearGrain)
}

// readMonthNameAfterNext reads "March after next".
func readMonthNameAfterNext(sketch *sketch, words []token) verdict {
	if words[1].tag != boundAfter || words[2].n < 1 {
		return refused
	}
	return sketch.addSpan(monthSpan(sketch.now, yearOfComing(sketch.now, words[0].n)+1, words[0].n), monthGrain)
}

// yearOfComing is the year of the first month of this number that is not over at t.
func yearOfComing(t time.Time, month int) int {
	if month < int(t.Month()) {
		return t.Year() + 1
	}
	return t.Year()
}

// readShiftedMonth reads "last May": the latest May before this month; "this May" is this year's.
func readShiftedMonth(sketch *sketch, words []token) verdict {
	year, month, current := sketch.now.Year(), words[1].n, int(sketch.now.Month())
	switch {
	case words[0].n > 0 && month <= current:
		year++
	case words[0].n < 0 && month >= current:
		year--
	}
	return sketch.addSpan(monthSpan(sketch.now, year, month), monthGrain)
}
