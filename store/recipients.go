package store

import (
	"context"

	"alliancebot/alliance"
)

// recipientsPage is how many recipients are read at a time.
const recipientsPage = 1000

// Recipients visits every recipient of a dispatch once, in no order, reading the ledger page by page; what they are sent to
// meanwhile may show or not. An error of visit ends it.
func (store *Store) Recipients(ctx context.Context, id string, visit func(place alliance.Place, outcome alliance.Outcome) error) error {
	doubts, err := store.doubts(ctx, id)
	if err != nil {
		return err
	}
	tour := &tour{Store: store, id: id, seen: map[alliance.Place]bool{}, doubts: doubts, visit: visit}
	// In the order in which recipients move: who has moved on is met again, and nobody is missed.
	for _, read := range []func(context.Context) error{tour.ready, tour.waiting, tour.settled} {
		if err := read(ctx); err != nil {
			return err
		}
	}
	return nil
}

// tour is one reading of a ledger. Scans of Redis may show a field twice.
type tour struct {
	*Store
	id     string
	seen   map[alliance.Place]bool
	doubts map[alliance.Place]bool
	visit  func(place alliance.Place, outcome alliance.Outcome) error
}

func (tour *tour) meet(text string, outcome alliance.Outcome) error {
	place, err := alliance.ParsePlace(text)
	if err != nil || tour.seen[place] {
		return nil
	}
	tour.seen[place] = true
	outcome.Doubtful = tour.doubts[place]
	return tour.visit(place, outcome)
}

// ready reads the list from its end: what is taken from its front meanwhile moves nobody to another place.
func (tour *tour) ready(ctx context.Context) error {
	for last := int64(-1); ; last -= recipientsPage {
		texts, err := tour.redis.LRange(ctx, keyReady(tour.id), last-recipientsPage+1, last).Result()
		if err != nil {
			return failed("read recipients", err)
		}
		for _, text := range texts {
			if err := tour.meet(text, alliance.Outcome{State: alliance.Waiting}); err != nil {
				return err
			}
		}
		if len(texts) < recipientsPage {
			return nil
		}
	}
}

func (tour *tour) waiting(ctx context.Context) error {
	return pairs(func(cursor uint64) ([]string, uint64, error) {
		return tour.redis.ZScan(ctx, keyWaiting(tour.id), cursor, "", recipientsPage).Result()
	}, func(text, _ string) error { return tour.meet(text, alliance.Outcome{State: alliance.Waiting}) })
}

func (tour *tour) settled(ctx context.Context) error {
	return pairs(func(cursor uint64) ([]string, uint64, error) {
		return tour.redis.HScan(ctx, keyOutcomes(tour.id), cursor, "", recipientsPage).Result()
	}, func(text, outcome string) error { return tour.meet(text, parseOutcome(outcome)) })
}

// pairs calls visit with every two values that a scan gives.
func pairs(scan func(cursor uint64) ([]string, uint64, error), visit func(first, second string) error) error {
	for cursor := uint64(0); ; {
		values, next, err := scan(cursor)
		if err != nil {
			return failed("read recipients", err)
		}
		for i := 0; i+1 < len(values); i += 2 {
			if err := visit(values[i], values[i+1]); err != nil {
				return err
			}
		}
		if next == 0 {
			return nil
		}
		cursor = next
	}
}
