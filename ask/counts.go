package ask

import (
	"slices"
	"strings"

	"alliancebot/alliance"
)

// few is what 几 stands for, and the English words for it.
const few, fewInEnglish = 5, 3

// countWords go with a number of days, weeks, months or years.
func countWords() []row {
	rows := []row{
		{"天|day|days", term{class: dayUnit}},
		{"fortnight|fortnights", term{class: dayUnit, n: 14}},
		{"quarter of an hour|a quarter of an hour", term{class: quarter, tag: "hour"}},
		{"quarters of an hour", term{class: quarter, tag: "hour"}},
		{"几|数|好几|several", term{class: number, n: few}},
		{"few|a few|some few", term{class: number, n: fewInEnglish}},
		{"couple|couple of|a couple|a couple of|a pair of", term{class: number, n: 2}},
		{"a|an", term{class: number | glue | noise, n: 1}},
		{"in", term{class: in | glue | noise}},
		{"过|再过", term{class: in | edge}},
		{"within|within the next|in the next|over the next|during the next|for the next|in the coming|over the coming", term{class: ahead}},
		{"过去|过去的|刚过去的|in the last|in the past|over the last|over the past|during the last|during the past|for the last|for the past|past|the past", term{class: behind | past}},
		{"内|之内|以内|里", term{class: within}},
		{"后|之后的", term{class: away | closing, n: 1, tag: boundAfter}},
		{"later|from now|hence|from today|from right now|'s time|in the future", term{class: away, n: 1}},
		{"前", term{class: away | closing, n: -1, tag: boundBefore}},
		{"ago|back|earlier", term{class: away, n: -1}},
	}
	return append(rows, englishNumbers()...)
}

// units are the classes of what can be counted.
const units = dayUnit | weekUnit | monthUnit | yearUnit | hourUnit | minuteMark | quarter

// lengths are the ways to say how long something is: 三天, 半年, 一个半月, 两天半.
var lengths = [][]class{
	{number, units},
	{half, units},
	{number, half, units},
	{number, linking, half, units},
	{number, units, half},
	{number, units, linking, half},
	{number, dot, number, units},
	{number, units, number, units},
	{number, units, linking, number, units},
}

// countRules put a length after or before the words that tell from when it counts.
func countRules() []rule {
	rules := []rule{
		{[]class{ahead, units}, readAheadOne},
		{[]class{behind, units}, readBehindOne},
		{[]class{dayUnit, opening}, readDayBeside},
		{[]class{order, units}, readRecentUnit},
	}
	for _, length := range lengths {
		rules = append(rules,
			rule{append([]class{ahead}, length...), readAhead},
			rule{append([]class{behind}, length...), lengthAfter(1, (*sketch).addBehind)},
			rule{append([]class{in}, length...), lengthAfter(1, (*sketch).addDistant)},
			rule{append([]class{opening}, length...), readAfterLength},
			rule{append([]class{shift}, length...), readShiftedLength},
			rule{append([]class{closing}, length...), readClosingLength},
			rule{append(slices.Clip(length), within), lengthBefore(1, (*sketch).addAhead)},
			rule{append(slices.Clip(length), away), readDistant},
			rule{append(slices.Clip(length), opening), readOffset},
		)
	}
	return rules
}

// recent is the tag of words that may mean what was as well as what comes: 最近三天.
const recent = "recent"

// readAhead reads 未来三天, "in the next 3 days".
func readAhead(sketch *sketch, words []token) verdict {
	length, ok := readLength(words[1:])
	switch {
	case !ok:
		return refused
	case words[0].tag == recent:
		return sketch.addRecent(length)
	}
	return sketch.addAhead(length)
}

// readRecentUnit reads 最近一个月, whose beginning asks for an event elsewhere: 最近一个讲座.
func readRecentUnit(sketch *sketch, words []token) verdict {
	unit := words[1]
	unit.class &^= monthMark
	length, ok := lengthOf(1, unit)
	if !ok || !strings.HasPrefix(words[0].text, "最近") {
		return refused
	}
	return sketch.addRecent(length)
}

// addRecent adds the time ahead; that the time behind may be meant is a doubt.
func (sketch *sketch) addRecent(length length) verdict {
	sketch.doubt.past = true
	if sketch.lean.past {
		return sketch.addBehind(length)
	}
	return sketch.addAhead(length)
}

