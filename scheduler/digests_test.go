package scheduler_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/scheduler"
)

// TestDigests goes through a fortnight around the National Day of 2026: which editions of the digests begin, and when.
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
		slices.Sort(active)
		for _, id := range active {
			if !slices.ContainsFunc(got, func(known string) bool { return known[17:] == id }) {
				got = append(got, w.now.Format("2006-01-02 15:04 ")+id)
			}
		}
	}
	want := []string{
		"2026-09-27 18:00 d-daily-2026-09-28-1800", "2026-09-27 18:00 d-weekly-2026-09-28", "2026-09-27 20:00 d-weekly-2026-09-28-sun2000",
		"2026-09-28 06:30 d-daily-2026-09-28-0630", "2026-09-28 07:30 d-daily-2026-09-28", "2026-09-28 07:30 d-weekly-2026-09-28-mon0730", "2026-09-28 08:00 d-daily-2026-09-28-0800",
		"2026-09-29 18:00 d-daily-2026-09-30-1800", "2026-09-30 06:30 d-daily-2026-09-30-0630", "2026-09-30 07:30 d-daily-2026-09-30", "2026-09-30 08:00 d-daily-2026-09-30-0800",
		"2026-10-02 17:00 d-weekly-2026-10-05-fri1700", "2026-10-04 18:00 d-weekly-2026-10-05", "2026-10-04 20:00 d-weekly-2026-10-05-sun2000", "2026-10-05 07:30 d-weekly-2026-10-05-mon0730",
		"2026-10-07 18:00 d-daily-2026-10-08-1800", "2026-10-08 06:30 d-daily-2026-10-08-0630", "2026-10-08 07:30 d-daily-2026-10-08", "2026-10-08 08:00 d-daily-2026-10-08-0800",
		"2026-10-08 18:00 d-daily-2026-10-09-1800", "2026-10-09 06:30 d-daily-2026-10-09-0630", "2026-10-09 07:30 d-daily-2026-10-09", "2026-10-09 08:00 d-daily-2026-10-09-0800",
		"2026-10-09 17:00 d-weekly-2026-10-12-fri1700",
		"2026-10-09 18:00 d-daily-2026-10-10-1800", "2026-10-10 06:30 d-daily-2026-10-10-0630", // of a Saturday on which people work
		"2026-10-10 07:30 d-daily-2026-10-10", "2026-10-10 08:00 d-daily-2026-10-10-0800",
		"2026-10-11 18:00 d-daily-2026-10-12-1800", "2026-10-11 18:00 d-weekly-2026-10-12", "2026-10-11 20:00 d-weekly-2026-10-12-sun2000",
		"2026-10-12 06:30 d-daily-2026-10-12-0630", "2026-10-12 07:30 d-daily-2026-10-12", "2026-10-12 07:30 d-weekly-2026-10-12-mon0730", "2026-10-12 08:00 d-daily-2026-10-12-0800",
	}
	if !slices.Equal(got, want) || w.wakes != len(want) {
		t.Errorf("began %q, want %q; %d wakes", got, want, w.wakes)
	}
}

// TestDigestSwitchedOff: where the community has switched a digest off, nobody gets it by choosing a time. Each dispatch says which edition it is.
func TestDigestSwitchedOff(t *testing.T) {
	w := newWorld(t)
	w.now = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC) // a Friday
	w.put("on Tuesday", w.now.AddDate(0, 0, 4), nil)
	digests := &scheduler.Digests{
		Program: w.Store, Dispatches: w.Store, Zone: time.UTC, Begun: func() {}, Now: func() time.Time { return w.now },
		Specs: map[alliance.Digest]string{alliance.Weekly: "0 18 * * 0"},
	}
	for end := w.now.AddDate(0, 0, 5); w.now.Before(end); w.now = w.now.Add(30 * time.Minute) {
		w.check(digests.Tick(t.Context()))
	}
	active, err := w.Active(t.Context())
	w.check(err)
	var editions []string
	for _, id := range active {
		dispatch, err := w.Dispatch(t.Context(), id)
		w.check(err)
		editions = append(editions, string(dispatch.Digest)+dispatch.Edition)
	}
	slices.Sort(editions)
	if !slices.Equal(editions, []string{"weekly", "weeklyfri1700", "weeklymon0730", "weeklysun2000"}) {
		t.Errorf("began %q", editions)
	}
}

// TestDigestsAfterDowntime: those that were missed by an hour are sent, by four they are not; the first start makes up for nothing, but for what
// comes again after the clock was set back.
func TestDigestsAfterDowntime(t *testing.T) {
	for _, c := range []struct {
		away  time.Duration
		first bool
		want  string
	}{{hour, false, "d-daily-2026-12-01 d-daily-2026-12-01-0800"}, {5 * hour, false, ""}, {hour, true, "d-daily-2026-12-01-0800"}} {
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
		slices.Sort(active)
		if got := strings.Join(active, " "); got != c.want {
			t.Errorf("away for %s: began %s, want %s", c.away, got, c.want)
		}
	}
}
