package store

import "testing"

// TestUnshown: a confirmation is to be shown until the author has been shown that very one.
func TestUnshown(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		confirm := func(id string, chat int64) {
			_, err := store.Confirm(ctx, id, chat, now)
			must(t, err)
		}
		unshown := func() map[string]string {
			found, err := store.Unshown(ctx)
			must(t, err)
			return found
		}
		same(t, "at first", unshown(), map[string]string{})
		confirm("a", 1)
		confirm("b", 1)
		seen := unshown()
		same(t, "two broadcasts", len(seen), 2)
		confirm("b", 2)
		for id, note := range seen {
			must(t, store.Shown(ctx, id, note))
		}
		left := unshown()
		same(t, "left", len(left), 1)
		must(t, store.Shown(ctx, "b", left["b"]))
		same(t, "in the end", unshown(), map[string]string{})
	})
}
