package store

import (
	"context"

	"alliancebot/alliance"
)

// Places tells what became of a dispatch in the groups and channels to which it goes, in the order in which its audience names them.
func (store *Store) Places(ctx context.Context, dispatch alliance.Dispatch) ([]alliance.PlaceOutcome, error) {
	audience := dispatch.Audience
	if dispatch.Of != "" {
		of, err := store.Dispatch(ctx, dispatch.Of)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return nil, err
		}
		audience = of.Audience
	}
	outcomes := make([]alliance.PlaceOutcome, 0, len(audience.Chats))
	for _, place := range audience.Chats {
		outcome, err := store.Outcome(ctx, dispatch.ID, place)
		if err != nil {
			return nil, err
		}
		name, err := store.PlaceName(ctx, place)
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, alliance.PlaceOutcome{Place: place, Name: name, Outcome: outcome})
	}
	return outcomes, nil
}

// PlaceName is how people know a group, channel or topic again: by its title, or by its number where that is not known.
func (store *Store) PlaceName(ctx context.Context, place alliance.Place) (string, error) {
	chat, err := store.Chat(ctx, place.Chat)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound, err == nil && chat.Title == "":
		return place.String(), nil
	case err != nil:
		return "", err
	}
	return chat.Name(place.Topic), nil
}
