package ask

import (
	"slices"
	"strings"
)

// clockWords follow the number of an hour, or name one.
func clockWords() []row {
	return []row{
		{"点|点钟|点整|时整|o'clock|oclock", term{class: hourMark}},
		{"时", term{class: hourMark, rare: true}},
		{"分|分钟|minute|minutes|min|mins", term{class: minuteMark}},
		{"小时|个小时|钟头|个钟头|个钟|hour|hours|hr|hrs|h", term{class: hourUnit}},
		{"半|half", term{class: half}},
		{"个半", term{class: half, tag: "counted"}},
		{"刻|刻钟", term{class: quarter, tag: "hour"}},
		{"quarter|quarters|qtr", term{class: quarter}},
		{"am|a.m.|a.m|a m", term{class: halfDay | noise}},
		{"pm|p.m.|p.m|p m", term{class: halfDay | noise, n: 12}},
		{"正午|noon|midday|mid-day|mid day|12 noon", term{class: clockName, n: 12}},
		{"午夜|midnight", term{class: clockName, n: 24}},
		{"零点|零点钟|零时", term{class: clockName}},
	}
}

func clockRules() []rule {
	return []rule{
		{[]class{number, hourMark}, readHour},
		{[]class{number, hourMark, half}, readHour},
		{[]class{number, hourMark, number}, readHour},
		{[]class{number, hourMark, number, minuteMark}, readHour},
		{[]class{number, hourMark, number, quarter}, readHour},
		{[]class{number, hourMark, halfDay}, readHalfDay},
		{[]class{number, colon, number}, readColon},
		{[]class{number, colon, number, colon, number}, readColon},
		{[]class{number, halfDay}, readHalfDay},
		{[]class{number, number, halfDay}, readHalfDay},
		{[]class{number, colon, number, halfDay}, readHalfDay},
		{[]class{clockName}, readClockName},
		{[]class{half | quarter | number, past | linking | opening, number | clockName}, readPastHour},
		{[]class{half | quarter | number, past | linking | opening, number, halfDay}, readPastHour},
		{[]class{number, minuteMark, past | linking | opening, number | clockName}, readMinutesPast},
		{[]class{number, minuteMark, past | linking | opening, number, halfDay}, readMinutesPast},
		{[]class{number, dot, number, halfDay}, readHalfDay},
		{[]class{number, linking, number, colon, number}, readHourToMinute},
		{[]class{linking, number}, readHourEnd},
		{[]class{number, number}, readSpokenTime},
		{[]class{number, linking, number, hourMark}, readHourRange},
		{[]class{number, linking, number, hourMark, half}, readHourRange},
		{[]class{number, linking, number, halfDay}, readHourRange},
		{[]class{number, linking, number}, readHourRange},
		{[]class{number}, readBareHour},
		{[]class{number, day}, readHourOfDay},
		{[]class{number, shift, dayPart}, readHourOfPart},
		{[]class{number, dayPart}, readHourInPart},
	}
}

// readHour reads 下午2点, 两点半, 2点15分, 七八点.
func readHour(sketch *sketch, words []token) verdict {
	hour, minute := words[0].n, 0
	if first, last, ok := words[0].either(); ok && len(words) == 2 {
		return sketch.addHours(clock{minute: 60 * first}, clock{minute: 60 * last}, besides)
	}
	if len(words) > 2 {
		minute = words[2].n
	}
	switch last := words[len(words)-1]; {
	case last.is(half):
		minute = 30
	case last.is(quarter):
		minute *= 15
	}
	return sketch.addClock(clock{minute: 60*hour + minute, precise: len(words) > 2}, hour, minute, words)
}

// readColon reads 14:30 and 14:30:00.
func readColon(sketch *sketch, words []token) verdict {
	for i := 1; i < len(words); i++ {
		if words[i].spaced || i%2 == 0 && len(words[i].text) != 2 {
			return refused
		}
	}
	hour, minute := words[0].n, words[2].n
	isLiteral := hour == 0 || len(words[0].text) == 2 && hour < 10
	return sketch.addClock(clock{minute: 60*hour + minute, precise: true, literal: isLiteral}, hour, minute, words)
}

