package store

import (
	"context"
	"time"

	"alliancebot/alliance"
)

// SetLeads replaces the lead times that an event adds for those who are reminded of it; none takes them away. A missing event is an
// error of kind NotFound.
func (store *Store) SetLeads(ctx context.Context, id string, leads []time.Duration, now time.Time) (alliance.Event, error) {
	var event alliance.Event
	err := contested(func() error {
		old, err := store.redis.HGet(ctx, keyEvents, id).Result()
		if err != nil {
			return failed("read event "+id, err)
		}
		origins, err := store.redis.HMGet(ctx, keyOrigins, id).Result()
		if err != nil {
			return failed("read notice", err)
		}
		if event, err = decodeEvent(old); err != nil {
			return err
		}
		event.Leads = append([]time.Duration{}, leads...) // not nil, which would mean those stored
		origin, _ := origins[0].(string)
		change := newSwap()
		if err := change.stage(old, origin, event, now, &alliance.Stored{}); err != nil || len(change.keys) == 0 {
			return err
		}
		return change.run(ctx, store)
	})
	return event, err
}
