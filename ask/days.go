package ask

import (
	"time"

	"alliancebot/alliance"
)

// The parts of a day. They are wide enough that an event announced for "the afternoon" starts within.
var (
	night     = hours{0, 6}
	morning   = hours{6, 12}
	noon      = hours{11, 14}
	afternoon = hours{12, 18}
	dusk      = hours{17, 19}
	evening   = hours{18, 24}
)

// dayWords are the days by their distance from today, with the hours some of them imply, and the parts of a day.
func dayWords() []row {
	return []row{
		{"今天|今日|今儿|现在|目前|today|right now|now", term{class: day, tag: "today"}},
		{"明天|明日|明儿|tomorrow|tmr|tmrw", term{class: day, n: 1, tag: "tomorrow"}},
		{"后天|后日|day after tomorrow|the day after tomorrow|overmorrow", term{class: day, n: 2, tag: "dayafter"}},
		{"大后天", term{class: day, n: 3}},
		{"昨天|昨日|yesterday", term{class: day, n: -1, tag: "yesterday"}},
		{"前天|前日|day before yesterday|the day before yesterday", term{class: day, n: -2, tag: "daybefore"}},
		{"大前天", term{class: day, n: -3}},
		{"今早|今晨", term{class: day, hours: morning, tag: "today"}},
		{"今晚|今夜|tonight", term{class: day, hours: evening, tag: "today"}},
		{"明早|明晨", term{class: day, n: 1, hours: morning}},
		{"明晚", term{class: day, n: 1, hours: evening}},
		{"昨晚|last night|昨夜", term{class: day, n: -1, hours: evening}},

		{"凌晨|before dawn", term{class: dayPart, hours: night}},
		{"早上|早晨|清晨|上午|早间|morning|mornings", term{class: dayPart, hours: morning}},
		{"中午|正午|noon|midday|lunchtime", term{class: dayPart, hours: noon}},
		{"下午|午后|afternoon|afternoons", term{class: dayPart, hours: afternoon}},
		{"傍晚|dusk", term{class: dayPart, hours: dusk}},
		{"晚上|晚间|夜晚|夜里|夜间|evening|evenings|night", term{class: dayPart, hours: evening}},
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
	}
}

// readDay reads 明天, tonight.
func readDay(sketch *sketch, words []token) verdict {
	return sketch.add(moment{
		Span: alliance.Day(sketch.now, words[0].n), grain: exactDay, label: words[0].tag, hours: words[0].hours,
	})
}

// readDayPart reads 下午: of the day before it, else of the one that follows.
func readDayPart(sketch *sketch, words []token) verdict {
	last := sketch.last()
	switch {
	case last == nil || !last.isDay():
		sketch.hours = sketch.hours.join(words[0].hours)
	default:
		last.hours = last.hours.join(words[0].hours)
	}
	return taken
}

// readThisPart reads "this evening".
func readThisPart(sketch *sketch, words []token) verdict {
	if words[0].n != 0 {
		return refused
	}
	return sketch.add(moment{
		Span: alliance.Day(sketch.now, 0), grain: exactDay, label: "today", hours: words[1].hours,
	})
}

// readBriefPart reads 晚 of 周五晚.
func readBriefPart(sketch *sketch, words []token) verdict {
	if !sketch.fresh {
		return refused
	}
	return readDayPart(sketch, words)
}

// join is the stretch from the earlier beginning to the later end: 上午和下午.
func (h hours) join(other hours) hours {
	if h == (hours{}) {
		return other
	}
	return hours{min(h.from, other.from), max(h.to, other.to)}
}

// of is the stretch on the day that begins at midnight. The clock counts, also where daylight saving shifts it.
func (h hours) of(midnight time.Time) alliance.Span {
	year, month, date := midnight.Date()
	at := func(hour int) time.Time { return time.Date(year, month, date, hour, 0, 0, 0, midnight.Location()) }
	return alliance.Span{From: at(h.from), To: at(h.to)}
}

// comingHours is the waiting part of the day the question before was about, else of today, or of tomorrow once it is over.
func (sketch *sketch) comingHours() alliance.Span {
	if day := alliance.Day(sketch.context.From, 0); !sketch.context.From.IsZero() && !day.To.Before(sketch.context.To) {
		return sketch.hours.of(day.From)
	}
	today := sketch.hours.of(sketch.now)
	if sketch.now.Before(today.To) {
		return today
	}
	return sketch.hours.of(alliance.Day(sketch.now, 1).From)
}
