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
		{[]class{monthName, number | ordinal}, readDate(0, 1)},
		{[]class{number | ordinal, monthName}, readDate(1, 0)},
		{[]class{number, slash, number}, readSlashDate},
		{[]class{number, dot, number}, readDottedDate},
		{[]class{number, dayMark}, readDayOfMonth},
		{[]class{ordinal}, readDayOfMonth},
		{[]class{ordinal, shift, monthUnit}, readDayOfShiftedMonth},
	}
	for _, mark := range []class{slash, dash, dot} {
		pattern := []class{number, mark, number, mark, number}
		rules = append(rules, rule{pattern, readFullDate(0, 2, 4)}, rule{pattern, readYearLast})
	}
	return rules
}

// readDate makes the reader of a date without a year, whose month and day stand at these words.
func readDate(month, day int) func(*sketch, []token) verdict {
	return func(sketch *sketch, words []token) verdict {
		if words[day].n > 31 && !words[len(words)-1].is(dayMark) {
			return refused
		}
		return sketch.addDate(words[month].n, words[day].n)
	}
}

// readFullDate makes the reader of a date with a year.
func readFullDate(year, month, day int) func(*sketch, []token) verdict {
	return func(sketch *sketch, words []token) verdict {
		full := words[year].n
		if full < 1900 || full >= 2200 {
			return refused
		}
		if !isDate(full, words[month].n, words[day].n) {
			return impossible
		}
		return sketch.addDay(full, words[month].n, words[day].n)
	}
}

// readYearLast reads 6/13/2026, and 13/6/2026 where it can be nothing else.
func readYearLast(sketch *sketch, words []token) verdict {
	month, day := 0, 2
	if words[month].n > 12 {
		month, day = day, month
	}
	return readFullDate(4, month, day)(sketch, words)
}

// readSlashDate reads 6/13, and 13/6 where it can be nothing else.
func readSlashDate(sketch *sketch, words []token) verdict {
	month, day := words[0].n, words[2].n
	if month > 12 && day <= 12 {
		month, day = day, month
	}
	if month < 1 || day < 1 || month > 31 || day > 31 || words[1].spaced || words[2].spaced {
		return refused
	}
	return sketch.addDate(month, day)
}

// readDottedDate reads 6.13, but not the number of a version.
func readDottedDate(sketch *sketch, words []token) verdict {
	month, day := words[0].n, words[2].n
	isVersion := sketch.before.text != "" && sketch.before.class == 0
	if isVersion || !isDate(leapYear, month, day) || words[1].spaced || words[2].spaced {
		return refused
	}
	return sketch.addDate(month, day)
}

// readDayOfMonth reads 13号: the coming one, today included.
func readDayOfMonth(sketch *sketch, words []token) verdict {
	day := words[0].n
	if day < 1 || day > 31 {
		return refused
	}
	from := sketch.anchor()
	year, month, today := from.Date()
	for months := range 12 {
		first := time.Date(year, month+time.Month(months), 1, 0, 0, 0, 0, from.Location())
		isPast := months == 0 && day < today
		if !isPast && isDate(first.Year(), int(first.Month()), day) {
			return sketch.addDay(first.Year(), int(first.Month()), day)
		}
	}
	return impossible
}

// readDayOfShiftedMonth reads "the 13th of next month".
func readDayOfShiftedMonth(sketch *sketch, words []token) verdict {
	year, month, _ := alliance.Month(sketch.now, words[1].n).From.Date()
	if !isDate(year, int(month), words[0].n) {
		return impossible
	}
	return sketch.addDay(year, int(month), words[0].n)
}

// leapYear has every date there is.
const leapYear = 2024

// yearsToLeap is how far ahead a date can come at the latest: 29 February over a century without a leap day.
const yearsToLeap = 8

// addDate adds the coming day of this month and day, today included.
func (sketch *sketch) addDate(month, day int) verdict {
	from := sketch.anchor()
	year, fromMonth, fromDay := from.Date()
	if month < int(fromMonth) || month == int(fromMonth) && day < fromDay {
		year++
	}
	for years := range yearsToLeap + 1 {
		if isDate(year+years, month, day) {
			return sketch.addDay(year+years, month, day)
		}
	}
	return impossible
}

// addDay adds a day that exists; but if a month or year was named just before, it must lie in that.
func (sketch *sketch) addDay(year, month, day int) verdict {
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, sketch.now.Location())
	found := moment{Span: alliance.Day(date, 0), grain: exactDay}
	if frame := sketch.frame(); frame != nil && !found.isInside(*frame) {
		return impossible
	}
	return sketch.add(found)
}

// isDate reports whether the calendar has such a day.
func isDate(year, month, day int) bool {
	date := time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC)
	return date.Year() == year && int(date.Month()) == month && date.Day() == day
}
