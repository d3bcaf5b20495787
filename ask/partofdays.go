package ask

import (
	"time"

	"alliancebot/alliance"
)

// partOfDays is the part of each day of a span of several days: 上午 of 下周上午. Of one day the part is the span itself.
func (sketch *sketch) partOfDays(span alliance.Span) alliance.Hours {
	if !sketch.isLong(span) {
		return alliance.Hours{}
	}
	said := sketch.time
	for _, moment := range sketch.moments {
		if !moment.isDay() && said == (daytime{}) {
			said = moment.time
		}
	}
	if said.from.said || said.part == (hours{}) {
		return alliance.Hours{}
	}
	return alliance.Hours{From: said.part.from, To: min(said.part.to, hoursOfDay)}
}

const hoursOfDay = 24

// isLong reports whether a span has more than a day; without any, whether the question before has one that does.
func (sketch *sketch) isLong(span alliance.Span) bool {
	if span == (alliance.Span{}) {
		span = sketch.context
	}
	return !span.From.IsZero() && (span.To.IsZero() || span.To.Sub(span.From) > (hoursOfDay+1)*time.Hour)
}
