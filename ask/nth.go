package ask

import "alliancebot/alliance"

// nthRules read one of the days or weeks of a month or year: 第二个周五, "last Friday of the month".
func nthRules() []rule {
	return []rule{
		{[]class{nth | ordinal, weekday | weekUnit | dayUnit | weekend}, readNth},
		{[]class{nth, number, weekUnit | dayUnit | monthUnit}, readNth},
		{[]class{shift, weekday | weekUnit | dayUnit | weekend}, readLastOf},
	}
}

// readNth reads 第二个周五 of the month before it, "second Friday" of the one that follows; else of the present one.
func readNth(sketch *sketch, words []token) verdict {
	n, unit := words[0].n, words[len(words)-1]
	if len(words) == 3 && words[1].n != 1 {
		return sketch.readSome(words)
	}
	chosen := func(of moment) (moment, bool) { return of.nth(n, unit) }
	if last := sketch.frame(); last != nil && sketch.fresh {
		found, ok := chosen(*last)
		if ok {
			*last = found
			sketch.added++
		}
		return verdict(ok)
	}
	if sketch.isEnglish && sketch.then().is(shift|monthUnit|monthName|number|year|in|yearUnit|section) {
		sketch.chosen = chosen
		return taken
	}
	if found, ok := chosen(sketch.unit(monthGrain, 0)); ok && unit.is(weekday) {
		return sketch.add(found)
	}
	return refused
}

// readSome reads 最后三天 of the month before it.
func (sketch *sketch) readSome(words []token) verdict {
	if frame := sketch.frame(); frame != nil && sketch.fresh && (words[0].n == 1 || words[0].n == -1) {
		return sketch.narrow(*frame, words)
	}
	return refused
}

// readLastOf reads "last Friday" of "last Friday of the month".
func readLastOf(sketch *sketch, words []token) verdict {
	isOf := sketch.after().text == "of" || sketch.after().text == "in"
	if words[0].n != -1 || !isOf || !sketch.then().is(shift|monthUnit|monthName|number|year|in|yearUnit|section) {
		return refused
	}
	unit := words[1]
	sketch.chosen = func(of moment) (moment, bool) { return of.nth(-1, unit) }
	return taken
}

// nth is the n-th such day or week of a month or year, counted from its end if n is negative. A week belongs to the month
// that has its Monday.
func (m moment) nth(n int, unit token) (moment, bool) {
	if n == 0 || m.grain < weekGrain || m.isDay() {
		return m, false
	}
	step, weekday := 7, unit.n
	switch {
	case unit.is(dayUnit):
		step, weekday = 1, (int(m.From.Weekday())+6)%7
		if n < 0 {
			weekday = (int(alliance.Day(m.To, -1).From.Weekday()) + 6) % 7
		}
	case unit.is(weekUnit):
		weekday = 0
	case unit.is(weekend):
		weekday = 5
	}
	first := alliance.Day(m.From, (weekday-(int(m.From.Weekday())+6)%7+7)%7)
	day := alliance.Day(first.From, step*(n-1))
	if n < 0 {
		last := alliance.Day(m.To, -1)
		back := ((int(last.From.Weekday())+6)%7 - weekday + 7) % 7
		day = alliance.Day(last.From, -back+step*(n+1))
	}
	if day.From.Before(m.From) || !day.From.Before(m.To) {
		return m, false
	}
	found := moment{Span: day, grain: exactDay}
	switch {
	case unit.is(weekend):
		found = moment{Span: alliance.Span{From: day.From, To: alliance.Day(day.From, 1).To}, grain: weekGrain}
	case unit.is(weekUnit):
		found = moment{Span: alliance.Week(day.From, 0), grain: weekGrain}
	}
	return found, true
}
