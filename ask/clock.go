package ask

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
		{[]class{number, hourUnit}, readShortHour},
		{[]class{number, hourUnit, number}, readShortHour},
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

// readShortHour reads 15h and 15h30.
func readShortHour(sketch *sketch, words []token) verdict {
	isShort := words[1].text == "h" && !words[1].spaced && len(words[0].text) <= 2
	if !isShort || len(words) == 3 && (words[2].spaced || len(words[2].text) != 2) {
		return refused
	}
	return readHour(sketch, words)
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
	if last := sketch.last(); last != nil && last.isDay() {
		*last = sketch.open(*last) // "tomorrow after 3"
	}
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
