package store

import (
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// TestHeard: whoever was sent a reminder, a snooze or a notice of the event, with their messages, and nobody else.
func TestHeard(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		lecture := event(t, "a", "06-13 14:00")
		notice := alliance.Dispatch{ID: "n-a-2", Purpose: alliance.ForNotice, Event: "a", Start: lecture.Start, Before: &lecture}
		begin(t, store, reminderDispatch("r", lecture, day))
		begin(t, store, notice)
		begin(t, store, alliance.Dispatch{ID: "s-a-9", Purpose: alliance.ForSnooze, Event: "a", Start: lecture.Start})
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
		tellings, err := store.Tellings(t.Context(), "a")
		must(t, err)
		same(t, "tellings", tellings, []alliance.Telling{{Dispatch: "n-a-2"}, {Dispatch: "r", Start: lecture.Start, Lead: day}, {Dispatch: "s-a-9"}})
		told, err := store.Heard(t.Context(), []string{"r", "s-a-9", "n-a-2"}, []int64{1, 2, 3, 4, 5})
		must(t, err)
		same(t, "told", told, map[int64][]alliance.Heard{1: {{Dispatch: "r", Messages: []int64{7}}}, 2: {{Dispatch: "n-a-2", Messages: []int64{7}}}})
		tellings, err = store.Tellings(t.Context(), "b")
		must(t, err)
		told, err = store.Heard(t.Context(), nil, []int64{1})
		must(t, err)
		same(t, "told by nothing", len(tellings)+len(told), 0)
	})
}
