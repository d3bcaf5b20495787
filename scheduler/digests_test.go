package scheduler_test

import (
	"slices"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/scheduler"
)

// TestDigests goes through a fortnight around the National Day of 2026: which digests begin, and when.
func TestDigests(t *testing.T) {
	w := newWorld(t)
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	w.now = time.Date(2026, 9, 26, 12, 0, 0, 0, zone) // a Saturday
	for day := range 20 {
		if day != 3 { // on 29 September nothing happens
			w.put("on "+w.now.AddDate(0, 0, day).Format(time.DateOnly), w.now.AddDate(0, 0, day).Add(2*hour).UTC(), nil)
		}
	}
	digests := &scheduler.Digests{
		Program: w.Store, Dispatches: w.Store, Workdays: alliance.ChineseWorkdays(), Zone: zone, Begun: func() { w.wakes++ }, Now: func() time.Time { return w.now },
		Specs: map[alliance.Digest]string{alliance.Weekly: "0 18 * * 0", alliance.Daily: "30 7 * * *"},
	}
	var got []string
	for end := w.now.AddDate(0, 0, 16); w.now.Before(end); w.now = w.now.Add(10 * time.Minute) {
		w.check(digests.Tick(t.Context()))
		active, err := w.Active(t.Context())
		w.check(err)
		for _, id := range active {
			if !slices.ContainsFunc(got, func(known string) bool { return known[17:] == id }) {
				got = append(got, w.now.Format("2006-01-02 15:04 ")+id)
			}
		}
	}
	want := []string{
		"2026-09-27 18:00 d-weekly-2026-09-28", "2026-09-28 07:30 d-daily-2026-09-28", "2026-09-30 07:30 d-daily-2026-09-30",
		"2026-10-04 18:00 d-weekly-2026-10-05", "2026-10-08 07:30 d-daily-2026-10-08", "2026-10-09 07:30 d-daily-2026-10-09",
		"2026-10-10 07:30 d-daily-2026-10-10", // a Saturday on which people work
		"2026-10-11 18:00 d-weekly-2026-10-12", "2026-10-12 07:30 d-daily-2026-10-12",
	}
	if !slices.Equal(got, want) || w.wakes != len(want) {
		t.Errorf("began %q, want %q; %d wakes", got, want, w.wakes)
	}
}

// TestDigestsAfterDowntime: one that was missed by an hour is sent, by four it is not; the first start makes up for nothing.
func TestDigestsAfterDowntime(t *testing.T) {
	for _, c := range []struct {
		away  time.Duration
		first bool
		want  int
	}{{hour, false, 1}, {5 * hour, false, 0}, {hour, true, 0}} {
		w := newWorld(t)
		morning := time.Date(2026, 12, 1, 7, 30, 0, 0, time.UTC)
		w.now = morning.Add(-time.Minute)
		w.put("today", morning.Add(9*hour), nil)
		digests := &scheduler.Digests{
			Program: w.Store, Dispatches: w.Store, Zone: time.UTC, Begun: func() {}, Now: func() time.Time { return w.now },
			Specs: map[alliance.Digest]string{alliance.Daily: "30 7 * * *"},
		}
		if !c.first {
			w.check(digests.Tick(t.Context()))
		}
		for _, back := range []time.Duration{0, -hour, 0} { // the clock is set back, and goes on
			w.now = morning.Add(c.away).Add(back)
			w.check(digests.Tick(t.Context()))
		}
		active, err := w.Active(t.Context())
		w.check(err)
		if len(active) != c.want {
			t.Errorf("away for %s: began %v, want %d", c.away, active, c.want)
		}
	}
}
