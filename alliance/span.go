package alliance

import "time"

// Span is a stretch of time: From is inside, To is not. A zero bound is open.
type Span struct{ From, To time.Time }

// Contains reports whether t lies in the span.
func (span Span) Contains(t time.Time) bool {
	return (span.From.IsZero() || !t.Before(span.From)) && (span.To.IsZero() || t.Before(span.To))
}

// Day is the calendar day of t in t's zone, moved by days.
func Day(t time.Time, days int) Span {
	year, month, day := t.Date()
	return Span{
		From: time.Date(year, month, day+days, 0, 0, 0, 0, t.Location()),
		To:   time.Date(year, month, day+days+1, 0, 0, 0, 0, t.Location()),
	}
}

// Week is the week of t in t's zone, Monday to Sunday, moved by weeks.
func Week(t time.Time, weeks int) Span {
	sinceMonday := (int(t.Weekday()) + 6) % 7
	monday := Day(t, 7*weeks-sinceMonday)
	return Span{From: monday.From, To: Day(monday.From, 7).From}
}

// Month is the month of t in t's zone, moved by months.
func Month(t time.Time, months int) Span {
	year, month, _ := t.Date()
	return Span{
		From: time.Date(year, month+time.Month(months), 1, 0, 0, 0, 0, t.Location()),
		To:   time.Date(year, month+time.Month(months)+1, 1, 0, 0, 0, 0, t.Location()),
	}
}
