package ask

import "alliancebot/alliance"

// sectionWords are parts of a month or year. n is the grain of what they are a part of, 0 if that stands beside them.
func sectionWords() []row {
	week, month, season, whole := int(weekGrain), int(monthGrain), int(quarterGrain), int(yearGrain)
	return []row{
		{"初|初期", term{class: section, tag: "start", rare: true}},
		{"底|末", term{class: section, tag: "end", rare: true}},
		{"周初", term{class: section, n: week, tag: "start"}},
		{"周内", term{class: section, n: week, tag: "rest"}},
		{"月内", term{class: section, n: month, tag: "rest"}},
		{"年内", term{class: section, n: whole, tag: "rest"}},
		{"周中|midweek|mid-week", term{class: section, n: week, tag: "mid"}},
		{"工作日|平日|weekdays|workdays|working days", term{class: section, n: week, tag: workdays}},
		{"月初|上旬", term{class: section, n: month, tag: "start"}},
		{"月中|中旬|月中旬", term{class: section, n: month, tag: "mid"}},
		{"月底|月末|下旬|eom", term{class: section, n: month, tag: "end"}},
		{"上半月|上半个月|前半月|前半个月", term{class: section, n: month, tag: "firstHalf"}},
		{"下半月|下半个月|后半月|后半个月", term{class: section, n: month, tag: "secondHalf"}},
		{"季初", term{class: section, n: season, tag: "start"}},
		{"季末", term{class: section, n: season, tag: "end"}},
		{"年初", term{class: section, n: whole, tag: "start"}},
		{"年中", term{class: section | yearUnit, n: whole, tag: "mid"}},
		{"年底|年末|岁末|eoy", term{class: section, n: whole, tag: "end"}},
		{"上半年|h1|first half", term{class: section, n: whole, tag: "firstHalf"}},
		{"下半年|h2|second half", term{class: section, n: whole, tag: "secondHalf"}},
		{"第一季度|首季度|首季|一季度|1季度|第1季度|第一季|q1|first quarter|1st quarter|first qtr|1st qtr", term{class: section, n: whole, tag: "q1"}},
		{"第二季度|二季度|2季度|第2季度|第二季|q2|second quarter|2nd quarter|second qtr|2nd qtr", term{class: section, n: whole, tag: "q2"}},
		{"第三季度|三季度|3季度|第3季度|第三季|q3|third quarter|3rd quarter|third qtr|3rd qtr", term{class: section, n: whole, tag: "q3"}},
		{"第四季度|四季度|4季度|第4季度|第四季|q4|fourth quarter|4th quarter|fourth qtr|4th qtr", term{class: section, n: whole, tag: "q4"}},
		{"春季|春天|spring", term{class: section, n: whole, tag: "spring"}},
		{"夏天|夏季|summer", term{class: section, n: whole, tag: "summer"}},
		{"秋天|秋季|autumn", term{class: section, n: whole, tag: "autumn"}},
		{"冬天|冬季|winter", term{class: section, n: whole, tag: "winter"}},
		{"暑假|暑期|summer holidays|summer vacation", term{class: section, n: whole, tag: "holidays"}},
		{"寒假", term{class: section, n: whole, tag: "winterHolidays"}},
		{"early|beginning of|the beginning of|start of|the start of|early in", term{class: section | noise, tag: "start"}},
		{"mid|mid-|middle of|the middle of", term{class: section | noise, tag: "mid"}},
		{"late|end of|the end of|late in", term{class: section | noise, tag: "end"}},
		{"rest of|the rest of|remainder of|later in", term{class: section | noise, tag: "rest"}},
		{"剩下|剩余|余下|剩下的时间|剩余时间", term{class: section, tag: "rest"}},
		{"the week of|week beginning|week starting|week commencing", term{class: section | noise, tag: "week"}},
		{"那周", term{class: section, tag: "week", rare: true}}, // 那周三 is 那·周三
		{"那一周|那个星期|所在周|所在的周", term{class: section, tag: "week"}},
		{"first half of|the first half of", term{class: section | noise, tag: "firstHalf"}},
		{"second half of|the second half of", term{class: section | noise, tag: "secondHalf"}},
		{"季|季度|个季度", term{class: quarter, tag: "year"}},
	}
}

// workdays is the tag of Monday to Friday. That some of them are holidays, and some weekends are not, matters little to who asks
// for events.
const workdays = "workdays"

func sectionRules() []rule {
	return []rule{
		{[]class{section}, readSection},
		{[]class{shift, section}, readShiftedSection},
		{[]class{away, section}, readQuarters},
		{[]class{away, shift, weekUnit | monthUnit | yearUnit}, readLater},
		{[]class{number, section}, readNumberedSection},
		{[]class{section, number}, readSectionOfYear},
		{[]class{shift, quarter}, readQuarter},
	}
}

