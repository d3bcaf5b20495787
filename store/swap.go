package store

import (
	"context"
	"slices"
	"strconv"

	"alliancebot/alliance"
)

// swap collects what one run of swap.lua compares and writes.
type swap struct {
	keys     []string
	numbers  map[string]int
	compared []any
	written  []any
	compares int
	told     []any // ids of events that change
}

func newSwap() *swap { return &swap{numbers: map[string]int{}} }

// number is the place of key in KEYS.
func (s *swap) number(key string) string {
	if _, known := s.numbers[key]; !known {
		s.keys = append(s.keys, key)
		s.numbers[key] = len(s.keys) + 1 // the first is keyChanges
	}
	return strconv.Itoa(s.numbers[key])
}

// expect makes the whole depend on a field's value; "" stands for no value.
func (s *swap) expect(key, field, value string) {
	s.compared = append(s.compared, s.number(key), field, value)
	s.compares++
}

// replace changes a field from one value to another; "" stands for no value.
func (s *swap) replace(key, field, old, value string) {
	s.expect(key, field, old)
	s.write(key, field, value)
}

// write sets a field whatever it was; "" deletes it.
func (s *swap) write(key, field, value string) {
	s.written = append(s.written, s.number(key), field, value)
}

// tell enters an event among those that have changed, for who follows the calendar; "" stands for any of them.
func (s *swap) tell(event string) { s.told = append(s.told, event) }

// run does it all or nothing; somebody else's change in between is an error of kind Conflict.
func (s *swap) run(ctx context.Context, store *Store) error {
	keys := append([]string{keyChanges}, s.keys...)
	args := slices.Concat([]any{changesKept, s.compares, len(s.told)}, s.compared, s.told, s.written)
	done, err := scriptSwap.Run(ctx, store.redis, keys, args...).Int()
	if err != nil {
		return failed("swap fields", err)
	}
	if done == 0 {
		return alliance.Errorf(alliance.Conflict, "swap fields: changed meanwhile")
	}
	return nil
}

// contested runs change again while somebody else is faster, a bounded number of times. Each conflict means that another change
// has come through, so only a writer that many others overtake again and again gives up.
func contested(change func() error) error {
	const attempts = 128
	var err error
	for range attempts {
		if err = change(); err == nil || alliance.KindOf(err) != alliance.Conflict {
			return err
		}
	}
	return err
}
