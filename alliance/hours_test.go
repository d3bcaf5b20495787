package alliance_test

import (
	"testing"
	"time"

	"alliancebot/alliance"
)

func TestHours(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	at := func(day, hour int) time.Time { return time.Date(2026, 12, day, hour, 0, 0, 0, zone).UTC() }
	morning, evening := alliance.Hours{From: 6, To: 12}, alliance.Hours{From: 18, To: 24}
	for _, c := range []struct {
		name       string
		hours      alliance.Hours
		start, end time.Time
		want       bool
	}{
		{"within", morning, at(1, 9), at(1, 11), true},
		{"reaching out of it", morning, at(1, 9), at(1, 17), true},
		{"reaching into it", evening, at(1, 17), at(1, 19), true},
		{"ending as it begins", evening, at(1, 16), at(1, 18), false},
		{"beginning as it ends", morning, at(1, 12), at(1, 14), false},
		{"until midnight", evening, at(1, 22), at(2, 0), true},
		{"for days, from the morning", evening, at(1, 8), at(2, 17), false},
		{"the whole day", alliance.Hours{}, at(1, 3), at(1, 4), true},
	} {
		if got := c.hours.Hold(alliance.Event{Start: c.start, End: c.end}, zone); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
