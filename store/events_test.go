package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"alliancebot/alliance"
)

func TestPutEvents(t *testing.T) {
	now := moment(t, "06-01 12:00")
	given := event(t, "a", "06-13 14:00")
	renamed := event(t, "a", "06-13 14:00", func(event *alliance.Event) { event.Title = "Renamed" })
	other := event(t, "b", "06-14 14:00")
	revised := func(event alliance.Event, revision int) alliance.Event {
		event.Revision = revision
		return event
	}
	for _, test := range []struct {
		name string
		puts [][]alliance.Event
		last alliance.Stored // of the last put
		want []alliance.Event
	}{
		{"new", [][]alliance.Event{{given, other}}, alliance.Stored{Added: 2}, []alliance.Event{given, other}},
		{"without a revision", [][]alliance.Event{{revised(given, 0)}}, alliance.Stored{Added: 1}, []alliance.Event{given}},
		{"with the source's revision", [][]alliance.Event{{revised(given, 5)}}, alliance.Stored{Added: 1}, []alliance.Event{revised(given, 5)}},
		{"again", [][]alliance.Event{{given}, {given}}, alliance.Stored{Unchanged: 1}, []alliance.Event{given}},
		{"again, from elsewhere", [][]alliance.Event{{given}, {revised(given, 7)}}, alliance.Stored{Unchanged: 1}, []alliance.Event{given}},
		{"changed", [][]alliance.Event{{given}, {renamed, other}}, alliance.Stored{Added: 1, Changed: 1}, []alliance.Event{revised(renamed, 2), other}},
		{"to and fro", [][]alliance.Event{{given}, {renamed}, {given}}, alliance.Stored{Changed: 1}, []alliance.Event{revised(given, 3)}},
		{"twice in one put", [][]alliance.Event{{given, other, renamed}}, alliance.Stored{Added: 2, Changed: 1}, []alliance.Event{revised(renamed, 2), other}},
		{"the same twice in one put", [][]alliance.Event{{given, given}}, alliance.Stored{Added: 1, Unchanged: 1}, []alliance.Event{given}},
		{"none", [][]alliance.Event{{}}, alliance.Stored{}, []alliance.Event{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			onEveryEngine(t, func(t *testing.T, store *Store) {
				var stored alliance.Stored
				for _, events := range test.puts {
					stored = put(t, store, now, events...)
				}
				same(t, "counted", stored, test.last)
				got, err := store.EventsByID(t.Context(), []string{"a", "b"})
				must(t, err)
				same(t, "stored", append([]alliance.Event{}, got...), test.want)
			})
		})
	}
}

func TestEvents(t *testing.T) {
	now := moment(t, "06-01 12:00")
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		var events []alliance.Event
		for i := range 2*eventsPerSwap + 1 {
			events = append(events, event(t, fmt.Sprintf("e%03d", i), "06-13 14:00"))
		}
		same(t, "counted", put(t, store, now, events...), alliance.Stored{Added: len(events)})

		_, err := store.Event(ctx, "unknown")
		fails(t, "unknown event", err, alliance.NotFound)
		read, err := store.Event(ctx, "e007")
		must(t, err)
		same(t, "event", read, events[7])
		some, err := store.EventsByID(ctx, []string{"e009", "unknown", "e001", "e009"})
		must(t, err)
		same(t, "events in the order asked for", some, []alliance.Event{events[9], events[1], events[9]})

		var every []alliance.Event
		must(t, store.EveryEvent(ctx, func(page []alliance.Event) error {
			every = append(every, page...)
			return nil
		}))
		slices.SortFunc(every, func(a, b alliance.Event) int { return strings.Compare(a.ID, b.ID) })
		same(t, "every event", every, events)
		enough := errors.New("enough")
		if err := store.EveryEvent(ctx, func([]alliance.Event) error { return enough }); !errors.Is(err, enough) {
			t.Errorf("visit failed: got %v, want %v", err, enough)
		}
		count, err := store.CountEvents(ctx)
		must(t, err)
		same(t, "events counted", count, len(events))
	})
}

func TestPutEventsContested(t *testing.T) {
	const importers, size = 4, 60
	now := moment(t, "06-01 12:00")
	onEveryEngine(t, func(t *testing.T, store *Store) {
		var events []alliance.Event
		for i := range size {
			events = append(events, event(t, fmt.Sprintf("e%03d", i), "06-13 14:00"))
		}
		var mu sync.Mutex
		var total alliance.Stored
		var importing sync.WaitGroup
		for range importers {
			importing.Go(func() {
				stored, err := store.PutEvents(t.Context(), events, now)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				total.Added += stored.Added
				total.Changed += stored.Changed
				total.Unchanged += stored.Unchanged
			})
		}
		importing.Wait()
		same(t, "counted by all", total, alliance.Stored{Added: size, Unchanged: (importers - 1) * size})
	})
}

// TestPutEventsIndexes moves an event about and back: nothing may be left where it was.
func TestPutEventsIndexes(t *testing.T) {
	now := moment(t, "06-01 12:00")
	given := event(t, "a", "06-13 14:00", until(t, "06-20 16:00"))
	elsewhere := event(t, "a", "09-13 14:00", func(event *alliance.Event) {
		event.Kind, event.Venue, event.Speakers, event.Units = alliance.Seminar, "", []string{"Wang Gang", "Ye Jun"}, nil
	})
	lasting := []string{keyEvents, keyWeeks, keyChanges, keyNames(aspectSpeaker), keyBursts, keyOrigins, keySlots} // revisions, what was ever in use, edits to be told
	onEveryEngine(t, func(t *testing.T, store *Store) {
		put(t, store, now, given)
		once := contents(t, store)
		put(t, store, now, elsewhere)
		moved := contents(t, store)
		put(t, store, now, given)
		back := contents(t, store)
		flush(t, store)
		put(t, store, now, elsewhere)
		direct := contents(t, store)
		for _, state := range []map[string]any{once, moved, back, direct} {
			for _, key := range append(lasting, keyNames(aspectVenue), keyNames(aspectUnit)) {
				delete(state, key)
			}
		}
		same(t, "indexes and plans after moving", moved, direct)
		same(t, "indexes and plans after moving back", back, once)

		flush(t, store)
		put(t, store, now, given, elsewhere)
		together := contents(t, store)
		for _, key := range append(lasting, keyNames(aspectVenue), keyNames(aspectUnit)) {
			delete(together, key)
		}
		same(t, "indexes and plans after both at once", together, direct)
	})
}
