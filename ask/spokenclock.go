package ask

import "slices"

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
	case hour > 24 || words[1].is(opening) && words[1].tag != boundAfter && words[1].tag != boundFrom:
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

// hourOpenings are the words before an hour that is only a number.
var hourOpenings = []string{"at", "@", "around", "after", "before", "by", "until", "till"}

// readBareHour reads "at 3".
func readBareHour(sketch *sketch, words []token) verdict {
	hour := words[0].n
	isHour := slices.Contains(hourOpenings, sketch.before.text) && !sketch.after().is(units|measure|matters|number|monthName|halfDay)
	if isHour && hour >= 100 && hour/100 <= 24 && hour%100 < 60 {
		return sketch.addClock(clock{minute: 60*(hour/100) + hour%100, precise: true}, hour/100, hour%100, words)
	}
	if !isHour || hour < 1 || hour > 24 {
		return refused
	}
	return sketch.addClock(clock{minute: 60 * hour}, hour, 0, words)
}

// readSpokenTime reads "at three twenty".
func readSpokenTime(sketch *sketch, words []token) verdict {
	isTogether := words[1].at <= words[0].at+len(words[0].text)+1
	if sketch.before.text != "at" && sketch.before.text != "@" || !isTogether || words[0].n < 1 || words[0].n > 24 || words[1].n < 10 || words[1].n > 59 {
		return refused
	}
	return sketch.addClock(clock{minute: 60*words[0].n + words[1].n, precise: true}, words[0].n, words[1].n, words)
}
