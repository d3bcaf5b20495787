package ask

import (
	"cmp"
	"time"

	"alliancebot/alliance"
)

// link is how a moment is joined to the one before it.
type link int

const (
	unlinked link = iota
	besides       // 和, or
	upTo          // 到, to: it is the end of a stretch
)

// endMark is the tag of the linking words that name the end of a stretch.
const endMark = "end"

// link notes that a word joins the last moment to the next one. What is between two is a stretch.
func (sketch *sketch) link(word token) {
	switch {
	case word.is(linking) && (word.tag == endMark || word.is(opening) || sketch.between):
		if sketch.fresh {
			sketch.linked = upTo
		}
	case word.is(linking):
		sketch.linked = max(sketch.linked, besides)
	}
}

// anchor is where "the coming" is counted from: the last moment named, so that "6月13日到15日" ends in June, else today.
func (sketch *sketch) anchor() time.Time {
	if last := sketch.last(); last != nil && !last.From.IsZero() {
		return last.From
	}
	if sketch.context.From.After(sketch.now) {
		return sketch.context.From
	}
	return alliance.Day(sketch.now, 0).From
}

func (sketch *sketch) last() *moment {
	if len(sketch.moments) == 0 {
		return nil
	}
	return &sketch.moments[len(sketch.moments)-1]
}

// frame is the month or year that the next date must lie in, because it was named just before; nil if none was.
func (sketch *sketch) frame() *moment {
	if last := sketch.last(); last != nil && sketch.linked == unlinked && last.isFrame() {
		return last
	}
	return nil
}

// add takes a moment into the question. Unless linked by a word, a moment narrows the larger one before it, a year after a
// date tells its year, and a date is worth more than the weekday beside it.
func (sketch *sketch) add(next moment) verdict {
	sketch.added++
	if sketch.linked == upTo && len(sketch.moments) == 0 && sketch.time != (daytime{}) {
		sketch.settle()
		sketch.linked = upTo
	}
	last, linked := sketch.last(), sketch.linked
	sketch.linked = unlinked
	next.ends, next.at = linked == upTo, sketch.at
	if sketch.chosen != nil {
		if chosen, ok := sketch.chosen(next); ok {
			next, sketch.chosen = chosen, nil
		}
	}
	next = sketch.open(next)
	if next.isDay() && sketch.time != (daytime{}) {
		next.time, sketch.time = sketch.time.with(next.time), daytime{}
	}
	switch {
	case last != nil && linked == upTo:
		*last, next = sketch.running(*last, next)
		sketch.moments = append(sketch.moments, next)
	case last == nil || linked != unlinked:
		sketch.moments = append(sketch.moments, next)
	case next.grain == yearGrain && last.inYear != nil:
		*last = last.movedTo(next.From.Year())
	case last.grain == exactDay && next.grain == weekdayOnly || next.grain == vague:
		last.time = last.time.with(next.time)
		*last = last.agreeing(next, sketch.now)
	case last.grain == weekdayOnly && next.grain == exactDay, last.grain == vague, !last.isDay() && next.isInside(*last):
		next.bound, next.ends, next.time = cmp.Or(last.bound, next.bound), last.ends, last.time.with(next.time)
		*last = next.agreeing(*last, sketch.now)
	default:
		sketch.moments = append(sketch.moments, next)
	}
	return taken
}

// running moves the ends of a stretch back to the year in which it is running now, if it is: 12月30日到1月2日 on the 31st.
func (sketch *sketch) running(first, last moment) (begin, end moment) {
	if first.inYear == nil || last.inYear == nil || sketch.again || sketch.isPast() {
		return first, last
	}
	began, ok := latest(first.inYear, sketch.now)
	for _, year := range []int{began.From.Year(), began.From.Year() + 1} {
		ended, exists := last.inYear(year)
		if isRunning := ok && exists && ended.From.After(began.From) && ended.To.Sub(began.From) < recently; isRunning && ended.To.After(sketch.now) {
			first.Span, last.Span = began, ended
			return first, last
		}
	}
	return first, last
}

// agreeing is a date without a year in the nearest year in which it falls on the weekday said beside it, if one is near.
func (m moment) agreeing(beside moment, now time.Time) moment {
	if m.inYear == nil || beside.grain != weekdayOnly {
		return m
	}
	for _, year := range []int{m.From.Year(), now.Year(), now.Year() - 1, now.Year() + 1} {
		if span, ok := m.inYear(year); ok && span.From.Weekday() == beside.From.Weekday() {
			m.Span = span
			break
		}
	}
	return m
}

// movedTo is the moment in another year, if that has it.
func (m moment) movedTo(year int) moment {
	if span, ok := m.inYear(year); ok {
		m.Span, m.inYear = span, nil
	}
	return m
}

// addSpan takes a span into the question.
func (sketch *sketch) addSpan(span alliance.Span, grain grain) verdict {
	return sketch.add(moment{Span: span, grain: grain})
}

// settle gives a time of day without a day the one it is likely to be meant of.
func (sketch *sketch) settle() {
	isOfMany := sketch.isLong(alliance.Span{}) && !sketch.time.from.said // 上午呢, of a week
	if sketch.time != (daytime{}) && len(sketch.moments) == 0 && !isOfMany {
		coming := sketch.comingTime()
		sketch.time, sketch.linked = daytime{}, unlinked
		sketch.add(coming)
	}
}

// span is what all moments make together.
func (sketch *sketch) span() alliance.Span {
	sketch.settle()
	if sketch.impossible != nil || len(sketch.moments) == 0 {
		return alliance.Span{}
	}
	whole := sketch.spanOf(sketch.moments[0])
	for _, next := range sketch.moments[1:] {
		span := sketch.spanOf(next)
		if isEnd := next.ends || next.bound == boundBefore || next.bound == boundUntil; isEnd && !whole.From.IsZero() {
			whole.To = span.To // "after Monday and before Friday"
		} else {
			whole = hull(whole, span)
		}
	}
	if !whole.From.IsZero() && !whole.To.IsZero() && !whole.From.Before(whole.To) {
		return alliance.Span{}
	}
	return whole
}
