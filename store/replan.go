package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"alliancebot/alliance"
)

// Replan puts this store's own plan in force. Where another one was, the reminders of all events that are still to begin are
// planned anew; it returns how many events these are, and 0 where nothing was to be done. One that was interrupted is taken up
// again. What the new plan has due since the last tick that finished is not lost, and nobody is reminded twice, since the
// ledger knows which reminders have been sent.
func (store *Store) Replan(ctx context.Context, now time.Time) (int, error) {
	var current planning
	err := contested(func() (err error) {
		if current, err = store.planning(ctx); err != nil {
			return err
		}
		current, err = store.enforce(ctx, current)
		return err
	})
	if err != nil || len(current.replaced) == 0 {
		return 0, err
	}
	since, err := store.lastTick(ctx, now)
	if err != nil {
		return 0, err
	}
	ids, err := store.redis.HKeys(ctx, keyEvents).Result()
	if err != nil {
		return 0, failed("list events", err)
	}
	ahead := 0
	for chunk := range slices.Chunk(ids, eventsPerSwap) {
		err := contested(func() error {
			moved, err := store.moveBatch(ctx, current, chunk, since, now)
			if err == nil {
				ahead += moved
			}
			return err
		})
		if err != nil {
			return ahead, err
		}
	}
	done := newSwap()
	done.expect(keyPlan, fieldPlan, current.stored[fieldPlan])
	done.write(keyPlan, fieldReplaced, "")
	return ahead, done.run(ctx, store)
}

// enforce writes that the own plan is in force, and which ones it replaces: from then on events are stored by it.
func (store *Store) enforce(ctx context.Context, current planning) (planning, error) {
	text, err := json.Marshal(store.own)
	if err != nil {
		return current, fmt.Errorf("encode plan: %w", err)
	}
	before, known := current.stored[fieldPlan]
	if before == string(text) {
		return current, nil
	}
	change := newSwap()
	change.replace(keyPlan, fieldPlan, before, string(text))
	if known {
		current.replaced = append(current.replaced, current.plan)
		replaced, err := json.Marshal(current.replaced)
		if err != nil {
			return current, fmt.Errorf("encode replaced plans: %w", err)
		}
		change.write(keyPlan, fieldReplaced, string(replaced))
	}
	current.plan, current.stored = store.own, map[string]string{fieldPlan: string(text)}
	return current, change.run(ctx, store)
}

// moveBatch plans some events anew, and returns how many of them are still to begin. Somebody else's change of one in between is
// an error of kind Conflict; another plan that has come into force, one of kind Internal.
func (store *Store) moveBatch(ctx context.Context, current planning, ids []string, since, now time.Time) (int, error) {
	latest, err := store.planning(ctx)
	if err != nil {
		return 0, err
	}
	if latest.stored[fieldPlan] != current.stored[fieldPlan] {
		return 0, alliance.Errorf(alliance.Internal, "plan anew: another replica has another plan")
	}
	texts, err := store.redis.HMGet(ctx, keyEvents, ids...).Result()
	if err != nil {
		return 0, failed("read events", err)
	}
	ahead, change := 0, newSwap()
	change.expect(keyPlan, fieldPlan, current.stored[fieldPlan])
	for i, id := range ids {
		text, _ := texts[i].(string)
		if text == "" {
			continue
		}
		event, err := decodeEvent(text)
		if err != nil {
			return 0, err
		}
		if event.Remindable(now) {
			ahead++
			change.expect(keyEvents, id, text)
			current.move(change, event, since)
		}
	}
	if !change.changed {
		return ahead, nil
	}
	return ahead, change.run(ctx, store)
}
