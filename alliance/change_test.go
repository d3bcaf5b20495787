package alliance

import (
	"slices"
	"testing"
	"time"
)

func TestChanges(t *testing.T) {
	start := time.Date(2026, 12, 1, 6, 0, 0, 0, time.UTC)
	planned := Event{ID: "a", Title: "x", Start: start, End: start.Add(time.Hour), Venue: "A", Speakers: []string{"Lou Haibin"}, Status: Planned}
	cancelled := planned
	cancelled.Status = Cancelled
	for name, c := range map[string]struct {
		before Event
		change func(*Event)
		want   []Change
	}{
		"nothing":              {planned, func(*Event) {}, nil},
		"renamed":              {planned, func(event *Event) { event.Title, event.Description = "y", "z" }, nil},
		"no speakers, not nil": {Event{Status: Planned}, func(event *Event) { event.Speakers = []string{} }, nil},
		"another zone's clock": {planned, func(event *Event) { event.Start = event.Start.In(time.FixedZone("", 3600)) }, nil},
		"start":                {planned, func(event *Event) { event.Start = start.Add(time.Minute) }, []Change{Moved}},
		"end":                  {planned, func(event *Event) { event.End = time.Time{} }, []Change{Moved}},
		"venue":                {planned, func(event *Event) { event.Venue = "B" }, []Change{Relocated}},
		"address":              {planned, func(event *Event) { event.Address = "B" }, []Change{Relocated}},
		"speakers":             {planned, func(event *Event) { event.Speakers = nil }, []Change{Recast}},
		"all":                  {planned, func(event *Event) { event.Start, event.Venue, event.Speakers = start.Add(time.Hour), "B", nil }, []Change{Moved, Relocated, Recast}},
		"cancelled and moved":  {planned, func(event *Event) { event.Status, event.Venue = Cancelled, "B" }, []Change{CalledOff}},
		"cancelled, changed":   {cancelled, func(event *Event) { event.Venue = "B" }, nil},
		"back on elsewhere":    {cancelled, func(event *Event) { event.Status, event.Venue = Planned, "B" }, []Change{BackOn, Relocated}},
		"finished":             {planned, func(event *Event) { event.Status, event.Venue = Finished, "B" }, nil},
	} {
		after := c.before
		c.change(&after)
		if got := Changes(c.before, after); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
		if got, want := Noticed(c.before, after, start.Add(-time.Hour)), len(c.want) > 0; got != want && !after.Start.IsZero() {
			t.Errorf("%s: noticed %v, want %v", name, got, want)
		}
		if Noticed(c.before, after, start.Add(24*time.Hour)) {
			t.Errorf("%s: noticed after its start", name)
		}
	}
}
