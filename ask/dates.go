package ask

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
