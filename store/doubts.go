package store

import (
	"context"
	"fmt"

	"alliancebot/alliance"
)

// doubtsNamed is how many of the recipients in doubt a tally names.
const doubtsNamed = 10

// doubted names the first recipients of whom a try was not answered. One without a name goes by the number of the chat.
func (store *Store) doubted(ctx context.Context, id string) ([]string, error) {
	texts, err := store.redis.ZRange(ctx, keyDoubts(id), 0, doubtsNamed-1).Result()
	if err != nil {
		return nil, failed("read doubts", err)
	}
	names := make([]string, 0, len(texts))
	for _, text := range texts {
		place, err := alliance.ParsePlace(text)
		if err != nil {
			return nil, fmt.Errorf("read doubts: %w", err)
		}
		name, err := store.nameOf(ctx, place)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// nameOf is the name of the member whose private chat it is, or of a group, channel or topic.
func (store *Store) nameOf(ctx context.Context, place alliance.Place) (string, error) {
	if place.Chat < 0 {
		return store.PlaceName(ctx, place)
	}
	member, err := store.Member(ctx, place.Chat)
	switch {
	case err != nil && alliance.KindOf(err) != alliance.NotFound:
		return "", err
	case member.Name == "":
		return place.String(), nil
	}
	return member.Name, nil
}

// doubts are all recipients of whom a try was not answered.
func (store *Store) doubts(ctx context.Context, id string) (map[alliance.Place]bool, error) {
	texts, err := store.redis.ZRange(ctx, keyDoubts(id), 0, -1).Result()
	doubts := make(map[alliance.Place]bool, len(texts))
	for _, text := range texts {
		if place, err := alliance.ParsePlace(text); err == nil {
			doubts[place] = true
		}
	}
	return doubts, failed("read doubts", err)
}
