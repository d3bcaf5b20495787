package ask

import "alliancebot/alliance"

// The bounds a word can make of a moment.
const (
	boundAfter  = "after"  // from its end on
	boundBefore = "before" // until its beginning
	boundSince  = "since"  // from its beginning on
	boundUntil  = "until"  // from now to its end
	boundNow    = "now"    // from its beginning to now
	boundFrom   = "from"   // from its beginning, to the end that follows, if one does
)

// boundWords open a span at one side, or mean all that is to come or was. n is negative where the past is meant.
func boundWords() []row {
	return []row{
		{"以后", term{class: away | closing | upcoming, n: 1, tag: boundAfter}},
		{"之后|过后", term{class: away | closing | upcoming, n: 1, tag: boundAfter}},
		{"以前|之前", term{class: away | closing | past, n: -1, tag: boundBefore}},
		{"起|开始|onward|onwards|起始", term{class: closing | edge, tag: boundSince}},
		{"以来", term{class: closing | edge, n: -1, tag: boundSince}},
		{"到现在|至今|到目前|到目前为止|到现在为止|until now|till now|so far|to date|up to now", term{class: closing | noise, tag: boundNow}},
		{"为止|截止", term{class: closing | edge, tag: boundUntil}},
		{"after|later than", term{class: opening, tag: boundAfter}},
		{"before|prior to|earlier than|ahead of", term{class: opening, tag: boundBefore}},
		{"starting|starting from|as of|beginning|effective", term{class: opening, tag: boundSince}},
		{"since|ever since|自从", term{class: opening, n: -1, tag: boundSince}},
		{"from", term{class: opening | noise, tag: boundFrom}},
		{"until|till|up to|'til|til", term{class: opening | linking, tag: boundUntil}},
		{"by|by the|no later than|not later than|截至|截止到|截止|不晚于|现在到|从现在到|从现在起到|即日起至|from now until|from now to|from now till|between now and", term{class: opening | noise, tag: boundUntil}},
		{"未来|未来的|接下来|接下来的|接下去|今后|今后的|往后|近期|近期的|近日|coming|the coming|upcoming", term{class: ahead | upcoming}},
		{"最近|最近的", term{class: ahead | upcoming, tag: recent}},
		{"近", term{class: behind | upcoming}},
		{"稍后|待会|待会儿|一会儿|等会儿|过会儿|将来|近来|即将|快要|将要|soon|asap|as soon as possible|in the near future|in the future|future|lately|recently|recent|from now on", term{class: upcoming}},
		{"这两天|这一两天|今明|今明两天", term{class: upcoming, n: 1}},
		{"明后天|明后两天|明后|明天后天", term{class: upcoming, n: 2, tag: fromTomorrow}},
		{"这几天|这些天|these days", term{class: upcoming, n: few}},
		{"往期|历史活动|已结束|已经结束|以往|past events", term{class: past | topic}},
	}
}

// fromTomorrow is the tag of days that do not begin today.
const fromTomorrow = "tomorrow"

func boundRules() []rule {
	return []rule{
		{[]class{closing}, readClosing},
		{[]class{opening}, readOpening},
		{[]class{linking}, readUntil},
		{[]class{upcoming}, readUpcoming},
		{[]class{past}, readPast},
	}
}

// readClosing reads 以后 of 周五以后. From a date on, 以后 includes that date, as the law counts; the end of a month is a date, too.
func readClosing(sketch *sketch, words []token) verdict {
	if !sketch.fresh {
		return refused
	}
	bound := words[0]
	last := sketch.last()
	if last == nil {
		sketch.opening = bound // of a time of day, which waits for its day
		return verdict(sketch.time != (daytime{}))
	}
	switch {
	case bound.text == "以后" && last.inYear != nil && last.isDay():
		bound.tag = boundSince
	case bound.n < 0 && bound.tag == boundBefore && last.isEnd:
		bound.tag = boundUntil
	}
	if bound.n < 0 && bound.tag == boundSince && last.inYear != nil {
		last.Span, _ = latest(last.inYear, sketch.now)
	}
	last.bound = bound.tag
	if bound.n >= 0 {
		*last = sketch.begun(*last)
	}
	sketch.added++
	return taken
}

// readOpening reads "after" of "after Friday", which waits for its moment.
func readOpening(sketch *sketch, words []token) verdict {
	if words[0].is(linking) && sketch.fresh {
		return refused // "from Monday until Friday"
	}
	sketch.opening = words[0]
	return taken
}

// timely are the classes of what a time may begin with.
const timely = number | day | weekday | weekend | shift | section | holiday | monthName | year

// readUntil reads 到 of 到年底, where no time is before it and it is no part of another word.
func readUntil(sketch *sketch, words []token) verdict {
	isWord := words[0].spaced || sketch.before.class != 0
	isFirst := len(sketch.moments) == 0 && sketch.time == (daytime{})
	if words[0].text[0] < 0x80 || words[0].tag != endMark || !isWord || !isFirst || !sketch.after().is(timely) {
		return refused
	}
	sketch.opening = token{term: term{class: opening, tag: boundUntil}}
	return taken
}

// open gives the moment the bound that waits for one.
func (sketch *sketch) open(next moment) moment {
	if bound := sketch.opening; bound.tag != "" {
		next.bound = bound.tag
		if bound.tag == boundBefore && next.isEnd {
			next.bound = boundUntil
		}
		sketch.opening = token{}
		if bound.n >= 0 {
			return sketch.begun(next)
		}
	}
	return next
}

// begun is a moment with an open end in the year in which it has begun, if it did so recently: 十月一日以后 in November. That the
// coming one may be meant is a doubt.
func (sketch *sketch) begun(of moment) moment {
	isOpen := of.bound == boundAfter || of.bound == boundSince || of.bound == boundFrom
	if !isOpen || of.inYear == nil {
		return of
	}
	last, ok := latest(of.inYear, sketch.now)
	if !ok || sketch.now.Sub(last.To) >= recently {
		return of
	}
	sketch.doubt.past = true
	if next, ok := of.inYear(last.From.Year() + 1); ok && sketch.again {
		last = next
	}
	of.Span = last
	return of
}

// readUpcoming reads 近期: from now on.
func readUpcoming(sketch *sketch, words []token) verdict {
	if words[0].n == 0 || words[0].is(away) {
		return sketch.addSpan(alliance.Span{From: sketch.now}, vague)
	}
	span := alliance.Span{From: sketch.now, To: alliance.Day(sketch.now, words[0].n).To}
	if words[0].tag == fromTomorrow {
		span.From = alliance.Day(sketch.now, 1).From
	}
	return sketch.addSpan(span, stretch)
}

// readPast reads 以前: until now.
func readPast(sketch *sketch, _ []token) verdict {
	return sketch.addSpan(alliance.Span{To: sketch.now}, vague)
}
