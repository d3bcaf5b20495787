package store

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"alliancebot/alliance"
)

// TestChanges follows a calendar as a replica does that stores none of it.
func TestChanges(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		now, since := moment(t, "06-01 12:00"), int64(0)
		changes := func(what string, want []string, wantComplete bool) {
			t.Helper()
			ids, latest, complete, err := store.Changes(t.Context(), since)
			must(t, err)
			same(t, what, ids, want)
			same(t, what+": complete", complete, wantComplete)
			since = latest
		}
		changes("nothing stored", nil, true)
		put(t, store, now, event(t, "a", "06-13 14:00"), event(t, "b", "06-14 14:00"), event(t, "c", "06-15 14:00"))
		put(t, store, now, event(t, "a", "06-13 15:00"))
		changes("added, one of them changed", []string{"a", "b", "c"}, true)
		put(t, store, now, event(t, "b", "06-14 14:00"))
		changes("stored as it was", nil, true)
		_, err := store.ChangeMember(t.Context(), 7, func(member *alliance.Member) { member.Name = "Lin" })
		must(t, err)
		changes("a member changed", nil, true)
		put(t, store, now, event(t, "b", "06-14 15:00"))
		changes("changed", []string{"b"}, true)

		var written bytes.Buffer
		must(t, store.Export(t.Context(), &written))
		_, err = store.Restore(t.Context(), &written, true)
		must(t, err)
		changes("restored", nil, false)
		put(t, store, now, event(t, "c", "06-15 16:00"))
		changes("changed after that", []string{"c"}, true)

		flush(t, store)
		changes("emptied", nil, false)
		since = -1
		put(t, store, now, event(t, "a", "06-13 14:00"))
		changes("asked for the latest only", nil, false)
		changes("nothing since", nil, true)
	})
}

// TestChangesAreBounded has more of them than are remembered.
func TestChangesAreBounded(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		numbers := slices.Repeat([]int{0}, changesKept+2)
		for chunk := range slices.Chunk(numbers, 1000) {
			change := newSwap()
			for i := range chunk {
				change.tell(fmt.Sprint(i))
			}
			must(t, change.run(t.Context(), store))
		}
		for _, test := range []struct {
			since    int64
			ids      int
			complete bool
		}{{1, 0, false}, {2, 1000, true}, {changesKept, 2, true}, {changesKept + 2, 0, true}, {changesKept + 3, 0, false}} {
			ids, latest, complete, err := store.Changes(t.Context(), test.since)
			must(t, err)
			same(t, "number of the latest", latest, int64(changesKept+2))
			same(t, fmt.Sprintf("events changed since %d", test.since), len(ids), test.ids)
			same(t, fmt.Sprintf("complete since %d", test.since), complete, test.complete)
		}
		same(t, "remembered", store.redis.LLen(t.Context(), keyChanges).Val(), int64(changesKept))
	})
}

// TestCostOfChanges holds following to its promise: it reads what has changed.
func TestCostOfChanges(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		fillCalendar(t, store, 300)
		_, latest, _, err := store.Changes(t.Context(), -1)
		must(t, err)
		var sent []string
		store.redis.AddHook(recorder{&sent})
		_, _, _, err = store.Changes(t.Context(), latest)
		must(t, err)
		_, _, _, err = store.Changes(t.Context(), latest-2)
		must(t, err)
		same(t, "commands", sent, []string{
			"lrange" + keyChanges + "-1 -1",
			"lrange" + keyChanges + "-1 -1", "lrange" + keyChanges + "-2 -1",
		})
	})
}
