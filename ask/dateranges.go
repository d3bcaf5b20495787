package ask

import "alliancebot/alliance"

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
