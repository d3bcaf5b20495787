package store

import (
	"context"
	"strconv"

	"alliancebot/alliance"
)

// migrations bring the state of an older program up to date, in order; the schema's number is how many have run. Each may run
// twice, since a process can end between a migration and the mark that it was done.
func (store *Store) migrations() []func(context.Context) error {
	return []func(context.Context) error{
		func(context.Context) error { return nil }, // 1: the first layout
	}
}

// Migrations brings the state up to date. A state written by a newer program is an error of kind Conflict.
func (store *Store) Migrations(ctx context.Context) error {
	done, err := store.redis.Get(ctx, keySchema).Int()
	if err = failed("read schema", err); err != nil && alliance.KindOf(err) != alliance.NotFound {
		return err
	}
	steps := store.migrations()
	if done > len(steps) {
		return alliance.Errorf(alliance.Conflict, "the store has schema %d, this program knows %d: run the newer program", done, len(steps))
	}
	for number := done; number < len(steps); number++ {
		if err := steps[number](ctx); err != nil {
			return err
		}
		if err := failed("write schema", store.redis.Set(ctx, keySchema, strconv.Itoa(number+1), 0).Err()); err != nil {
			return err
		}
	}
	return nil
}
