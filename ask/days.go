package ask

import "alliancebot/alliance"

// The parts of a day. They are wide enough that an event announced for "the afternoon" starts within.
var (
	night     = hours{0, 6}
	morning   = hours{6, 12}
	noon      = hours{11, 14}
	afternoon = hours{12, 18}
	dusk      = hours{17, 19}
	evening   = hours{18, 24}
	lateNight = hours{22, 24}
)

// dayWords are the days by their distance from today, with the hours some of them imply, and the parts of a day.
func dayWords() []row {
	return []row{
		{"今天|今日|今儿|今儿个|本日|现在|目前|而家|当前|此刻|此时|today|right now|now|at the moment|at this moment", term{class: day}},
		{"明天|次日|明日|聽日|听日|明儿|明儿个|翌日|tomorrow|tmr|tmrw|tomorrows|tomorow|2moro", term{class: day, n: 1}},
		{"后天|后日|后儿|day after tomorrow|the day after tomorrow|overmorrow", term{class: day, n: 2}},
		{"大后天|大后日", term{class: day, n: 3}},
		{"昨天|昨日|尋日|寻日|昨儿|昨儿个|yesterday|yesterdays", term{class: day, n: -1}},
		{"前天|前日|前儿|day before yesterday|the day before yesterday", term{class: day, n: -2}},
		{"大前天|大前日", term{class: day, n: -3}},
		{"eod|end of day|end of the day|end of today|close of business|cob", term{class: day}},
		{"今早|今晨|今天早", term{class: day, hours: morning}},
		{"今晚|今夜|tonight|2nite|tonite", term{class: day, hours: evening}},
		{"明早|明晨", term{class: day, n: 1, hours: morning}},
		{"明晚", term{class: day, n: 1, hours: evening}},
		{"后晚", term{class: day, n: 2, hours: evening}},
		{"昨晚|last night|昨夜", term{class: day, n: -1, hours: evening}},

		{"凌晨|黎明|拂晓|early morning|early-morning|before dawn", term{class: dayPart, hours: night}},
		{"早上|早晨|清晨|上午|午前|早间|一早|一大早|morning|mornings|forenoon", term{class: dayPart, hours: morning}},
		{"中午|午间|晏昼|lunchtime|lunch time", term{class: dayPart, hours: noon}},
		{"下午|午后|afternoon|afternoons", term{class: dayPart, hours: afternoon}},
		{"傍晚|dusk", term{class: dayPart, hours: dusk}},
		{"晚上|晚间|夜晚|夜里|夜间|当晚|evening|evenings|night", term{class: dayPart, hours: evening}},
		{"白天|daytime", term{class: dayPart, hours: hours{6, 18}}},
		{"深夜|半夜|午夜时分|late night|late at night", term{class: dayPart, hours: lateNight}},
		{"早", term{class: briefPart, hours: morning}},
		{"晚", term{class: briefPart, hours: evening}},
	}
}

func dayRules() []rule {
	return []rule{
		{[]class{day}, readDay},
		{[]class{dayPart}, readDayPart},
		{[]class{shift, dayPart}, readThisPart},
		{[]class{briefPart}, readBriefPart},
		{[]class{halfDay}, readHalfOfDay},
		{[]class{shift, dayUnit}, readShiftedDay},
	}
}

// readDay reads 明天, tonight.
func readDay(sketch *sketch, words []token) verdict {
	return sketch.add(moment{
		Span: alliance.Day(sketch.now, words[0].n), grain: exactDay, time: daytime{part: words[0].hours},
	})
}

// readDayPart reads 下午: of the day before it, else of the one that follows.
func readDayPart(sketch *sketch, words []token) verdict {
	narrowed := sketch.daytime()
	*narrowed = narrowed.in(words[0].hours)
	sketch.added++
	return taken
}

// readThisPart reads "this evening".
func readThisPart(sketch *sketch, words []token) verdict {
	if words[0].n != 0 {
		return refused
	}
	return sketch.add(moment{
		Span: alliance.Day(sketch.now, 0), grain: exactDay, time: daytime{part: words[1].hours},
	})
}

// readBriefPart reads 晚 of 周五晚 and 晚7点.
func readBriefPart(sketch *sketch, words []token) verdict {
	if !sketch.fresh && !sketch.after().is(number) {
		return refused
	}
	return readDayPart(sketch, words)
}

// readHalfOfDay reads "Tuesday pm".
func readHalfOfDay(sketch *sketch, words []token) verdict {
	if !sketch.fresh {
		return refused
	}
	part := morning
	if words[0].n > 0 {
		part = afternoon
	}
	return readDayPart(sketch, []token{{term: term{hours: part}}})
}

// readShiftedDay reads "the next day".
func readShiftedDay(sketch *sketch, words []token) verdict {
	return sketch.addSpan(alliance.Day(sketch.now, words[0].n), exactDay)
}