// readHalfDay reads "2 pm", "2:30 pm", "2 o'clock pm".
func readHalfDay(sketch *sketch, words []token) verdict {
	hour, minute := words[0].n, 0
	switch {
	case len(words) == 4:
		minute = words[2].n
	case len(words) == 3 && words[1].is(number):
		minute = words[1].n
	}
	if len(words) == 2 && hour >= 100 {
		hour, minute = hour/100, hour%100 // 330 pm
	}
	if hour < 1 || hour > 24 || minute > 59 {
		return refused
	}
	if hour <= 12 {
		hour = hour%12 + words[len(words)-1].n
	}
	isPrecise := minute > 0 || len(words) == 4
	return sketch.addClock(clock{minute: 60*hour + minute, precise: isPrecise, literal: true}, hour, minute, words)
}

// readClockName reads "noon".
func readClockName(sketch *sketch, words []token) verdict {
	return sketch.addClock(clock{minute: 60 * words[0].n, literal: true}, words[0].n, 0, words)
}

// readPastHour reads "half past two", "quarter to three", "ten past 2 pm".
func readPastHour(sketch *sketch, words []token) verdict {
	minute, hour := words[0].n, words[2].n
	switch {
	case words[0].is(half):
		minute = 30
	case words[0].is(quarter):
		minute = 15
	case words[1].is(linking) && !words[2].is(clockName) || minute > 59:
		return refused
	}
	return sketch.addPastHour(minute, hour, words)
}

// readMinutesPast reads "20 minutes to 2 pm".
func readMinutesPast(sketch *sketch, words []token) verdict {
	if words[0].n > 59 {
		return refused
	}
	return sketch.addPastHour(words[0].n, words[3].n, words[1:])
}

// addPastHour adds so many minutes past or to an hour; words are the last number before it and what follows.
func (sketch *sketch) addPastHour(minute, hour int, words []token) verdict {
	switch {
	case hour > 24 || words[1].is(opening) && words[1].tag != boundAfter:
		return refused
	case words[1].is(linking):
		minute = -minute
	}
	said := clock{minute: 60*hour + minute, precise: true, literal: words[2].is(clockName)}
	if len(words) == 4 {
		said.literal, said.minute = true, 60*(hour%12+words[3].n)+minute
	}
	return sketch.addClock(said, hour, 0, words)
}

// readHourRange reads 9到11点, "2-4 pm", "between 9 and 11".
func readHourRange(sketch *sketch, words []token) verdict {
	from, to := words[0].n, words[2].n
	last := words[len(words)-1]
	isHours := len(words) >= 4 || sketch.isBetween() || sketch.isEnglish && sketch.fresh && sketch.last() != nil && sketch.last().isDay()
	if !isHours || from > 24 || to > 24 || from >= to && !last.is(halfDay) {
		return refused
	}
	begin, end := clock{minute: 60 * from}, clock{minute: 60 * to}
	if last.is(half) {
		end.minute, end.precise = end.minute+30, true
	}
	if last.is(halfDay) {
		if from > 12 || to > 12 {
			return refused
		}
		end.literal, end.minute = true, 60*(to%12+last.n)
		begin.literal, begin.minute = true, 60*(from%12+last.n)
		if begin.minute >= end.minute {
			begin.minute -= halfADay // 11 to 1 pm
		}
	}
	return sketch.addHours(begin, end, upTo)
}

// readBareHour reads "at 3".
func readBareHour(sketch *sketch, words []token) verdict {
	hour := words[0].n
	isHour := slices.Contains([]string{"at", "@", "around"}, sketch.before.text) && !sketch.after().is(units|measure)
	if isHour && hour >= 100 && hour/100 <= 24 && hour%100 < 60 {
		return sketch.addClock(clock{minute: 60*(hour/100) + hour%100, precise: true}, hour/100, hour%100, words)
	}
	if !isHour || hour < 1 || hour > 24 {
		return refused
	}
	return sketch.addClock(clock{minute: 60 * hour}, hour, 0, words)
}

