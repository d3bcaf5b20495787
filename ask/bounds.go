package ask

import "alliancebot/alliance"

// The bounds a word can make of a moment.
const (
	boundAfter  = "after"  // from its end on
	boundBefore = "before" // until its beginning
	boundSince  = "since"  // from its beginning on
	boundUntil  = "until"  // from now to its end
)

// boundWords open a span at one side, or mean all that is to come or was.
func boundWords() []row {
	return []row{
		{"以后|之后", term{class: hence | closing | upcoming, tag: boundAfter}},
		{"以前|之前", term{class: ago | closing | past, tag: boundBefore}},
		{"起|开始|以来|onward|onwards", term{class: closing | edge, tag: boundSince}},
		{"为止", term{class: closing | edge, tag: boundUntil}},
		{"after", term{class: opening, tag: boundAfter}},
		{"before|prior to", term{class: opening, tag: boundBefore}},
		{"since|starting", term{class: opening, tag: boundSince}},
		{"until|till|up to", term{class: opening | linking, tag: boundUntil}},
		{"未来|接下来|接下来的|接下去|今后|往后|最近|最近的|近|近期|近期的|近日|coming|in the coming|upcoming", term{class: ahead | upcoming}},
		{"将来|近来|即将|快要|将要|soon|in the near future|in the future|future|lately|recently|recent|from now on", term{class: upcoming}},
		{"这两天|这一两天", term{class: upcoming, n: 1}},
		{"这几天|这些天|these days", term{class: upcoming, n: few}},
		{"往期|历史活动|已结束|已经结束|以往|past events", term{class: past | topic}},
	}
}

func boundRules() []rule {
	return []rule{
		{[]class{closing}, readClosing},
		{[]class{opening}, readOpening},
		{[]class{upcoming}, readUpcoming},
		{[]class{past}, readPast},
	}
}

// readClosing reads 以后 of 周五以后.
func readClosing(sketch *sketch, words []token) verdict {
	last := sketch.last()
	if last == nil || !sketch.fresh {
		return refused
	}
	*last = sketch.bound(*last, words[0].tag)
	return taken
}

// readOpening reads "after" of "after Friday", which waits for its moment.
func readOpening(sketch *sketch, words []token) verdict {
	if words[0].is(linking) && sketch.fresh {
		return refused // "from Monday until Friday"
	}
	sketch.opening = words[0].tag
	return taken
}

// open bounds the moment by the opening word that waits for one.
func (sketch *sketch) open(next moment) moment {
	if sketch.opening == "" {
		return next
	}
	bound := sketch.opening
	sketch.opening = ""
	return sketch.bound(next, bound)
}

// bound is the span that the moment and a word such as "after" make together.
func (sketch *sketch) bound(of moment, bound string) moment {
	whole := of.narrowed()
	bounded := moment{grain: stretch}
	switch bound {
	case boundAfter:
		bounded.From = whole.To
	case boundBefore:
		bounded.To = whole.From
	case boundSince:
		bounded.From = whole.From
	case boundUntil:
		bounded.Span = alliance.Span{From: sketch.now, To: whole.To}
	}
	return bounded
}

// readUpcoming reads 近期: from now on.
func readUpcoming(sketch *sketch, words []token) verdict {
	if words[0].n == 0 {
		return sketch.addSpan(alliance.Span{From: sketch.now}, vague, "upcoming")
	}
	span := alliance.Span{From: sketch.now, To: alliance.Day(sketch.now, words[0].n).To}
	return sketch.addSpan(span, stretch, "")
}

// readPast reads 以前: until now.
func readPast(sketch *sketch, _ []token) verdict {
	return sketch.addSpan(alliance.Span{To: sketch.now}, vague, "past")
}
