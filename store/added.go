package store

import (
	"context"
	"slices"
	"time"

	"alliancebot/alliance"
)

// ChangeLeads replaces the lead times that an event adds, for whoever is reminded of it, by what change makes of the event as it is; none
// takes them away. Change is asked again where the event has changed meanwhile; its error ends it. A missing event is an
// error of kind NotFound.
func (store *Store) ChangeLeads(ctx context.Context, id string, change func(alliance.Event) ([]time.Duration, error), now time.Time) (alliance.Event, error) {
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
		leads, err := change(event)
		if err != nil {
			return err
		}
		event.Leads = append([]time.Duration{}, leads...) // not nil, which would mean those stored
		slices.Sort(event.Leads)
		slices.Reverse(event.Leads)
		origin, _ := origins[0].(string)
		swap := newSwap()
		if err := swap.stage(old, origin, event, now, &alliance.Stored{}); err != nil || len(swap.keys) == 0 {
			return err
		}
		return swap.run(ctx, store)
	})
	return event, err
}
