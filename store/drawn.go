package store

import (
	"context"
	"slices"

	"alliancebot/alliance"
)

// PlacesMeant are the groups, channels and topics that belong to an audience as ledgers are now: those it names, and those of the part
// Which of the broadcast Of, but for those excluded. fallback and errors are as with Audience.
func (store *Store) PlacesMeant(ctx context.Context, audience alliance.Audience, fallback alliance.Language) ([]alliance.Place, error) {
	return store.placesMeant(ctx, audience, fallback, broadcastsBack)
}

// placesMeant may lead back over so many broadcasts.
func (store *Store) placesMeant(ctx context.Context, audience alliance.Audience, fallback alliance.Language, back int) ([]alliance.Place, error) {
	drawn, err := store.drawn(ctx, audience, fallback, back)
	if err != nil || audience.Exclude == nil {
		return slices.Concat(audience.Chats, drawn), err
	}
	if audience.Exclude.OnlyLanguages() {
		speaking, err := store.speaking(ctx, drawn, audience.Exclude.Languages, fallback)
		if err != nil {
			return nil, err
		}
		drawn = slices.DeleteFunc(drawn, func(place alliance.Place) bool { return slices.Contains(speaking, place) })
	}
	places := slices.Concat(audience.Chats, drawn)
	excluded, err := store.placesMeant(ctx, *audience.Exclude, fallback, back)
	if err != nil {
		return nil, err
	}
	homes, err := store.homes(ctx, slices.Concat(places, excluded))
	if err != nil {
		return nil, err
	}
	var meant []alliance.Place
	for i, place := range places {
		if !slices.Contains(homes[len(places):], homes[i]) {
			meant = append(meant, place)
		}
	}
	return meant, nil
}

// drawn are the groups and channels that are of the part Which of the earlier broadcast Of, by the ids that its ledger has.
func (store *Store) drawn(ctx context.Context, audience alliance.Audience, fallback alliance.Language, back int) ([]alliance.Place, error) {
	if !audience.DrawsPlaces() {
		return nil, nil
	}
	if back == 0 {
		return nil, tooFarBack()
	}
	earlier, err := store.Dispatch(ctx, audience.Of)
	if err != nil && alliance.KindOf(err) == alliance.NotFound { // no longer kept
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	meant, err := store.placesMeant(ctx, earlier.Audience, fallback, back-1)
	if err != nil {
		return nil, err
	}
	var drawn []alliance.Place
	for _, place := range earlier.Audience.Places() {
		outcome, err := store.Outcome(ctx, earlier.ID, place)
		if err != nil {
			return nil, err
		}
		// One that is not settled is unreached if it is meant, and not where the broadcast is done without it.
		went := outcome.State != alliance.Waiting || earlier.State != alliance.Done && slices.Contains(meant, place)
		if went && audience.Which.Has(outcome, false) {
			drawn = append(drawn, place)
		}
	}
	return store.speaking(ctx, drawn, audience.Languages, fallback)
}

// speaking keeps those places in which one of the languages is spoken; none restricts nothing.
func (store *Store) speaking(
	ctx context.Context, places []alliance.Place, languages []alliance.Language, fallback alliance.Language,
) ([]alliance.Place, error) {
	if len(languages) == 0 {
		return places, nil
	}
	var speaking []alliance.Place
	for _, place := range places {
		chat, err := store.Chat(ctx, place.Chat)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return nil, err
		}
		if slices.Contains(languages, chat.Member().Speaks(fallback)) {
			speaking = append(speaking, place)
		}
	}
	return speaking, nil
}

// homes are where places are now: of a group that has become a supergroup there are two ids.
func (store *Store) homes(ctx context.Context, places []alliance.Place) ([]alliance.Place, error) {
	homes := slices.Clone(places)
	for i, place := range places {
		chat, err := store.Chat(ctx, place.Chat)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return nil, err
		}
		homes[i].Chat = chat.ID
	}
	return homes, nil
}
