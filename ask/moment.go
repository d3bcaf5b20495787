package ask

import (
	"time"

	"alliancebot/alliance"
)

// grain is how exactly a time was named; it decides what two times mean next to each other.
type grain int

const (
	vague        grain = iota // upcoming: gives way to any other
	stretch                   // several days or open-ended
	instantGrain              // so many hours or minutes from now
	weekGrain                 // a week or weekend
	monthGrain
	quarterGrain
	yearGrain
	weekdayOnly // a day known by its weekday
	exactDay    // a day known by its date or distance
)

// moment is one time the text names.
type moment struct {
	alliance.Span
	grain   grain
	time    daytime // of a single day; zero: all of it
	bound   string  // after, before …; empty: the span itself
	ends    bool    // said as the end of a stretch, so that a time of day is where that ends
	assumed bool    // of a time of day: nobody said which day it is
	isEnd   bool    // it is the end of a longer time: 月底
	at      int     // where it stands in the folded text
	// inYear finds the same date in another year, where the text named none; else nil.
	inYear yearly
}

// yearly finds what comes once a year in a year, if it is in that.
type yearly func(year int) (alliance.Span, bool)

func (moment moment) isDay() bool { return moment.grain >= weekdayOnly }

// isFrame reports whether the moment is a month or more, so that a date beside it lies within.
func (moment moment) isFrame() bool { return moment.grain >= monthGrain && moment.grain <= yearGrain }

// isInside reports whether all of the moment lies within the other one, which may be open.
func (moment moment) isInside(other moment) bool {
	return (other.From.IsZero() || !moment.From.Before(other.From)) &&
		(other.To.IsZero() || !moment.To.IsZero() && !moment.To.After(other.To))
}

// hull is the span from the beginning of the first to the end of the last of two spans.
func hull(one, other alliance.Span) alliance.Span {
	joined := one
	if other.From.IsZero() || !one.From.IsZero() && other.From.Before(one.From) {
		joined.From = other.From
	}
	if other.To.IsZero() || !one.To.IsZero() && other.To.After(one.To) {
		joined.To = other.To
	}
	return joined
}

// spanOf is the moment with its time of day and its bound put into its span.
func (sketch *sketch) spanOf(of moment) alliance.Span {
	span := of.Span
	if of.isDay() && of.time != (daytime{}) {
		span = sketch.onDay(of.From, of.time)
		if of.ends && of.time.from.said && !of.time.to.said {
			span.To = span.From
		}
	}
	if of.bound == "" || of.bound == boundFrom && of.time.to.said {
		return span
	}
	return sketch.bounded(span, of)
}

// bounded is the span that a moment and its bound make together. A time of day has no length there: "after 3" is from 3 on, and
// "after 3 tomorrow" until the end of that day.
func (sketch *sketch) bounded(span alliance.Span, of moment) alliance.Span {
	isClock := of.isDay() && of.time.from.said
	isOfDay := isClock && !of.assumed
	if isClock {
		span.To = span.From
	}
	switch of.bound {
	case boundAfter:
		if isOfDay {
			return alliance.Span{From: span.From, To: of.To}
		}
		return alliance.Span{From: span.To}
	case boundSince, boundFrom:
		return alliance.Span{From: span.From}
	case boundNow:
		return alliance.Span{From: span.From, To: sketch.now}
	case boundBefore:
		if isOfDay {
			return alliance.Span{From: later(of.From, sketch.now, span.From), To: span.From}
		}
		return sketch.until(span.From)
	}
	return sketch.until(span.To)
}

// later is the later of two times, unless that is not before the end.
func later(one, other, end time.Time) time.Time {
	if other.After(one) && other.Before(end) {
		return other
	}
	return one
}

// until is from now to t, or all that was before t.
func (sketch *sketch) until(t time.Time) alliance.Span {
	if t.After(sketch.now) && !sketch.lean.past {
		return alliance.Span{From: sketch.now, To: t}
	}
	return alliance.Span{To: t}
}
