package handlers

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"alliancebot/ask"
)

// names remembers the names the store knows for a moment, since every question needs them.
type names struct {
	mu     sync.Mutex
	lists  [3][]string // as read: people, units, venues
	cached *ask.Names
	read   time.Time
}

// namesFresh is how long names are taken as they are; a change on another replica is seen after that.
const namesFresh = 2 * time.Second

// known gives the names the store knows. Readying them takes far longer than reading them, so that is done after a change only.
func (names *names) known(ctx context.Context, events Events, now time.Time) (*ask.Names, error) {
	names.mu.Lock()
	defer names.mu.Unlock()
	if age := now.Sub(names.read); age >= 0 && age < namesFresh {
		return names.cached, nil
	}
	people, units, venues, err := events.Names(ctx)
	if err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	lists := [3][]string{people, units, venues}
	if names.cached == nil || !slices.EqualFunc(lists[:], names.lists[:], slices.Equal[[]string]) {
		names.cached, names.lists = ask.NewNames(people, units, venues), lists
	}
	names.read = now
	return names.cached, nil
}
