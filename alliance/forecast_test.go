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
		{Quiet: &Quiet{From: 7 * hour, To: 8 * hour}, WeeklyAt: "fri1700", DailyAt: "0800"},
	} {
		forecast.Add(member)
	}
	subscribed := func(member Member) *Member { member.ID, member.Kinds = -1, []Kind{Lecture}; return &member }
	for _, chat := range []Chat{
		{ID: -1, Subscriber: subscribed(Member{NoWeekly: true, Quiet: &Quiet{From: 7 * hour, To: 8 * hour}})},
		{ID: -1, Subscriber: subscribed(Member{Daily: true, DailyAt: "0800", WeeklyAt: "no more", Leads: []time.Duration{}}), Unreachable: NoRight}, // which is tried
		{ID: -1, Subscriber: subscribed(Member{}), Unreachable: "kicked"},
		{ID: -1, Subscriber: &Member{ID: -1, Kinds: []Kind{}}},
		{ID: -1},
	} {
		forecast.AddChat(chat)
	}
	want := []Moment{
		{Due: event.Start.Add(-40 * hour), Leads: []time.Duration{40 * hour}, Heads: Heads{4, 1}, Alone: 1},
		{Due: event.Start.Add(-day), Leads: []time.Duration{day}, Heads: Heads{3, 1}},
		{Due: event.Start.Add(-10*hour - 15*time.Minute), Leads: []time.Duration{10 * hour}, Heads: Heads{1, 0}, Alone: 1, Moved: Heads{1, 0}},
		{Due: event.Start.Add(-75 * time.Minute), Leads: []time.Duration{hour}, Heads: Heads{1, 1}, Moved: Heads{1, 1}},
		{Due: event.Start.Add(-hour), Leads: []time.Duration{hour}, Heads: Heads{3, 0}, Alone: 1},
	}
	if got := forecast.Moments(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	digests := map[Edition]Heads{Weekly.Edition(""): {3, 1}, Weekly.Edition("fri1700"): {1, 0}, Daily.Edition(""): {1, 0}, Daily.Edition("0800"): {0, 1}}
	if forecast.Muted != 1 || forecast.Unwilling != (Heads{1, 1}) || forecast.Unreachable != (Heads{1, 1}) || !reflect.DeepEqual(forecast.Digests, digests) {
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
