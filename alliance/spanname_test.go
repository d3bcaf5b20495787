package alliance

import (
	"testing"
	"time"
)

func TestSpanNames(t *testing.T) {
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin", "America/Havana"} {
		for _, now := range []time.Time{
			time.Date(2026, time.November, 26, 22, 0, 0, 0, zone(t, name)), time.Date(2026, time.December, 31, 23, 59, 0, 0, zone(t, name)),
			time.Date(2028, time.February, 29, 0, 0, 0, 0, zone(t, name)), time.Date(2026, time.March, 8, 12, 0, 0, 0, zone(t, name)),
		} {
			for _, known := range spanNames {
				span, ok := SpanNamed(known.name, now)
				if got := span.Called(now); !ok || got != known.name || !span.From.Before(span.To) {
					t.Errorf("%s at %v: %v is called %q", known.name, now, span, got)
				}
			}
		}
	}
	if _, ok := SpanNamed("upcoming", time.Now()); ok {
		t.Error("upcoming has a span")
	}
	for _, span := range []Span{{}, {From: time.Now()}, {To: time.Now()}} {
		if name := span.Called(time.Now()); name != "" {
			t.Errorf("%v is called %q", span, name)
		}
	}
}

func TestBeside(t *testing.T) {
	shanghai := zone(t, "Asia/Shanghai")
	now := time.Date(2026, time.November, 26, 22, 0, 0, 0, shanghai)
	at := func(month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 0, 0, 0, shanghai)
	}
	for _, c := range []struct {
		span, next, before Span
	}{
		{Day(now, 0), Day(now, 1), Day(now, -1)},
		{Week(now, 0), Week(now, 1), Week(now, -1)},
		{Weekend(now, 0), Weekend(now, 1), Weekend(now, -1)},
		{Month(now, 0), Month(now, 1), Month(now, -1)},
		{Year(now, 0), Year(now, 1), Year(now, -1)},
		{evening(now, 0), evening(now, 1), evening(now, -1)},
		{Span{at(12, 1, 14), at(12, 1, 16)}, Span{at(12, 2, 14), at(12, 2, 16)}, Span{at(11, 30, 14), at(11, 30, 16)}},
		{Span{at(11, 23, 0), at(11, 26, 0)}, Span{at(11, 30, 0), at(12, 3, 0)}, Span{at(11, 16, 0), at(11, 19, 0)}},
		{Span{at(11, 1, 0), at(11, 11, 0)}, Span{at(11, 11, 0), at(11, 21, 0)}, Span{at(10, 22, 0), at(11, 1, 0)}},
	} {
		next, ok := c.span.Beside(1)
		before, _ := c.span.Beside(-1)
		if !ok || next != c.next || before != c.before {
			t.Errorf("beside %v: %v and %v, want %v and %v", c.span, before, next, c.before, c.next)
		}
	}
	for _, open := range []Span{{}, {From: now}, {To: now}} {
		if _, ok := open.Beside(1); ok {
			t.Errorf("%v has a neighbour", open)
		}
	}
}