// readHourOfDay reads "8 tonight".
func readHourOfDay(sketch *sketch, words []token) verdict {
	isHour := words[1].hours != (hours{}) || sketch.isEnglish && words[1].text[0] < 0x80
	if words[0].n < 1 || words[0].n > 12 || words[0].isArticle() || !isHour {
		return refused
	}
	sketch.addClock(clock{minute: 60 * words[0].n}, words[0].n, 0, words[:1])
	return readDay(sketch, words[1:])
}

// readHourOfPart reads "8 this evening".
func readHourOfPart(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 12 || words[1].n != 0 {
		return refused
	}
	sketch.addClock(clock{minute: 60 * words[0].n}, words[0].n, 0, words[:1])
	return readThisPart(sketch, words[1:])
}

// readHourInPart reads "3 in the morning".
func readHourInPart(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 12 || words[0].isArticle() || words[1].text[0] >= 0x80 {
		return refused
	}
	sketch.addClock(clock{minute: 60 * words[0].n}, words[0].n, 0, words[:1])
	return readDayPart(sketch, words[1:])
}

// readHourToMinute reads "10 to 11:30".
func readHourToMinute(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 24 || words[3].spaced || len(words[4].text) != 2 {
		return refused
	}
	sketch.addClock(clock{minute: 60 * words[0].n}, words[0].n, 0, words[:1])
	sketch.linked = upTo
	return readColon(sketch, words[2:])
}

// readHourEnd reads "to 6" of "from 8:30 to 6".
func readHourEnd(sketch *sketch, words []token) verdict {
	said := sketch.daytime()
	isEnd := sketch.fresh && said.from.said && !said.to.said && (words[0].tag == endMark || words[0].is(opening))
	if !isEnd || words[1].n > 24 || sketch.after().is(units|measure|hourMark|colon|halfDay|monthName|dayMark|monthMark|minuteMark|half) {
		return refused
	}
	sketch.linked = upTo
	return sketch.addClock(clock{minute: 60 * words[1].n}, words[1].n, 0, words)
}

// readSpokenTime reads "at three twenty".
func readSpokenTime(sketch *sketch, words []token) verdict {
	isTogether := words[1].at <= words[0].at+len(words[0].text)+1
	if sketch.before.text != "at" && sketch.before.text != "@" || !isTogether || words[0].n < 1 || words[0].n > 24 || words[1].n < 10 || words[1].n > 59 {
		return refused
	}
	return sketch.addClock(clock{minute: 60*words[0].n + words[1].n, precise: true}, words[0].n, words[1].n, words)
}

// isBetween reports whether the numbers being read are the ends of a stretch of hours: "between 9 and 11".
func (sketch *sketch) isBetween() bool {
	isOpen := slices.Contains([]string{"from", "between", "从"}, sketch.before.text)
	return isOpen && !sketch.after().is(units|measure|monthName|dayMark|monthMark)
}

// addClock narrows the day named before, else the one that follows, to a time by the clock; linked to another one, to what
// is between them.
func (sketch *sketch) addClock(said clock, hour, minute int, words []token) verdict {
	said.said = true
	said.literal = said.literal || hour > 12
	if hour > 24 || minute > 59 || said.minute > 24*60 {
		return sketch.reject(words, sketch.daytimeDay())
	}
	narrowed := sketch.daytime()
	*narrowed = narrowed.add(said, sketch.linked)
	sketch.added++
	sketch.linked = unlinked
	return taken
}

// addHours narrows a day to what is between two times by the clock.
func (sketch *sketch) addHours(from, to clock, linked link) verdict {
	from.said, to.said = true, true
	narrowed := sketch.daytime()
	*narrowed = narrowed.add(from, unlinked).add(to, linked)
	sketch.added++
	sketch.linked = unlinked
	return taken
}

// daytime is the time of the day named last, else of the one that follows.
func (sketch *sketch) daytime() *daytime {
	if last := sketch.last(); last != nil && last.isDay() {
		return &last.time
	}
	return &sketch.time
}

// either is both numbers of 七八: one or the other.
func (token token) either() (one, other int, ok bool) {
	one, other = token.n/10, token.n%10
	isPair := len([]rune(token.text)) == 2 && token.text[0] >= 0x80 && !strings.ContainsAny(token.text, "十廿卅")
	return one, other, isPair && one > 0 && one < other && token.n < 100
}
