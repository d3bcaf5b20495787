package ask

import (
	"strings"

	"alliancebot/alliance"
)

// weekWords are weeks, weekends and weekdays, and the words that shift them. A week begins on Monday (ISO 8601).
func weekWords() []row {
	return []row{
		{"本|今|今个|当前的|this|current", term{class: shift}},
		{"这|这个|这一|这一个", term{class: shift | edge}},
		{"下|下个|following|the following", term{class: shift, n: 1}},
		{"下一", term{class: shift | edge, n: 1}},
		{"下一个", term{class: shift | order, n: 1, tag: string(alliance.Next)}},
		{"next|nxt", term{class: shift | order | ahead, n: 1, tag: string(alliance.Next)}},
		{"下下|下下个|下下一|下下一个", term{class: shift, n: 2}},
		{"上|上个|上一", term{class: shift, n: -1}},
		{"上一个|previous", term{class: shift | previous, n: -1}},
		{"last", term{class: shift | order | behind, n: -1, tag: string(alliance.Last)}},
		{"this past", term{class: shift, n: -1}},
		{"上上|上上个|上上一", term{class: shift, n: -2}},
		{"下下下|下下下个", term{class: shift, n: 3}},
		{"上上上|上上上个", term{class: shift, n: -3}},

		{"周|星期|礼拜|week|weeks|wk", term{class: weekUnit}},
		{"周末|双休日|周六日|周六周日|weekend|weekends|week-end|week end|wkend", term{class: weekend}},
		{"周一|星期一|礼拜一|monday|mondays|mon|mon.", term{class: weekday}},
		{"周二|星期二|礼拜二|tuesday|tuesdays|tue|tue.|tues", term{class: weekday, n: 1}},
		{"周三|星期三|礼拜三|wednesday|wednesdays|wensday|wednsday|wed|wed.|weds", term{class: weekday, n: 2}}, //nolint:misspell // as it is typed
		{"周四|星期四|礼拜四|thursday|thursdays|thu|thur|thurs|thu.", term{class: weekday, n: 3}},
		{"周五|星期五|礼拜五|friday|fridays|fri|fri.", term{class: weekday, n: 4}},
		{"周六|星期六|礼拜六|saturday|saturdays|sat|sat.", term{class: weekday, n: 5}},
		{"周日|周天|星期日|星期天|礼拜日|礼拜天|sunday|sundays|sun|sun.", term{class: weekday, n: 6}},
		{"周1|星期1|礼拜1", term{class: weekday, rare: true}},
		{"周2|星期2|礼拜2", term{class: weekday, n: 1, rare: true}},
		{"周3|星期3|礼拜3", term{class: weekday, n: 2, rare: true}},
		{"周4|星期4|礼拜4", term{class: weekday, n: 3, rare: true}},
		{"周5|星期5|礼拜5", term{class: weekday, n: 4, rare: true}},
		{"周6|星期6|礼拜6", term{class: weekday, n: 5, rare: true}},
		{"周7|星期7|礼拜7", term{class: weekday, n: 6, rare: true}},
	}
}

func weekRules() []rule {
	return []rule{
		{[]class{shift, weekUnit}, readWeek},
		{[]class{weekUnit, opening, shift}, readWeekAfterNext},
		{[]class{shift, weekend}, readWeekend},
		{[]class{shift, weekUnit, weekend}, readWeekend},
		{[]class{weekend}, readWeekend},
		{[]class{weekend, opening, shift}, readWeekendAfterNext},
		{[]class{shift, weekday}, readShiftedWeekday},
		{[]class{shift, weekUnit, weekday}, readShiftedWeekday},
		{[]class{weekday, shift, weekUnit}, readWeekdayOfWeek},
		{[]class{weekday, dayPart, shift, weekUnit}, readPartOfWeekday},
		{[]class{weekUnit, opening}, readWeekAfter},
		{[]class{weekday, opening, shift, weekUnit}, readWeekdayFromWeek},
		{[]class{weekday}, readWeekday},
		{[]class{weekUnit, number}, readNoWeekday},
		{[]class{shift, weekUnit, number}, readNoWeekday},
		{[]class{number, weekday, away}, readCountedWeekday},
		{[]class{number, weekUnit, away, weekday}, readWeekdayAway},
		{[]class{number, weekend, away}, readCountedWeekend},
		{[]class{weekday, number}, readMoreWeekdays},
		{[]class{weekday, linking, number}, readMoreWeekdays},
		{[]class{weekday, linking, number, linking, number}, readMoreWeekdays},
		{[]class{weekday, opening, shift}, readWeekdayAfterNext},
	}
}

// readWeek reads 下周, "last week".
func readWeek(sketch *sketch, words []token) verdict {
	return sketch.addWeek(words[0].n)
}

// readWeekAfterNext reads "the week after next".
func readWeekAfterNext(sketch *sketch, words []token) verdict {
	if words[1].tag != boundAfter {
		return refused
	}
	return sketch.addWeek(words[2].n + 1)
}

func (sketch *sketch) addWeek(weeks int) verdict {
	return sketch.addSpan(alliance.Week(sketch.now, weeks), weekGrain)
}

// readWeekend reads 周末, 下周末: Saturday and Sunday. On a weekend, the bare word is that one.
func readWeekend(sketch *sketch, words []token) verdict {
	if len(words) == 1 && sketch.frame() != nil {
		return taken // the weekends of a month are no one span: the whole month is
	}
	weeks := 0
	from := sketch.now
	switch last := sketch.last(); {
	case len(words) > 1:
		weeks = words[0].n
	case last != nil && last.grain == weekGrain:
		from = last.From
	}
	week := alliance.Week(from, weeks)
	span := alliance.Span{From: alliance.Day(week.From, 5).From, To: week.To}
	return sketch.addSpan(span, weekGrain)
}

