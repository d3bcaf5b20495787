package store

import (
	"errors"
	"testing"

	"alliancebot/alliance"
)

func TestSwap(t *testing.T) {
	const first, second = prefix + "test:1", prefix + "test:2"
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		change := newSwap()
		change.replace(first, "a", "", "1")
		change.replace(second, "b", "", "2")
		change.write(second, "gone", "3")
		change.write(second, "gone", "")
		must(t, change.run(ctx, store))
		want := map[string]any{first: map[string]string{"a": "1"}, second: map[string]string{"b": "2"}}
		same(t, "state after a swap", contents(t, store), want)

		change = newSwap()
		change.replace(first, "a", "1", "9")
		change.replace(second, "b", "changed meanwhile", "9")
		change.write(second, "c", "9")
		fails(t, "swap of what has changed", change.run(ctx, store), alliance.Conflict)
		change = newSwap()
		change.replace(first, "a", "", "9")
		fails(t, "swap of what was to be new", change.run(ctx, store), alliance.Conflict)
		same(t, "state after conflicts", contents(t, store), want)

		change = newSwap()
		change.replace(first, "a", "1", "")
		must(t, change.run(ctx, store))
		same(t, "state after a deletion", contents(t, store), map[string]any{second: map[string]string{"b": "2"}})
	})
}

func TestContested(t *testing.T) {
	conflict := alliance.Errorf(alliance.Conflict, "somebody was faster")
	other := errors.New("something else")
	for _, test := range []struct {
		name    string
		results []error // the last one again and again
		tries   int     // 0: more than one, and an end
		want    error
	}{
		{"at once", []error{nil}, 1, nil},
		{"third time", []error{conflict, conflict, nil}, 3, nil},
		{"no conflict", []error{other}, 1, other},
		{"conflict, then another error", []error{conflict, other}, 2, other},
		{"always a conflict", []error{conflict}, 0, conflict},
	} {
		t.Run(test.name, func(t *testing.T) {
			tries := 0
			err := contested(func() error {
				tries++
				return test.results[min(tries, len(test.results))-1]
			})
			if err != test.want || test.tries > 0 && tries != test.tries || tries == 0 { //nolint:errorlint // the very same error
				t.Errorf("got %v after %d tries, want %v after %d", err, tries, test.want, test.tries)
			}
		})
	}
}
