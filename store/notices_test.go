package store

import (
	"fmt"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
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

// TestReached: whoever was sent a reminder or a notice of the event, and nobody else.
func TestReached(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		lecture := event(t, "a", "06-13 14:00")
		notice := alliance.Dispatch{ID: "n-a-2", Purpose: alliance.ForNotice, Event: "a", Start: lecture.Start, Before: &lecture}
		begin(t, store, reminderDispatch("r", lecture, day))
		begin(t, store, notice)
		again, err := store.Begin(t.Context(), notice)
		must(t, err)
		same(t, "begun again", again, false)
		must(t, store.SkipReminder(t.Context(), alliance.Reminder{Event: lecture.ID, Start: lecture.Start, Lead: time.Hour}))
		lease := moment(t, "06-12 14:01")
		for id, chat := range map[string]int64{"r": 1, "n-a-2": 2} {
			must(t, store.Append(t.Context(), id, "0", "end", []dispatch.Recipient{{Chat: chat}, {Chat: chat + 2}}))
			_, err := store.Lease(t.Context(), id, lease.Add(-time.Minute), lease, 9)
			must(t, err)
			_, err = store.Settle(t.Context(), id, []dispatch.Settlement{
				{Chat: chat, Lease: lease, Outcome: alliance.Outcome{State: alliance.Sent, Messages: []int64{7}}},
				{Chat: chat + 2, Lease: lease, Outcome: alliance.Outcome{State: alliance.Failed, Reason: "http 502"}},
			})
			must(t, err)
		}
		reached, err := store.Reached(t.Context(), "a", []int64{1, 2, 3, 4, 5})
		must(t, err)
		same(t, "reached", reached, map[int64]bool{1: true, 2: true})
		reached, err = store.Reached(t.Context(), "b", []int64{1})
		must(t, err)
		same(t, "reached by nothing", reached, map[int64]bool{})
	})
}