// readWeekendAfterNext reads "the weekend after next".
func readWeekendAfterNext(sketch *sketch, words []token) verdict {
	if words[1].tag != boundAfter {
		return refused
	}
	shifted := words[2]
	shifted.n++
	return readWeekend(sketch, []token{shifted, words[0]})
}

// readShiftedWeekday reads 下周五 and "next Friday" alike: the Friday of the next week.
func readShiftedWeekday(sketch *sketch, words []token) verdict {
	return sketch.addWeekday(words[0].n, words[len(words)-1].n)
}

// readWeekdayAfterNext reads "Friday after next".
func readWeekdayAfterNext(sketch *sketch, words []token) verdict {
	if words[1].tag != boundAfter {
		return refused
	}
	return sketch.addWeekday(words[2].n+1, words[0].n)
}

// readWeekdayOfWeek reads "Friday next week".
func readWeekdayOfWeek(sketch *sketch, words []token) verdict {
	return sketch.addWeekday(words[1].n, words[0].n)
}

// readPartOfWeekday reads "Friday afternoon next week".
func readPartOfWeekday(sketch *sketch, words []token) verdict {
	sketch.addWeekday(words[2].n, words[0].n)
	sketch.fresh = true
	return readDayPart(sketch, words[1:2])
}

// readWeekAfter reads "the week after", which is that after the one asked about before, else the next.
func readWeekAfter(sketch *sketch, words []token) verdict {
	if words[1].tag != boundAfter || len(sketch.moments) > 0 || len(sketch.rest) > 0 {
		return refused
	}
	from := sketch.now
	if !sketch.context.To.IsZero() {
		from = alliance.Day(sketch.context.To, -1).From
	}
	return sketch.addSpan(alliance.Week(from, 1), weekGrain)
}

// afterWeekday reports whether a weekday has just been named.
func (sketch *sketch) afterWeekday() bool {
	return sketch.fresh && sketch.last() != nil && sketch.last().grain == weekdayOnly
}

// readNoWeekday reads 下周八, which there is not.
func readNoWeekday(sketch *sketch, words []token) verdict {
	named, weeks := words[len(words)-1], 0
	if words[0].is(shift) {
		weeks = words[0].n
	}
	isName := named.n >= 8 && named.n <= 9 && len(named.text) == len("八") && !named.spaced
	if !isName || words[0].is(weekUnit) && sketch.before.is(number|ordinal|nth|measure) || sketch.after().is(units|measure|hourMark|dayMark|monthMark|number|name|colon|dot|minuteMark|half|yearMark) {
		return refused
	}
	return sketch.reject(words, alliance.Day(alliance.Week(sketch.now, weeks).From, 6))
}

// readWeekdayFromWeek reads "Friday from next week".
func readWeekdayFromWeek(sketch *sketch, words []token) verdict {
	if words[1].tag != boundFrom {
		return refused
	}
	return sketch.addWeekday(words[2].n, words[0].n)
}

func (sketch *sketch) addWeekday(weeks, weekday int) verdict {
	monday := alliance.Week(sketch.now, weeks).From
	return sketch.addSpan(alliance.Day(monday, weekday), weekdayOnly)
}

// readWeekday reads a weekday alone: the coming one, counting today, or the first one from the moment named before. Told of
// the past it is the one before today.
func readWeekday(sketch *sketch, words []token) verdict {
	from := sketch.anchor()
	since := (int(from.Weekday()) + 6) % 7
	days := (words[0].n - since + 7) % 7
	if sketch.isPast() && len(sketch.moments) == 0 {
		days -= 7
	}
	return sketch.addSpan(alliance.Day(from, days), weekdayOnly)
}

// readCountedWeekday reads "two Fridays from now".
func readCountedWeekday(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 100 {
		return refused
	}
	since := (int(sketch.now.Weekday()) + 6) % 7
	days := (words[1].n-since+6)%7 + 1 + 7*(words[0].n-1)
	if words[2].n < 0 {
		days = -((since-words[1].n+6)%7 + 1 + 7*(words[0].n-1))
	}
	return sketch.addSpan(alliance.Day(sketch.now, days), weekdayOnly)
}

// readWeekdayAway reads 两周后的周二: the Tuesday of that week.
func readWeekdayAway(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 100 {
		return refused
	}
	return sketch.addWeekday(words[0].n*words[2].n, words[3].n)
}

// readCountedWeekend reads "two weekends ago".
func readCountedWeekend(sketch *sketch, words []token) verdict {
	if words[0].n < 1 || words[0].n > 100 {
		return refused
	}
	shifted := token{term: term{class: shift, n: words[0].n * words[2].n}}
	return readWeekend(sketch, []token{shifted, words[1]})
}

// readMoreWeekdays reads 周一三五 and 周一、三、五: from the first to the last.
func readMoreWeekdays(sketch *sketch, words []token) verdict {
	last, mark := words[len(words)-1], words[1]
	isList := (mark.is(number) && !mark.spaced || mark.text == "、") && (sketch.after().class != 0 || sketch.after().text == "")
	if !isList || last.text[0] < 0x80 || strings.ContainsAny(last.text, "十百") || last.n%10 < 1 || last.n%10 > 6 || sketch.after().is(units|measure|hourMark|dayMark|monthMark) {
		return refused
	}
	readWeekday(sketch, words[:1])
	sketch.linked = besides
	return readWeekday(sketch, []token{{term: term{class: weekday, n: last.n%10 - 1}}})
}
