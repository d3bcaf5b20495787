package ask

import (
	"time"

	"alliancebot/alliance"
)

// yearsToLeap is how far away a date can be at the most: 29 February over a century without a leap day.
const yearsToLeap = 8

// recently is how long ago a date may be to be meant although it is not the coming one.
const recently = 90 * 24 * time.Hour

// addYearly adds what comes once a year, as in the year named before, else the coming one, the running one included.
func (sketch *sketch) addYearly(grain grain, inYear yearly) verdict {
	if frame := sketch.frame(); frame != nil && frame.grain == yearGrain {
		span, ok := inYear(frame.From.Year())
		if !ok {
			return refused
		}
		return sketch.addSpan(span, grain)
	}
	span, ok := sketch.coming(inYear)
	if !ok {
		return refused
	}
	return sketch.add(moment{Span: span, grain: grain, inYear: inYear})
}

// coming finds what comes once a year next, counted from the last moment. Told of the past, it is the last one.
func (sketch *sketch) coming(inYear yearly) (alliance.Span, bool) {
	anchor := sketch.anchor()
	isFirst := len(sketch.moments) == 0
	last, hasLast := latest(inYear, sketch.now)
	if isFirst && hasLast && sketch.isPast() {
		return last, true
	}
	if isFirst && hasLast && !last.To.After(anchor) && sketch.now.Sub(last.To) < recently {
		sketch.doubt.past = true
	}
	for year := anchor.Year() - 1; year <= anchor.Year()+yearsToLeap; year++ {
		if span, ok := inYear(year); ok && span.To.After(anchor) {
			return span, true
		}
	}
	return alliance.Span{}, false
}

// latest finds the last of what comes once a year that has begun at t.
func latest(inYear yearly, t time.Time) (alliance.Span, bool) {
	for year := t.Year(); year >= t.Year()-yearsToLeap; year-- {
		if span, ok := inYear(year); ok && !span.From.After(t) {
			return span, true
		}
	}
	return alliance.Span{}, false
}
