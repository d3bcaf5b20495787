package ask

import (
	"time"

	"alliancebot/alliance"
)

// few is what "a few" stands for.
const few = 5

// countWords go with a number of days, weeks, months or years.
func countWords() []row {
	return []row{
		{"天|day|days", term{class: dayUnit}},
		{"几|few|a few|several|some few|couple of|a couple of", term{class: number, n: few}},
		{"one", term{class: number | noise, n: 1}},
		{"two", term{class: number, n: 2}},
		{"three", term{class: number, n: 3}},
		{"four", term{class: number, n: 4}},
		{"five", term{class: number, n: 5}},
		{"six", term{class: number, n: 6}},
		{"seven", term{class: number, n: 7}},
		{"eight", term{class: number, n: 8}},
		{"nine", term{class: number, n: 9}},
		{"ten", term{class: number, n: 10}},
		{"in", term{class: in | glue | noise}},
		{"within|within the next|in the next|over the next|during the next|for the next", term{class: ahead}},
		{"过去|过去的|in the last|in the past|over the last|over the past|past", term{class: behind | past}},
		{"内|之内|以内|里", term{class: within}},
		{"后|later|from now|之后的", term{class: hence | closing, tag: boundAfter}},
		{"前", term{class: ago | closing, tag: boundBefore}},
		{"ago", term{class: ago}},
	}
}

// units are the classes of what can be counted.
const units = dayUnit | weekUnit | monthUnit | yearUnit

func countRules() []rule {
	return []rule{
		{[]class{ahead, number, units}, readAhead},
		{[]class{ahead, units}, readAheadOne},
		{[]class{number, units, within}, readWithin},
		{[]class{behind, number, units}, readBehind},
		{[]class{in, number, units}, readIn},
		{[]class{number, units, hence}, readHence},
		{[]class{number, units, ago}, readAgo},
	}
}

// isCount reports whether number and unit count something: 三个月 does, 三月 and 2026年 do not. It also bounds what is counted,
// so that every time has a year of four digits.
func isCount(number, unit token) bool {
	return number.n > 0 && (number.n <= 100 || unit.is(dayUnit) && number.n <= 3660) && !unit.is(monthMark)
}

// readAhead reads 未来三天, "in the next 3 days".
func readAhead(sketch *sketch, words []token) verdict {
	return sketch.addAhead(words[1], words[2])
}

// readAheadOne reads "in the coming week".
func readAheadOne(sketch *sketch, words []token) verdict {
	if words[0].is(shift) {
		return refused
	}
	return sketch.addAhead(token{term: term{class: number, n: 1}}, words[1])
}

// readWithin reads 三天内.
func readWithin(sketch *sketch, words []token) verdict {
	return sketch.addAhead(words[0], words[1])
}

// addAhead adds what is left of today and as many whole days, weeks, months or years after it.
func (sketch *sketch) addAhead(number, unit token) verdict {
	if !isCount(number, unit) {
		return refused
	}
	end := alliance.Day(distant(sketch.now, number.n, unit), 0).To
	return sketch.addSpan(alliance.Span{From: sketch.now, To: end}, stretch, "")
}

// readBehind reads 过去三天: as many whole days before today, and today until now.
func readBehind(sketch *sketch, words []token) verdict {
	if !isCount(words[1], words[2]) {
		return refused
	}
	begin := alliance.Day(distant(sketch.now, -words[1].n, words[2]), 0).From
	return sketch.addSpan(alliance.Span{From: begin, To: sketch.now}, stretch, "")
}

// readIn reads "in 3 days".
func readIn(sketch *sketch, words []token) verdict {
	return sketch.addDistant(words[1], words[2], 1)
}

// readHence reads 三天后.
func readHence(sketch *sketch, words []token) verdict {
	return sketch.addDistant(words[0], words[1], 1)
}

// readAgo reads 三天前.
func readAgo(sketch *sketch, words []token) verdict {
	return sketch.addDistant(words[0], words[1], -1)
}

// addDistant adds the day, week, month or year that is so many away from the present one.
func (sketch *sketch) addDistant(number, unit token, direction int) verdict {
	if !isCount(number, unit) {
		return refused
	}
	n := direction * number.n
	switch {
	case unit.is(dayUnit):
		return sketch.addSpan(alliance.Day(sketch.now, n), exactDay, "")
	case unit.is(weekUnit):
		return sketch.addSpan(alliance.Week(sketch.now, n), weekGrain, "")
	case unit.is(monthUnit):
		return sketch.addSpan(alliance.Month(sketch.now, n), monthGrain, "")
	}
	return sketch.addSpan(yearSpan(sketch.now, sketch.now.Year()+n), monthGrain, "")
}

// distant is the day that is n units from t. A month has no 31st where it is too short, but its last day (31 January and
// one month is 28 February).
func distant(t time.Time, n int, unit token) time.Time {
	months := n
	switch {
	case unit.is(dayUnit):
		return alliance.Day(t, n).From
	case unit.is(weekUnit):
		return alliance.Day(t, 7*n).From
	case unit.is(yearUnit):
		months = 12 * n
	}
	month := alliance.Month(t, months)
	day := alliance.Day(month.From, t.Day()-1)
	if !day.From.Before(month.To) {
		return alliance.Day(month.To, -1).From
	}
	return day.From
}
