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
	whole, n, isHalf, before := length{}, 0, false, token{}
	for _, word := range words {
		switch {
		case word.is(half):
			isHalf = true
		case word.is(number) && before.is(dot):
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
		before = word
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
