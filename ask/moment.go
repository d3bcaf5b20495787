package ask

import "alliancebot/alliance"

// grain is how exactly a time was named; it decides what two times mean next to each other.
type grain int

const (
	vague       grain = iota // upcoming: gives way to any other
	stretch                  // several days or open-ended
	weekGrain                // a week or weekend
	monthGrain               // a month or a year
	weekdayOnly              // a day known by its weekday
	exactDay                 // a day known by its date or distance
)

// moment is one time the text names.
type moment struct {
	alliance.Span
	grain grain
	label string // of the span, if it has one
	hours hours  // of a single day; zero: all of it
}

func (moment moment) isDay() bool { return moment.grain >= weekdayOnly }

// isInside reports whether all of the moment lies within the other one, which may be open.
func (moment moment) isInside(other moment) bool {
	return (other.From.IsZero() || !moment.From.Before(other.From)) &&
		(other.To.IsZero() || !moment.To.IsZero() && !moment.To.After(other.To))
}

// narrowed is the moment with its hours put into its span.
func (moment moment) narrowed() moment {
	if moment.hours == (hours{}) || !moment.isDay() {
		return moment
	}
	moment.Span = moment.hours.of(moment.From)
	if moment.label != "today" || moment.hours != evening {
		moment.label = ""
	} else {
		moment.label = "tonight"
	}
	return moment
}

// join is the span from the beginning of the first to the end of the last of two moments.
func (moment moment) join(other moment) moment {
	joined := moment
	joined.grain, joined.label, joined.hours = stretch, "", hours{}
	if other.From.IsZero() || !moment.From.IsZero() && other.From.Before(moment.From) {
		joined.From = other.From
	}
	if other.To.IsZero() || !moment.To.IsZero() && other.To.After(moment.To) {
		joined.To = other.To
	}
	return joined
}
