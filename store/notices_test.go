package store

import (
	"fmt"
	"testing"
	"time"

	"alliancebot/alliance"
)

// told lists the notices that are due, as "event: old start", and finishes them.
func told(t *testing.T, store *Store, now time.Time) []string {
	t.Helper()
	due, err := store.DueNotices(t.Context(), now)
	must(t, err)
	found := []string{}
	for _, burst := range due {
		found = append(found, burst.Before.ID+": "+burst.Before.Start.In(zone(t)).Format("15:04"))
		must(t, store.FinishNotice(t.Context(), burst))
	}
	return found
}

// TestNoticesOfBursts: twenty edits in a minute are one notice, two minutes after the last of them.
func TestNoticesOfBursts(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		now := moment(t, "06-01 12:00")
		put(t, store, now, event(t, "a", "06-13 14:00"), event(t, "b", "06-13 14:00"))
		same(t, "after adding", told(t, store, now.Add(time.Hour)), []string{})
		for i := range 20 {
			put(t, store, now.Add(time.Duration(i)*3*time.Second), event(t, "a", fmt.Sprintf("06-13 15:%02d", i)))
		}
		put(t, store, now.Add(time.Minute), event(t, "b", "06-13 14:00", func(event *alliance.Event) { event.Description = "more" }))
		last := now.Add(57 * time.Second)
		same(t, "before two minutes are over", told(t, store, last.Add(2*time.Minute-time.Millisecond)), []string{})
		same(t, "after two minutes", told(t, store, last.Add(2*time.Minute)), []string{"a: 14:00"})
		same(t, "again", told(t, store, last.Add(time.Hour)), []string{})
		state := contents(t, store)
		same(t, "left over", []any{state[keyBursts], state[keyOrigins]}, []any{nil, nil})
	})
}

// TestNoticesOfNothing: what is as members know it, or will not be, is nothing to tell.
func TestNoticesOfNothing(t *testing.T) {
	for name, later := range map[string]alliance.Event{
		"edited back":       event(t, "a", "06-13 14:00"),
		"edited back, more": event(t, "a", "06-13 14:00", func(event *alliance.Event) { event.Title = "x" }),
		"moved to the past": event(t, "a", "05-13 14:00"),
	} {
		t.Run(name, func(t *testing.T) {
			onEveryEngine(t, func(t *testing.T, store *Store) {
				now := moment(t, "06-01 12:00")
				put(t, store, now, event(t, "a", "06-13 14:00"))
				put(t, store, now, event(t, "a", "06-14 14:00"))
				put(t, store, now.Add(time.Minute), later)
				same(t, "told", told(t, store, now.Add(time.Hour)), []string{})
			})
		})
	}
}

// TestNoticesEditedMeanwhile: an event that is edited while its notice begins stays due, after two more minutes of quiet.
func TestNoticesEditedMeanwhile(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		now := moment(t, "06-01 12:00")
		put(t, store, now, event(t, "a", "06-13 14:00"))
		put(t, store, now, event(t, "a", "06-13 15:00"))
		due, err := store.DueNotices(t.Context(), now.Add(2*time.Minute))
		must(t, err)
		put(t, store, now.Add(2*time.Minute), event(t, "a", "06-13 16:00"))
		fails(t, "finish", store.FinishNotice(t.Context(), due[0]), alliance.Conflict)
		same(t, "not yet", told(t, store, now.Add(3*time.Minute)), []string{})
		same(t, "later", told(t, store, now.Add(4*time.Minute)), []string{"a: 14:00"})
		put(t, store, now.Add(5*time.Minute), event(t, "a", "06-13 17:00"))
		same(t, "the clock is set back", told(t, store, now.Add(-time.Hour)), []string{"a: 16:00"})
	})
}
