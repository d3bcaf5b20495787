package dispatch

import (
	"context"
	"slices"

	"alliancebot/alliance"
)

// chats are the groups and channels to which the dispatch goes: those that its audience names, or that have subscribed to such
// dispatches. What was sent is edited and recalled where it arrived.
func (run *run) chats(ctx context.Context) ([]Recipient, error) {
	switch {
	case run.dispatch.Purpose != alliance.ForBroadcast:
		return run.subscribers(ctx)
	case run.dispatch.Task == alliance.Say:
		return run.named(ctx)
	}
	var recipients []Recipient
	for _, place := range distinct(run.of.Audience.Places()) {
		outcome, err := run.Records.Outcome(ctx, run.of.ID, place)
		if err != nil {
			return nil, err
		}
		if outcome.State != alliance.Sent {
			continue
		}
		got, err := run.recipient(ctx, place)
		if err != nil {
			return nil, err
		}
		if run.concerns(got.member) {
			recipients = append(recipients, Recipient{Chat: place.Chat, Topic: place.Topic})
		}
	}
	return recipients, nil
}

// named are the places that the audience names, or has drawn from an earlier broadcast and still means. A group that is named by its old id as well as by its new one is one of them.
func (run *run) named(ctx context.Context) ([]Recipient, error) {
	meant, err := run.Chats.PlacesMeant(ctx, run.dispatch.Audience, run.Language)
	if err != nil {
		return nil, err
	}
	composed := run.dispatch.Audience.Places() // nobody was told of more
	var recipients []Recipient
	places := distinct(slices.DeleteFunc(meant, func(place alliance.Place) bool { return !slices.Contains(composed, place) }))
	for _, place := range places {
		chat, err := run.Chats.Chat(ctx, place.Chat)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return nil, err
		}
		if now := (alliance.Place{Chat: chat.ID, Topic: place.Topic}); err == nil && now != place && slices.Contains(places, now) {
			continue
		}
		recipients = append(recipients, Recipient{Chat: place.Chat, Topic: place.Topic, Skipped: chat.Member().Unreachable})
	}
	return recipients, nil
}

// subscribers are the groups and channels that want what the dispatch tells, as members do.
func (run *run) subscribers(ctx context.Context) ([]Recipient, error) {
	chats, err := run.Chats.Chats(ctx)
	if err != nil {
		return nil, err
	}
	var members []alliance.Member
	for _, chat := range chats {
		if chat.Subscriber != nil && run.audience().Includes(chat.Member(), run.Language) {
			members = append(members, chat.Member())
		}
	}
	return run.recipients(ctx, members)
}

// distinct is places in order, each once.
func distinct(places []alliance.Place) []alliance.Place {
	sorted := slices.SortedFunc(slices.Values(places), alliance.Place.Compare)
	return slices.Compact(sorted)
}