// lengthAfter makes the reader of a length behind a number of words.
func lengthAfter(skipped int, add func(*sketch, length) verdict) func(*sketch, []token) verdict {
	return func(sketch *sketch, words []token) verdict {
		if length, ok := readLength(words[skipped:]); ok {
			return add(sketch, length)
		}
		return refused
	}
}

// lengthBefore makes the reader of a length in front of a number of words.
func lengthBefore(skipped int, add func(*sketch, length) verdict) func(*sketch, []token) verdict {
	return func(sketch *sketch, words []token) verdict {
		if length, ok := readLength(words[:len(words)-skipped]); ok {
			return add(sketch, length)
		}
		return refused
	}
}

// readDistant reads 三天后, "two weeks ago".
func readDistant(sketch *sketch, words []token) verdict {
	length, ok := readLength(words[:len(words)-1])
	if !ok {
		return refused
	}
	return sketch.addDistant(length.times(words[len(words)-1].n))
}

// readAfterLength reads "after 5 days".
func readAfterLength(sketch *sketch, words []token) verdict {
	length, ok := readLength(words[1:])
	if !ok || words[0].tag != boundAfter {
		return refused
	}
	return sketch.addDistant(length)
}

// readOffset reads "three days after" of "three days after Christmas".
func readOffset(sketch *sketch, words []token) verdict {
	length, ok := readLength(words[:len(words)-1])
	bound := words[len(words)-1].tag
	if !ok || bound != boundAfter && bound != boundBefore && bound != boundFrom {
		return refused
	}
	if bound == boundBefore {
		length = length.times(-1)
	}
	sketch.chosen = func(of moment) (moment, bool) { return of.away(length), of.isDay() }
	return taken
}

// readDayBeside reads "the day after" of "the day after Christmas".
func readDayBeside(sketch *sketch, words []token) verdict {
	return readOffset(sketch, []token{{text: "one", term: term{class: number, n: 1}}, words[0], words[1]})
}

// readAheadOne reads "in the coming week".
func readAheadOne(sketch *sketch, words []token) verdict {
	length, ok := lengthOf(1, words[1])
	if !ok || words[0].is(shift) {
		return refused
	}
	return sketch.addAhead(length)
}

// readBehindOne reads "the past week".
func readBehindOne(sketch *sketch, words []token) verdict {
	length, ok := lengthOf(1, words[1])
	if !ok || words[0].is(shift) {
		return refused
	}
	return sketch.addBehind(length)
}

// readShiftedLength reads 这三天, 下三周, "the previous two weeks": whole units beside the present one.
func readShiftedLength(sketch *sketch, words []token) verdict {
	length, ok := readLength(words[1:])
	unit := words[len(words)-1]
	switch n := words[0].n; {
	case !ok || len(words) != 3 || words[0].is(ahead|behind) || n < -1 || n > 1:
		return refused
	case n == 0 && unit.is(dayUnit):
		return sketch.addAhead(length.less())
	case n == 0 && words[1].n == 1:
		return sketch.addAround(unit)
	case n == 0:
		return refused
	case unit.is(hourUnit|minuteMark) && n > 0:
		return sketch.addAhead(length)
	case unit.is(hourUnit | minuteMark):
		return sketch.addBehind(length)
	default:
		return sketch.addBeside(n*words[1].n, unit)
	}
}

// readClosingLength reads 前三天, 后三天, and 起三天 of 明天起三天.
func readClosingLength(sketch *sketch, words []token) verdict {
	length, ok := readLength(words[1:])
	if last := sketch.last(); sketch.fresh && words[0].is(away) && last != nil && (sketch.frame() != nil || last.grain == weekGrain) {
		return sketch.narrow(*last, words)
	}
	switch {
	case ok && sketch.fresh && words[0].tag == boundSince && length.minutes == 0:
		last := sketch.last()
		*last = moment{Span: alliance.Span{From: last.From, To: length.from(last.From)}, grain: stretch}
		return taken
	case !ok || sketch.fresh || !words[0].is(away):
		return refused
	case words[0].n < 0:
		return sketch.addBehind(length)
	}
	return sketch.addAhead(length)
}
