package render

import (
	"time"

	"alliancebot/alliance"
)

// spanView is a span as the texts want it.
type spanView struct {
	Form   string // all, since, before, day, days, month_days, month, year, hours, minute or times
	Year   int    // of its beginning
	From   moment
	Last   moment // the last moment of the span
	Inside bool   // stands in brackets, so has none of its own
}

// exactSpan is the length up to which a span is shown with its times of day; "the coming 90 days" are days.
const exactSpan = 48 * time.Hour

// Span shows a span with its dates: 「11月23日（周一）」「11月23日–29日」「11月23日（周一）12:00–18:00」.
func (r *Renderer) Span(language alliance.Language, span alliance.Span, now time.Time) string {
	return r.label(language, "span", r.voice(language).spanView(span, now))
}

func (v *voice) spanView(span alliance.Span, now time.Time) spanView {
	view := spanView{Form: v.spanForm(span)}
	if !span.From.IsZero() {
		view.From, view.Year = v.momentAt(span.From, now), span.From.In(v.zone).Year()
	}
	if span.To.IsZero() {
		return view
	}
	view.Last = v.momentAt(span.To, now)
	if v.midnight(span.To) { // the end is not part of the span: it is the last day that counts, whose end is 24:00
		view.Last = v.momentAt(span.To.In(v.zone).AddDate(0, 0, -1), now)
		view.Last.Clock = "24:00"
	}
	return view
}

func (v *voice) spanForm(span alliance.Span) string {
	switch {
	case span.From.IsZero() && span.To.IsZero():
		return "all"
	case span.To.IsZero():
		return "since"
	case span.From.IsZero():
		return "before"
	}
	last, whole := span.To.Add(-time.Nanosecond), span.In(v.zone)
	switch {
	case whole == alliance.Month(whole.From, 0):
		return "month"
	case whole == alliance.Year(whole.From, 0):
		return "year"
	case v.wholeDays(span.From, span.To), span.To.Sub(span.From) > exactSpan:
		return v.daysForm(span.From.In(v.zone), last.In(v.zone))
	case span.To.Sub(span.From) <= time.Minute:
		return "minute"
	case v.sameDay(span.From, last):
		return "hours"
	}
	return "times"
}

func (v *voice) daysForm(first, last time.Time) string {
	switch {
	case v.sameDay(first, last):
		return "day"
	case first.Year() == last.Year() && first.Month() == last.Month():
		return "month_days"
	}
	return "days"
}
