package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
)

// Event finds the event with this id; a missing one is an error of kind NotFound.
func (store *Store) Event(ctx context.Context, id string) (alliance.Event, error) {
	text, err := store.redis.HGet(ctx, keyEvents, id).Result()
	if err != nil {
		return alliance.Event{}, failed("read event "+id, err)
	}
	return store.recalled.event(text)
}

// EventsByID reads the events with these ids, in their order; missing ones are left out.
func (store *Store) EventsByID(ctx context.Context, ids []string) ([]alliance.Event, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	texts, err := store.redis.HMGet(ctx, keyEvents, ids...).Result()
	if err != nil {
		return nil, failed("read events", err)
	}
	events := make([]alliance.Event, 0, len(ids))
	for _, text := range texts {
		if text, found := text.(string); found {
			event, err := store.recalled.event(text)
			if err != nil {
				return nil, err
			}
			events = append(events, event)
		}
	}
	return events, nil
}

func decodeEvent(text string) (alliance.Event, error) {
	var event alliance.Event
	if err := json.Unmarshal([]byte(text), &event); err != nil {
		return alliance.Event{}, fmt.Errorf("decode event: %w", err)
	}
	return event, nil
}

// eventsPerSwap bounds how many events one script run writes, and so how long Redis is kept.
const eventsPerSwap = 100

// PutEvents adds events and changes those whose ids exist, together with every index.
// The revision of a changed event goes up by one; an event that is as it was is left alone. Of several with one id the last
// one counts. What was due before now is not reminded of.
func (store *Store) PutEvents(ctx context.Context, events []alliance.Event, now time.Time) (alliance.Stored, error) {
	var stored alliance.Stored
	for len(events) > 0 {
		batch := firstBatch(events)
		events = events[len(batch):]
		err := contested(func() error {
			counts, err := store.putBatch(ctx, batch, now)
			if err == nil {
				stored.Added += counts.Added
				stored.Changed += counts.Changed
				stored.Unchanged += counts.Unchanged
			}
			return err
		})
		if err != nil {
			return stored, err
		}
	}
	return stored, nil
}

// firstBatch is as much of the events as one swap may take: no id twice, since the second would not see what the first wrote.
func firstBatch(events []alliance.Event) []alliance.Event {
	ids := map[string]bool{}
	for i, event := range events[:min(len(events), eventsPerSwap)] {
		if ids[event.ID] {
			return events[:i]
		}
		ids[event.ID] = true
	}
	return events[:min(len(events), eventsPerSwap)]
}

func (store *Store) putBatch(ctx context.Context, events []alliance.Event, now time.Time) (alliance.Stored, error) {
	ids := make([]string, len(events))
	for i, event := range events {
		ids[i] = event.ID
	}
	texts, err := store.redis.HMGet(ctx, keyEvents, ids...).Result()
	if err != nil {
		return alliance.Stored{}, failed("read events", err)
	}
	origins, err := store.redis.HMGet(ctx, keyOrigins, ids...).Result()
	if err != nil {
		return alliance.Stored{}, failed("read notices", err)
	}
	var stored alliance.Stored
	change := newSwap()
	for i, event := range events {
		old, _ := texts[i].(string)
		origin, _ := origins[i].(string)
		if err := change.stage(old, origin, event, now, &stored); err != nil {
			return alliance.Stored{}, err
		}
	}
	if len(change.keys) == 0 {
		return stored, nil
	}
	return stored, change.run(ctx, store)
}

// keeping is an event with what is stored of it where its source says nothing: how often it was edited, its lead times and its series.
func keeping(event, before alliance.Event) alliance.Event {
	event.Revision = before.Revision
	if event.Leads == nil {
		event.Leads = before.Leads
	}
	event.Series = cmp.Or(event.Series, before.Series)
	return event
}

// stage adds the change of one event to the swap; origin is what its members know, where they are yet to be told of edits.
func (change *swap) stage(old, origin string, event alliance.Event, now time.Time, stored *alliance.Stored) error {
	var before alliance.Event
	event.Revision = max(event.Revision, 1)
	if old == "" {
		stored.Added++
	} else {
		var err error
		if before, err = decodeEvent(old); err != nil {
			return err
		}
		event = keeping(event, before)
		if reflect.DeepEqual(normal(before), normal(event)) {
			stored.Unchanged++
			return nil
		}
		event.Revision++
		stored.Changed++
	}
	text, err := json.Marshal(event)
	if err != nil {
		return fmt.Errorf("encode event %s: %w", event.ID, err)
	}
	change.replace(keyEvents, event.ID, old, string(text))
	change.tell(event.ID)
	if old != "" {
		for _, key := range indexes(before) {
			change.write(key, event.ID, "")
		}
	}
	entry := entryOf(event).String()
	for _, key := range indexes(event) {
		change.write(key, event.ID, entry)
	}
	for aspect, names := range named(event) {
		for _, name := range names {
			change.write(keyNames(aspect), name, "1")
		}
	}
	for _, week := range weeksOf(event) {
		change.write(keyWeeks, strconv.FormatInt(week, 10), "1")
	}
	change.starts(before, event, now)
	change.added(before, event, now)
	if old == "" {
		return nil
	}
	return change.burst(origin, old, event, now)
}

// normal is the event as it comes back from the store, so that equal events compare equal.
func normal(event alliance.Event) alliance.Event {
	text, err := json.Marshal(event)
	if err != nil {
		return event
	}
	var read alliance.Event
	if json.Unmarshal(text, &read) != nil {
		return event
	}
	return read
}

// EveryEvent calls visit with pages of all events, in no order, until it fails.
func (store *Store) EveryEvent(ctx context.Context, visit func([]alliance.Event) error) error {
	const page = 500
	ids, err := store.redis.HKeys(ctx, keyEvents).Result()
	if err != nil {
		return failed("list events", err)
	}
	for chunk := range slices.Chunk(ids, page) {
		events, err := store.EventsByID(ctx, chunk)
		if err != nil {
			return err
		}
		if err := visit(events); err != nil {
			return err
		}
	}
	return nil
}
