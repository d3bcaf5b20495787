package store

import (
	"errors"
	"strconv"
	"strings"
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

// TestSwapOfManyFields: however many fields of a hash are compared, set and deleted, and of however many hashes.
func TestSwapOfManyFields(t *testing.T) {
	const many, hashes = 3*fieldsPerCall + 1, 3
	onEveryEngine(t, func(t *testing.T, store *Store) {
		rewrite := func(old, value func(i int) string) error {
			change := newSwap()
			for i := range many * hashes {
				change.replace(prefix+"test:"+strconv.Itoa(i%hashes), strconv.Itoa(i), old(i), value(i))
			}
			return change.run(t.Context(), store)
		}
		none := func(int) string { return "" }
		half := func(i int) string { return []string{"", "even"}[(i+1)%2] }
		must(t, rewrite(none, strconv.Itoa))
		must(t, rewrite(strconv.Itoa, half))
		want := map[string]any{}
		for hash := range hashes {
			fields := map[string]string{}
			for i := hash; i < many*hashes; i += hashes {
				if i%2 == 0 {
					fields[strconv.Itoa(i)] = "even"
				}
			}
			want[prefix+"test:"+strconv.Itoa(hash)] = fields
		}
		same(t, "state after the swaps", contents(t, store), want)
		wrongAtTheEnd := func(i int) string { return half(i) + strings.Repeat("x", max(0, i+2-many*hashes)) }
		fails(t, "swap of what has changed", rewrite(wrongAtTheEnd, none), alliance.Conflict)
		same(t, "state after a conflict", contents(t, store), want)
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
