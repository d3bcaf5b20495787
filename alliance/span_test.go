package alliance

import (
	"testing"
	"time"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	location, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return location
}

const layout = "2006-01-02T15:04:05-07:00"

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		zone, now string
		span      func(time.Time, int) Span
		moved     int
		from, to  string
	}{
		{"Asia/Shanghai", "2026-12-01T09:30:00+08:00", Day, 0, "2026-12-01T00:00:00+08:00", "2026-12-02T00:00:00+08:00"},
		{"Asia/Shanghai", "2026-12-01T00:00:00+08:00", Day, 1, "2026-12-02T00:00:00+08:00", "2026-12-03T00:00:00+08:00"},
		{"Asia/Shanghai", "2026-12-31T23:59:59+08:00", Day, 1, "2027-01-01T00:00:00+08:00", "2027-01-02T00:00:00+08:00"},
		{"Asia/Shanghai", "2028-02-28T12:00:00+08:00", Day, 1, "2028-02-29T00:00:00+08:00", "2028-03-01T00:00:00+08:00"},
		{"Asia/Shanghai", "2027-02-28T12:00:00+08:00", Day, 1, "2027-03-01T00:00:00+08:00", "2027-03-02T00:00:00+08:00"},
		{"Asia/Shanghai", "2026-03-01T12:00:00+08:00", Day, -1, "2026-02-28T00:00:00+08:00", "2026-03-01T00:00:00+08:00"},
		{"Asia/Shanghai", "1986-05-04T12:00:00+09:00", Day, 0, "1986-05-04T00:00:00+08:00", "1986-05-05T00:00:00+09:00"}, // daylight saving then
		{"Europe/Berlin", "2026-03-29T12:00:00+02:00", Day, 0, "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"},
		{"Europe/Berlin", "2026-10-25T12:00:00+01:00", Day, 0, "2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"},
		{"Africa/Cairo", "2025-04-25T12:00:00+03:00", Day, 0, "2025-04-25T01:00:00+03:00", "2025-04-26T00:00:00+03:00"},     // has no 0:00
		{"America/Havana", "2026-03-08T12:00:00-04:00", Day, 0, "2026-03-08T01:00:00-04:00", "2026-03-09T00:00:00-04:00"},   // neither
		{"America/Havana", "2026-03-07T12:00:00-05:00", Day, 0, "2026-03-07T00:00:00-05:00", "2026-03-08T01:00:00-04:00"},   // nor its end
		{"America/Santiago", "2025-09-06T23:30:00-04:00", Day, 1, "2025-09-07T01:00:00-03:00", "2025-09-08T00:00:00-03:00"}, // the evening before
		{"Asia/Shanghai", "2026-12-01T09:30:00+08:00", Week, 0, "2026-11-30T00:00:00+08:00", "2026-12-07T00:00:00+08:00"},   // a Tuesday
		{"Asia/Shanghai", "2026-11-30T00:00:00+08:00", Week, 0, "2026-11-30T00:00:00+08:00", "2026-12-07T00:00:00+08:00"},   // a Monday
		{"Asia/Shanghai", "2026-12-06T23:59:59+08:00", Week, 0, "2026-11-30T00:00:00+08:00", "2026-12-07T00:00:00+08:00"},   // a Sunday
		{"Asia/Shanghai", "2026-12-06T23:59:59+08:00", Week, 1, "2026-12-07T00:00:00+08:00", "2026-12-14T00:00:00+08:00"},
		{"Asia/Shanghai", "2027-01-01T12:00:00+08:00", Week, 0, "2026-12-28T00:00:00+08:00", "2027-01-04T00:00:00+08:00"},
		{"Asia/Shanghai", "2026-01-01T12:00:00+08:00", Week, -1, "2025-12-22T00:00:00+08:00", "2025-12-29T00:00:00+08:00"},
		{"Europe/Berlin", "2026-03-27T12:00:00+01:00", Week, 0, "2026-03-23T00:00:00+01:00", "2026-03-30T00:00:00+02:00"},
		{"America/Havana", "2026-03-08T12:00:00-04:00", Week, 0, "2026-03-02T00:00:00-05:00", "2026-03-09T00:00:00-04:00"},
		{"Asia/Shanghai", "2026-12-31T23:00:00+08:00", Month, 0, "2026-12-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00"},
		{"Asia/Shanghai", "2026-12-31T23:00:00+08:00", Month, 1, "2027-01-01T00:00:00+08:00", "2027-02-01T00:00:00+08:00"},
		{"Asia/Shanghai", "2027-01-31T12:00:00+08:00", Month, 1, "2027-02-01T00:00:00+08:00", "2027-03-01T00:00:00+08:00"},
		{"Asia/Shanghai", "2028-01-31T12:00:00+08:00", Month, 1, "2028-02-01T00:00:00+08:00", "2028-03-01T00:00:00+08:00"},
		{"Asia/Shanghai", "2026-03-31T12:00:00+08:00", Month, -1, "2026-02-01T00:00:00+08:00", "2026-03-01T00:00:00+08:00"},
		{"Europe/Berlin", "2026-10-15T12:00:00+02:00", Month, 0, "2026-10-01T00:00:00+02:00", "2026-11-01T00:00:00+01:00"},
	} {
		now, err := time.Parse(layout, c.now)
		if err != nil {
			t.Fatal(err)
		}
		got := c.span(now.In(zone(t, c.zone)), c.moved)
		if from, to := got.From.Format(layout), got.To.Format(layout); from != c.from || to != c.to {
			t.Errorf("%s in %s moved by %d: got %s to %s, want %s to %s", c.now, c.zone, c.moved, from, to, c.from, c.to)
		}
	}
}

// TestDaysFollowOneAnother: in every zone each day begins where the one before it ends, and holds its own noon.
func TestDaysFollowOneAnother(t *testing.T) {
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin", "America/Havana", "America/Santiago", "Africa/Cairo", "Asia/Beirut", "Australia/Lord_Howe", "America/New_York"} {
		noon := time.Date(2023, time.January, 1, 12, 0, 0, 0, zone(t, name))
		for range 4 * 366 {
			day, next := Day(noon, 0), Day(noon, 1)
			if !day.Contains(noon) || !day.To.Equal(next.From) || day.From.Day() != noon.Day() {
				t.Errorf("%s, %s: %v, then %v", name, noon.Format(time.DateOnly), day, next)
			}
			if week := Week(noon, 0); !week.Contains(noon) || week.From.Weekday() != time.Monday || !week.To.Equal(Week(noon, 1).From) {
				t.Errorf("%s, %s: week %v", name, noon.Format(time.DateOnly), week)
			}
			noon = noon.AddDate(0, 0, 1)
		}
	}
}

func TestSpanContains(t *testing.T) {
	at := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	before, after := at.Add(-time.Second), at.Add(time.Second)
	for _, c := range []struct {
		span Span
		want bool
	}{
		{Span{}, true},
		{Span{From: at}, true},
		{Span{From: after}, false},
		{Span{To: at}, false},
		{Span{To: after}, true},
		{Span{From: before, To: after}, true},
		{Span{From: before, To: at}, false},
		{Span{From: at, To: at}, false},
	} {
		if got := c.span.Contains(at); got != c.want {
			t.Errorf("%v: got %v", c.span, got)
		}
	}
}
