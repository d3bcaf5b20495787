package store

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// migrations bring the state of an older program up to date, in order; the schema's number is how many have run. Each may run
// twice, since a process can end between a migration and the mark that it was done.
func (store *Store) migrations() []func(context.Context) error {
	return []func(context.Context) error{
		func(context.Context) error { return nil }, // 1: the first layout
		store.enterStarts,                          // 2: reminders follow from starts and what members chose, and are not entered one by one
		store.enterParts,                           // 3: those who have a part in an event are told what to prepare
	}
}

// enterStarts enters the starts of all events and what members have chosen, and deletes the reminders entered before.
func (store *Store) enterStarts(ctx context.Context) error {
	err := store.EveryEvent(ctx, func(events []alliance.Event) error {
		change := newSwap()
		for _, event := range events {
			change.starts(alliance.Event{}, event, time.Unix(0, 0))
		}
		return change.run(ctx, store)
	})
	if err != nil {
		return err
	}
	for _, page := range store.MemberPages() {
		members, err := store.MembersOnPage(ctx, page)
		if err != nil {
			return err
		}
		change := newSwap()
		for _, member := range members {
			change.choose(alliance.Member{}, member)
		}
		if !change.changed {
			continue
		}
		if err := change.run(ctx, store); err != nil {
			return err
		}
	}
	keys, err := store.keys(ctx)
	if err != nil {
		return err
	}
	entered := slices.DeleteFunc(keys, func(key string) bool {
		return key != prefix+"reminders:plan" && !strings.HasPrefix(key, prefix+"reminders:due:")
	})
	for chunk := range slices.Chunk(entered, eventsPerSwap) {
		if err := store.redis.Del(ctx, chunk...).Err(); err != nil {
			return failed("delete reminders", err)
		}
	}
	return nil
}

// enterParts enters when those are told who have a part in an event.
func (store *Store) enterParts(ctx context.Context) error {
	return store.EveryEvent(ctx, func(events []alliance.Event) error {
		change := newSwap()
		for _, event := range events {
			event.Leads = nil // entered before
			change.added(alliance.Event{}, event, time.Unix(0, 0))
		}
		if !change.changed {
			return nil
		}
		return change.run(ctx, store)
	})
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
