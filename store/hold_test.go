package store

import (
	"testing"
	"time"
)

// TestHold: of several waits the latest counts, whichever was noted last.
func TestHold(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		until, err := store.Held(ctx)
		must(t, err)
		same(t, "before any", until, time.Time{})
		for _, at := range []string{"06-13 12:00", "06-13 12:05", "06-13 12:02"} {
			must(t, store.Hold(ctx, moment(t, at)))
		}
		until, err = store.Held(ctx)
		must(t, err)
		same(t, "until", until, moment(t, "06-13 12:05"))
	})
}