// readSection reads 上旬 of the month before it, else of the present one; "early" waits for what follows.
func readSection(sketch *sketch, words []token) verdict {
	of, tag := grain(words[0].n), words[0].tag
	if tag == workdays {
		return sketch.readWorkdays()
	}
	if last := sketch.last(); sketch.fresh && last != nil && words[0].text[0] >= 0x80 || sketch.frame() != nil && of == sketch.frame().grain {
		if chosen, ok := sketch.choose(*last, tag); ok && (of == 0 || of == last.grain) {
			*last = chosen
			sketch.added++
			return taken
		}
	}
	switch {
	case isSeason(tag):
		return sketch.addYearly(quarterGrain, sketch.sectionIn(tag))
	case of == yearGrain:
		whole := sketch.unit(of, 0)
		whole.inYear = func(year int) (alliance.Span, bool) { return yearSpan(sketch.now, year), true }
		return sketch.addSection(whole, tag)
	case of != 0:
		return sketch.addSection(sketch.unit(of, 0), tag)
	case words[0].text[0] >= 0x80:
		return refused
	}
	sketch.chosen = func(of moment) (moment, bool) { return sketch.choose(of, tag) }
	return taken
}

// readWorkdays reads 工作日 of the week before it, "weekdays" of the one that follows; else of the present one, or at its end of the
// next. Counted (三个工作日) they are no span.
func (sketch *sketch) readWorkdays() verdict {
	if sketch.before.is(number | nth | ordinal | measure) {
		return refused
	}
	last := sketch.last()
	switch {
	case sketch.fresh && last != nil && last.grain == weekGrain:
		chosen, ok := last.choose(workdays)
		*last = chosen
		sketch.added++
		return verdict(ok)
	case sketch.isEnglish && sketch.then().is(shift):
		sketch.chosen = func(of moment) (moment, bool) { return of.choose(workdays) }
		return taken
	}
	week := sketch.unit(weekGrain, 0)
	if !alliance.Day(week.From, workweek).From.After(sketch.now) {
		week = sketch.unit(weekGrain, 1)
	}
	return sketch.addSection(week, workdays)
}

// readShiftedSection reads 下月初, "this summer".
func readShiftedSection(sketch *sketch, words []token) verdict {
	whole := sketch.unit(grain(words[1].n), words[0].n)
	switch {
	case words[1].n == 0:
		return refused
	case words[1].tag == "rest":
		return sketch.add(whole) // 下月内 is all of it
	}
	return sketch.addSection(whole, words[1].tag)
}

// readNumberedSection reads 12月底 and 2026年底.
func readNumberedSection(sketch *sketch, words []token) verdict {
	of := grain(words[1].n)
	if within, ok := readWithin(words); ok {
		return sketch.addAhead(within)
	}
	if year, ok := fullYear(words[0]); ok && of == yearGrain {
		return sketch.addSection(moment{Span: yearSpan(sketch.now, year), grain: of}, words[1].tag)
	}
	if of != monthGrain || sketch.addMonth(words[0].n) == refused {
		return refused
	}
	sketch.fresh = true
	return readSection(sketch, words[1:])
}

// readWithin reads 两周内 and 三年内, in which 周内 and 年内 are no words. 2027年内 is a year.
func readWithin(words []token) (length, bool) {
	unit := map[grain]class{weekGrain: weekUnit, yearGrain: yearUnit}[grain(words[1].n)]
	if words[1].tag != "rest" || unit == 0 || isYear(words[0].n) || words[0].text[0] == '0' {
		return length{}, false
	}
	return lengthOf(words[0].n, token{term: term{class: unit}})
}

// readSectionOfYear reads "Q4 2026".
func readSectionOfYear(sketch *sketch, words []token) verdict {
	year := words[1].n
	if grain(words[0].n) != yearGrain || !isYear(year) {
		return refused
	}
	return sketch.addSection(moment{Span: yearSpan(sketch.now, year), grain: yearGrain}, words[0].tag)
}

// readQuarters reads 前三季度.
func readQuarters(sketch *sketch, words []token) verdict {
	last, isQuarter := portions[yearGrain][words[1].tag], words[1].tag[0] == 'q'
	if !isQuarter || words[0].text != "前" {
		return refused
	}
	year := sketch.unit(yearGrain, 0)
	if frame := sketch.frame(); frame != nil && sketch.fresh && frame.grain == yearGrain {
		year = *frame
	}
	return sketch.addSpan(alliance.Span{From: year.From, To: alliance.Month(year.From, last.to-1).To}, stretch)
}

// readLater reads "later this week".
func readLater(sketch *sketch, words []token) verdict {
	grain, ok := grainOf(words[2])
	if !ok || words[0].text != "later" || words[1].n != 0 {
		return refused
	}
	rest, _ := sketch.choose(sketch.unit(grain, 0), "rest")
	return sketch.add(rest)
}

// readQuarter reads 本季度, "next quarter".
func readQuarter(sketch *sketch, words []token) verdict {
	if words[1].tag == "hour" {
		return refused
	}
	return sketch.add(sketch.unit(quarterGrain, words[0].n))
}

// addSection adds a part of a larger span.
func (sketch *sketch) addSection(whole moment, tag string) verdict {
	chosen, ok := sketch.choose(whole, tag)
	if !ok {
		return refused
	}
	return sketch.add(chosen)
}
