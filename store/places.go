package store

import (
	"context"

	"alliancebot/alliance"
)

// Places tells what became of a dispatch in the groups and channels to which it goes, in the order in which its audience names them.
// Of one that is done, those that it turned out not to be for are left out: they never got what it edits, or are named twice.
func (store *Store) Places(ctx context.Context, dispatch alliance.Dispatch) ([]alliance.PlaceOutcome, error) {
	audience := dispatch.Audience
	if dispatch.Of != "" {
		of, err := store.Dispatch(ctx, dispatch.Of)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return nil, err
		}
		audience = of.Audience
	}
	outcomes := make([]alliance.PlaceOutcome, 0, len(audience.Places()))
	for _, place := range audience.Places() {
		outcome, err := store.Outcome(ctx, dispatch.ID, place)
		if err != nil {
			return nil, err
		}
		if dispatch.State == alliance.Done && outcome.State == alliance.Waiting {
			continue
		}
		name, kind, err := store.named(ctx, place)
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, alliance.PlaceOutcome{Place: place, Name: name, Kind: kind, Outcome: outcome})
	}
	return outcomes, nil
}

// PlaceName is how people know a group, channel or topic again: by its title, or by its number where that is not known.
func (store *Store) PlaceName(ctx context.Context, place alliance.Place) (string, error) {
	name, _, err := store.named(ctx, place)
	return name, err
}

// named is the name of a place, and what people call it; a chat that is not known counts as a group.
func (store *Store) named(ctx context.Context, place alliance.Place) (string, alliance.PlaceKind, error) {
	chat, err := store.Chat(ctx, place.Chat)
	switch kind := chat.PlaceKind(place.Topic); {
	case err != nil && alliance.KindOf(err) != alliance.NotFound:
		return "", "", err
	case err != nil || chat.Title == "":
		return place.String(), kind, nil
	default:
		return chat.Name(place.Topic), kind, nil
	}
}
