package ask

// clockWords follow the number of an hour.
func clockWords() []row {
	return []row{
		{"点|点钟|点整|点半|时整|o'clock", term{class: hourMark}},
		{"分|分钟", term{class: minuteMark}},
		{"am|a.m.|a.m", term{class: halfDay | noise}},
		{"pm|p.m.|p.m", term{class: halfDay | noise, n: 12}},
	}
}

func clockRules() []rule {
	return []rule{
		{[]class{number, hourMark}, readHour},
		{[]class{number, hourMark, number, minuteMark}, readHour},
		{[]class{number, hourMark, number}, readHour},
		{[]class{number, colon, number}, readHour},
		{[]class{number, halfDay}, readHalfDay},
		{[]class{number, colon, number, halfDay}, readHalfDay},
	}
}

// readHour reads 下午2点, 14:30: the hour of the day that has it, since events are announced by the hour.
func readHour(sketch *sketch, words []token) verdict {
	hour, known := words[0].n, sketch.hours
	if last := sketch.last(); last != nil && last.isDay() {
		known = last.hours
	}
	isClock := words[1].is(colon)
	if isClock && (words[1].spaced || words[2].spaced || len(words[2].text) != 2) || len(words) > 2 && words[2].n > 59 {
		return refused
	}
	isAfternoon := known.from >= noon.from && hour < noon.from
	isLikely := known == (hours{}) && !isClock && hour < morning.from // nobody meets at 2 at night
	if hour > 0 && hour < 12 && (isAfternoon || isLikely) {
		hour += 12
	}
	return sketch.addHour(hour)
}

// readHalfDay reads "2 pm".
func readHalfDay(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 12 {
		return refused
	}
	return sketch.addHour(words[0].n%12 + words[len(words)-1].n)
}

// addHour narrows the day named before, else the one that follows, to an hour; linked to another one, to all between them.
func (sketch *sketch) addHour(hour int) verdict {
	if hour > 23 {
		return refused
	}
	narrowed, found := &sketch.hours, hours{hour, hour + 1}
	if last := sketch.last(); last != nil && last.isDay() {
		narrowed = &last.hours
	}
	if sketch.linked {
		found = narrowed.join(found)
	}
	*narrowed = found
	sketch.linked = false
	return taken
}
