package ask

import (
	"slices"
	"time"

	"alliancebot/alliance"
)

// length is how long something lasts, or how far away it is.
type length struct {
	months, days, minutes int
	years                 bool // counted in whole years
}

// readLength reads 三天, 半年, 一个半月, 两天半, 1.5小时, "half an hour", "1 month 3 days".
func readLength(words []token) (length, bool) {
	whole, n, isHalf := length{}, 0, false
	for i, word := range words {
		switch {
		case word.is(half):
			isHalf = true
		case word.is(number) && i > 0 && words[i-1].is(dot):
			isHalf = word.n == 5
		case word.is(number) && !isHalf:
			n = word.n
			if _, more, ok := word.either(); ok {
				n = more // 三五天
			}
		case word.is(units):
			if isHalf {
				word.class &^= monthMark // 两个半月
			}
			more, ok := lengthOf(n, word)
			isYear := words[0].text[0] == '0' && word.is(yearUnit) // 07年
			if !ok || isYear || n == 0 && !slices.ContainsFunc(words, token.isHalf) {
				return length{}, false
			}
			whole, n = whole.plus(more), 0
		}
	}
	if !isHalf {
		return whole, true
	}
	unit := words[slices.IndexFunc(words, func(word token) bool { return word.is(units) })]
	part, ok := halfOf(unit)
	return whole.plus(part), ok
}

func (token token) isHalf() bool { return token.is(half) }

func (l length) plus(more length) length {
	isYears := (l == length{} || l.years) && more.years
	return length{months: l.months + more.months, days: l.days + more.days, minutes: l.minutes + more.minutes, years: isYears}
}

// lengthOf is n units, unless they count nothing: 三个月 does, 三月 and 2026年 do not. It also bounds what is counted, so that
// every time has a year of four digits.
func lengthOf(n int, unit token) (length, bool) {
	if n < 0 || n > 100 && !(unit.is(dayUnit|hourUnit|minuteMark) && n <= 3660) || unit.is(monthMark) {
		return length{}, false
	}
	switch {
	case unit.is(dayUnit):
		return length{days: n * max(1, unit.n)}, true
	case unit.is(weekUnit):
		return length{days: 7 * n}, true
	case unit.is(monthUnit):
		return length{months: n}, true
	case unit.is(yearUnit):
		return length{months: 12 * n, years: true}, true
	case unit.is(hourUnit):
		return length{minutes: 60 * n}, true
	case unit.is(minuteMark):
		return length{minutes: n}, true
	case unit.is(quarter) && unit.tag != "hour":
		return length{months: 3 * n}, unit.tag == "year"
	}
	return length{minutes: 15 * n}, unit.is(quarter)
}

// halfOf is half a unit.
func halfOf(unit token) (length, bool) {
	switch {
	case unit.is(dayUnit):
		return length{minutes: 12 * 60}, true
	case unit.is(monthUnit):
		return length{days: 15}, true
	case unit.is(yearUnit):
		return length{months: 6}, true
	case unit.is(hourUnit):
		return length{minutes: 30}, true
	}
	return length{}, false
}

func (l length) times(n int) length {
	return length{months: n * l.months, days: n * l.days, minutes: n * l.minutes, years: l.years}
}

// less is a day less.
func (l length) less() length {
	l.days--
	return l
}

// from is the time that is so far from t. A month has no 31st where it is too short, but its last day (31 January and one
// month is 28 February). Hours and minutes are those of the clock on the wall only as far as they make no days.
func (l length) from(t time.Time) time.Time {
	if l.months == 0 && l.days == 0 {
		return t.Add(time.Duration(l.minutes) * time.Minute)
	}
	month := alliance.Month(t, l.months)
	day := min(t.Day(), alliance.Day(month.To, -1).From.Day())
	year, number, date := alliance.Day(month.From, day-1+l.days).From.Date()
	hour, minute, second := t.Clock()
	return time.Date(year, number, date, hour, minute, second, t.Nanosecond(), t.Location()).Add(time.Duration(l.minutes) * time.Minute)
}

// addAhead adds what is left of today and as many whole days after it, or the hours from now on.
func (sketch *sketch) addAhead(l length) verdict {
	end := l.from(sketch.now)
	if l.minutes == 0 {
		end = alliance.Day(end, 0).To
	}
	return sketch.addSpan(alliance.Span{From: sketch.now, To: end}, stretch, "")
}

// addBehind adds as many whole days before today, and today until now.
func (sketch *sketch) addBehind(l length) verdict {
	begin := l.times(-1).from(sketch.now)
	if l.minutes == 0 {
		begin = alliance.Day(begin, 0).From
	}
	return sketch.addSpan(alliance.Span{From: begin, To: sketch.now}, stretch, "")
}

// addDistant adds the day that is so far away, the year if it was said in years, or the hour or minute.
func (sketch *sketch) addDistant(l length) verdict {
	at := l.from(sketch.now)
	switch {
	case l.years:
		return sketch.addSpan(yearSpan(at, at.Year()), yearGrain, "")
	case l.minutes == 0:
		return sketch.addSpan(alliance.Day(at, 0), exactDay, "")
	case l.minutes%60 == 0:
		return sketch.addSpan(alliance.Span{From: at, To: at.Add(time.Hour)}, instantGrain, "")
	}
	return sketch.addSpan(alliance.Span{From: at, To: at.Add(time.Minute)}, instantGrain, "")
}

// away is the day that is so far from the moment.
func (m moment) away(l length) moment {
	m.Span, m.grain, m.label, m.inYear = alliance.Day(l.from(m.From), 0), exactDay, "", nil
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
		return sketch.addSpan(alliance.Span{From: alliance.Day(sketch.now, first).From, To: alliance.Day(sketch.now, last).To}, stretch, "")
	}
	grain, ok := grainOf(unit)
	if !ok {
		return refused
	}
	first, last := sketch.unit(grain, min(1, n)), sketch.unit(grain, max(-1, n))
	return sketch.addSpan(alliance.Span{From: first.From, To: last.To}, stretch, "")
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
