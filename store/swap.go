package store

import (
	"context"
	"slices"
	"strconv"

	"alliancebot/alliance"
)

// swap collects what one run of swap.lua compares and writes.
type swap struct {
	keys    []string // in the order in which they came
	hashes  map[string]*swapped
	told    []any // ids of events that change
	changed bool  // something is to be written
}

// swapped is what is compared and written of one hash.
type swapped struct {
	fields, expected []any             // one to one
	names            []string          // the fields of written, in the order in which they came
	written          map[string]string // "" deletes
}

func newSwap() *swap { return &swap{hashes: map[string]*swapped{}} }

func (s *swap) hash(key string) *swapped {
	hash, known := s.hashes[key]
	if !known {
		hash = &swapped{written: map[string]string{}}
		s.keys = append(s.keys, key)
		s.hashes[key] = hash
	}
	return hash
}

// expect makes the whole depend on a field's value; "" stands for no value.
func (s *swap) expect(key, field, value string) {
	hash := s.hash(key)
	hash.fields, hash.expected = append(hash.fields, field), append(hash.expected, value)
}

// replace changes a field from one value to another; "" stands for no value.
func (s *swap) replace(key, field, old, value string) {
	s.expect(key, field, old)
	s.write(key, field, value)
}

// write sets a field whatever it was; "" deletes it. What is written last counts.
func (s *swap) write(key, field, value string) {
	hash := s.hash(key)
	if _, known := hash.written[field]; !known {
		hash.names = append(hash.names, field)
	}
	hash.written[field] = value
	s.changed = true
}

// tell enters an event among those that have changed, for who follows the calendar; "" stands for any of them.
func (s *swap) tell(event string) { s.told = append(s.told, event) }

// run does it all or nothing; somebody else's change in between is an error of kind Conflict.
func (s *swap) run(ctx context.Context, store *Store) error {
	done, err := scriptSwap.Run(ctx, store.redis, append([]string{keyChanges}, s.keys...), s.arguments()...).Int()
	if err != nil {
		return failed("swap fields", err)
	}
	if done == 0 {
		return alliance.Errorf(alliance.Conflict, "swap fields: changed meanwhile")
	}
	return nil
}

// fieldsPerCall bounds the arguments of one command: Lua has room for some thousands on its stack.
const fieldsPerCall = 500

// arguments writes the swap as the script reads it: hash by hash, since a command costs a script more than its arguments.
func (s *swap) arguments() []any {
	comparisons, writes, compares := []any(nil), []any(nil), 0
	for i, key := range s.keys {
		hash, number := s.hashes[key], strconv.Itoa(i+2) // the first is keyChanges
		for from := 0; from < len(hash.fields); from += fieldsPerCall {
			to := min(from+fieldsPerCall, len(hash.fields))
			comparisons = append(comparisons, number, to-from)
			comparisons = append(append(comparisons, hash.fields[from:to]...), hash.expected[from:to]...)
			compares++
		}
		set, deleted := hash.outcome()
		writes = appendCalls(writes, "HSET", number, set, 2*fieldsPerCall)
		writes = appendCalls(writes, "HDEL", number, deleted, fieldsPerCall)
	}
	return slices.Concat([]any{changesKept, len(s.told)}, s.told, []any{compares}, comparisons, writes)
}

// outcome is the fields to be set, each with its value, and those to be deleted.
func (hash *swapped) outcome() (set, deleted []any) {
	for _, name := range hash.names {
		if value := hash.written[name]; value != "" {
			set = append(set, name, value)
		} else {
			deleted = append(deleted, name)
		}
	}
	return set, deleted
}

func appendCalls(writes []any, command, number string, args []any, most int) []any {
	for call := range slices.Chunk(args, most) {
		writes = append(append(writes, command, number, len(call)), call...)
	}
	return writes
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
