package store

import (
	"context"
	"time"
)

// Lead takes or keeps the lead for term, and reports whether this replica has it. The lead ends by itself after term.
func (store *Store) Lead(ctx context.Context, replica string, term time.Duration) (bool, error) {
	leads, err := scriptLead.Run(ctx, store.vital, []string{keyLeader}, replica, term.Milliseconds()).Int()
	return leads == 1, failed("take lead", err)
}

// Resign gives the lead up at once, if this replica has it.
func (store *Store) Resign(ctx context.Context, replica string) error {
	return failed("resign", scriptResign.Run(ctx, store.vital, []string{keyLeader}, replica).Err())
}
