package store

import (
	"context"
	"slices"

	"alliancebot/alliance"
)

// Audience reads those members of one page (see MembersOnPage) who belong to an audience; fallback is the community's default
// language. What an audience says of earlier broadcasts is read from their ledgers, for this page alone. One that leads back over more
// than broadcastsBack of them, as it does where they name each other, is an error of kind Invalid.
func (store *Store) Audience(ctx context.Context, audience alliance.Audience, fallback alliance.Language, page int) ([]alliance.Member, error) {
	members, err := store.MembersOnPage(ctx, page)
	if err != nil {
		return nil, err
	}
	return store.meant(ctx, audience, fallback, members, broadcastsBack)
}

// broadcastsBack is how many broadcasts, each meant for a part of the one before, an audience may lead back over.
const broadcastsBack = 8

// meant keeps those of the members who belong to an audience, in their order; it may lead back over so many broadcasts.
func (store *Store) meant(
	ctx context.Context, audience alliance.Audience, fallback alliance.Language, members []alliance.Member, back int,
) ([]alliance.Member, error) {
	kept := make([]alliance.Member, 0, len(members))
	for _, member := range members {
		if audience.Includes(member, fallback) {
			kept = append(kept, member)
		}
	}
	var err error
	if audience.Of != "" {
		if kept, err = store.part(ctx, audience, fallback, kept, back); err != nil {
			return nil, err
		}
	}
	if audience.Event != "" {
		if kept, err = store.standing(ctx, audience, fallback, kept); err != nil {
			return nil, err
		}
	}
	if audience.Exclude == nil {
		return kept, nil
	}
	excluded, err := store.meant(ctx, *audience.Exclude, fallback, kept, back)
	return without(kept, excluded), err
}

// part keeps those who are of the part Which of the earlier broadcast Of. Those it has not settled are unreached if it meant them.
func (store *Store) part(
	ctx context.Context, audience alliance.Audience, fallback alliance.Language, members []alliance.Member, back int,
) ([]alliance.Member, error) {
	if back == 0 {
		return nil, tooFarBack()
	}
	chats := chatsOf(members)
	outcomes, err := store.Outcomes(ctx, audience.Of, chats)
	if err != nil {
		return nil, err
	}
	confirmed, err := store.fields(ctx, keyReceipts(audience.Of), chats)
	if err != nil {
		return nil, failed("read confirmations", err)
	}
	var kept, unsettled []alliance.Member
	for i, member := range members {
		switch {
		case !audience.Which.Has(outcomes[i], confirmed[i] != nil):
		case outcomes[i].State == alliance.Waiting && audience.Which == alliance.WhichUnreached:
			unsettled = append(unsettled, member)
		default:
			kept = append(kept, member)
		}
	}
	if len(unsettled) == 0 {
		return kept, nil
	}
	earlier, err := store.Dispatch(ctx, audience.Of)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound: // no longer kept
		return kept, nil
	case err != nil:
		return nil, err
	}
	missed, err := store.meant(ctx, earlier.Audience, fallback, unsettled, back-1)
	return append(kept, missed...), err
}

func tooFarBack() error {
	return alliance.Errorf(alliance.Invalid, "read audience: it leads back over more than %d broadcasts", broadcastsBack)
}

func chatsOf(members []alliance.Member) []int64 {
	chats := make([]int64, len(members))
	for i, member := range members {
		chats[i] = member.ID
	}
	return chats
}

// without leaves out those who are among others.
func without(members, others []alliance.Member) []alliance.Member {
	among := make(map[int64]bool, len(others))
	for _, other := range others {
		among[other.ID] = true
	}
	return slices.DeleteFunc(members, func(member alliance.Member) bool { return among[member.ID] })
}
