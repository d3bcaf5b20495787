package alliance

import (
	"reflect"
	"testing"
	"time"
)

// TestForecast: who hears what and when, by the same rules by which it is sent.
func TestForecast(t *testing.T) {
	const hour, day = time.Hour, 24 * time.Hour
	now := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	event := Event{ID: "a", Kind: Lecture, Status: Planned, Start: now.Add(2*day - 4*hour), Leads: []time.Duration{40 * hour}} // at 8 in the morning
	plan := Plan{Leads: []time.Duration{day, hour}, Quiet: Quiet{From: 22 * hour, To: 7 * hour}, Zone: time.UTC}
	wished := func(wanted bool) map[string]Wish { return map[string]Wish{"a": {Wanted: wanted}} }
	forecast := NewForecast(plan, event, now)
	for _, member := range []Member{
		{},
		{NoWeekly: true, Daily: true},
		{Kinds: []Kind{}, Wishes: wished(true), Leads: []time.Duration{10 * hour, hour, 90 * hour}}, // both in the night, one over
		{Kinds: []Kind{}},
		{Wishes: wished(false)},
		{Unreachable: "blocked"},
		{Leads: []time.Duration{}},
		{Quiet: &Quiet{From: 7 * hour, To: 8 * hour}},
	} {
		forecast.Add(member)
	}
	want := []Moment{
		{Due: event.Start.Add(-40 * hour), Leads: []time.Duration{40 * hour}, Heads: 4, Alone: 1},
		{Due: event.Start.Add(-day), Leads: []time.Duration{day}, Heads: 3},
		{Due: event.Start.Add(-10*hour - 15*time.Minute), Leads: []time.Duration{10 * hour}, Heads: 1, Alone: 1, Moved: 1},
		{Due: event.Start.Add(-75 * time.Minute), Leads: []time.Duration{hour}, Heads: 1, Moved: 1},
		{Due: event.Start.Add(-hour), Leads: []time.Duration{hour}, Heads: 3, Alone: 1},
	}
	if got := forecast.Moments(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if forecast.Muted != 1 || forecast.Unwilling != 1 || forecast.Unreachable != 1 || !reflect.DeepEqual(forecast.Digests, map[Digest]int{Weekly: 4, Daily: 1}) {
		t.Errorf("got %+v", forecast)
	}
}

func TestAddedLead(t *testing.T) {
	const hour = time.Hour
	now := time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)
	plan := Plan{Quiet: Quiet{From: 22 * hour, To: 7 * hour}, Zone: time.UTC}
	full := make([]time.Duration, MostLeads)
	for _, c := range []struct {
		event Event
		lead  time.Duration
		want  string
	}{
		{Event{Status: Planned, Start: now.Add(5 * hour)}, 3 * hour, ""},
		{Event{Status: Planned, Start: now.Add(5 * hour)}, 5 * hour, "late"},
		{Event{Status: Planned, Start: now.Add(20 * hour)}, hour, ""},
		{Event{Status: Planned, Start: now.Add(21 * hour)}, 20*hour + 30*time.Minute, ""},
		{Event{Status: Planned, Start: now.Add(-hour)}, hour, "over"},
		{Event{Status: Cancelled, Start: now.Add(5 * hour)}, hour, "over"},
		{Event{Status: Planned, Start: now.Add(5 * hour), Leads: full}, hour, "many"},
	} {
		if got := plan.AddedLead(c.event, c.lead, now); got != c.want {
			t.Errorf("%+v, %s ahead: %q, want %q", c.event, c.lead, got, c.want)
		}
	}
}
