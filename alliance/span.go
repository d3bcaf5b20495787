package alliance

import "time"

// Span is a stretch of time: From is inside, To is not. A zero bound is open.
type Span struct {
	From time.Time `json:"from,omitzero"`
	To   time.Time `json:"to,omitzero"`
}

// Contains reports whether t lies in the span.
func (span Span) Contains(t time.Time) bool {
	return (span.From.IsZero() || !t.Before(span.From)) && (span.To.IsZero() || t.Before(span.To))
}

// In is the span on the clock of zone; it holds the same moments.
func (span Span) In(zone *time.Location) Span {
	if !span.From.IsZero() {
		span.From = span.From.In(zone)
	}
	if !span.To.IsZero() {
		span.To = span.To.In(zone)
	}
	return span
}

// Day is the calendar day of t in t's zone, moved by days.
func Day(t time.Time, days int) Span {
	year, month, day := t.Date()
	return Span{From: midnight(year, month, day+days, t.Location()), To: midnight(year, month, day+days+1, t.Location())}
}

// Week is the week of t in t's zone, Monday to Sunday, moved by weeks.
func Week(t time.Time, weeks int) Span {
	sinceMonday := (int(t.Weekday()) + 6) % 7
	monday := Day(t, 7*weeks-sinceMonday)
	return Span{From: monday.From, To: Day(monday.From, 7).From}
}

// Weekend is the Saturday and Sunday of the week of t in t's zone, moved by weeks.
func Weekend(t time.Time, weeks int) Span {
	week := Week(t, weeks)
	return Span{From: Day(week.From, 5).From, To: week.To}
}

// Month is the month of t in t's zone, moved by months.
func Month(t time.Time, months int) Span {
	year, month, _ := t.Date()
	return Span{
		From: midnight(year, month+time.Month(months), 1, t.Location()),
		To:   midnight(year, month+time.Month(months)+1, 1, t.Location()),
	}
}

// Year is the year of t in t's zone, moved by years.
func Year(t time.Time, years int) Span {
	at := func(year int) time.Time { return midnight(year, time.January, 1, t.Location()) }
	return Span{From: at(t.Year() + years), To: at(t.Year() + years + 1)}
}

// midnight is the first moment of a day. Where the clocks are put forward at midnight, as in Havana or Cairo, that is later than
// 0:00, and time.Date may answer with 23:00 of the day before.
func midnight(year int, month time.Month, day int, zone *time.Location) time.Time {
	first := time.Date(year, month, day, 0, 0, 0, 0, zone)
	if hour := first.Hour(); hour > 12 {
		return first.Add(time.Duration(24-hour) * time.Hour)
	}
	return first
}
