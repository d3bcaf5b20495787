package ask

import (
	"time"

	"alliancebot/alliance"
)

// addAhead adds what is left of today and as many whole days after it, or the hours from now on.
func (sketch *sketch) addAhead(l length) verdict {
	end := l.from(sketch.now)
	if l.minutes == 0 {
		end = alliance.Day(end, 0).To
	}
	return sketch.addSpan(alliance.Span{From: sketch.now, To: end}, stretch)
}

// addBehind adds as many whole days before today, and today until now.
func (sketch *sketch) addBehind(l length) verdict {
	begin := l.times(-1).from(sketch.now)
	if l.minutes == 0 {
		begin = alliance.Day(begin, 0).From
	}
	return sketch.addSpan(alliance.Span{From: begin, To: sketch.now}, stretch)
}

// addDistant adds the day that is so far away, the year if it was said in years, or the hour or minute.
func (sketch *sketch) addDistant(l length) verdict {
	at := l.from(sketch.now)
	switch {
	case l.years:
		return sketch.addSpan(yearSpan(at, at.Year()), yearGrain)
	case l.minutes == 0:
		return sketch.addSpan(alliance.Day(at, 0), exactDay)
	case l.minutes%60 == 0:
		return sketch.addSpan(alliance.Span{From: at, To: at.Add(time.Hour)}, instantGrain)
	}
	return sketch.addSpan(alliance.Span{From: at, To: at.Add(time.Minute)}, instantGrain)
}

// away is the day that is so far from the moment.
func (m moment) away(l length) moment {
	m.Span, m.grain, m.inYear = alliance.Day(l.from(m.From), 0), exactDay, nil
	return m
}

// addAround adds the present unit: 这一周.
func (sketch *sketch) addAround(unit token) verdict {
	grain, ok := grainOf(unit)
	if !ok {
		return refused
	}
	return sketch.add(sketch.unit(grain, 0))
}

// addBeside adds the n whole units after the present one, or before it if n is negative.
func (sketch *sketch) addBeside(n int, unit token) verdict {
	if unit.is(dayUnit) {
		first, last := min(1, n), max(-1, n)
		return sketch.addSpan(alliance.Span{From: alliance.Day(sketch.now, first).From, To: alliance.Day(sketch.now, last).To}, stretch)
	}
	grain, ok := grainOf(unit)
	if !ok {
		return refused
	}
	first, last := sketch.unit(grain, min(1, n)), sketch.unit(grain, max(-1, n))
	return sketch.addSpan(alliance.Span{From: first.From, To: last.To}, stretch)
}

// narrow takes the first n units of a month, quarter or year, or its last: 今年前三个月.
func (sketch *sketch) narrow(frame moment, words []token) verdict {
	n, unit := words[1].n, words[len(words)-1]
	unit.class &^= monthMark
	length, ok := lengthOf(n, unit)
	part := alliance.Span{From: frame.From, To: length.from(frame.From)}
	if words[0].is(nth) && words[0].n < 0 || words[0].text == "后" {
		part = alliance.Span{From: length.times(-1).from(frame.To), To: frame.To}
	}
	found := moment{Span: part, grain: stretch}
	if !ok || len(words) != 3 || length.minutes > 0 || !found.isInside(frame) {
		return refused
	}
	*sketch.last() = found
	sketch.added++
	return taken
}

// grainOf is the grain of a week, month, quarter or year.
func grainOf(unit token) (grain, bool) {
	switch {
	case unit.is(weekUnit):
		return weekGrain, true
	case unit.is(monthUnit) && !unit.is(monthMark):
		return monthGrain, true
	case unit.is(yearUnit):
		return yearGrain, true
	case unit.is(quarter) && unit.tag == "year":
		return quarterGrain, true
	}
	return vague, false
}
