package dispatch

import (
	"context"
	"fmt"

	"alliancebot/alliance"
)

// recipients are those whom the dispatch is meant for of some members of its audience.
func (run *run) recipients(ctx context.Context, members []alliance.Member) ([]Recipient, error) {
	meant := run.concerns
	if run.dispatch.Purpose == alliance.ForDigest {
		var err error
		if meant, err = run.wantsDigest(ctx); err != nil {
			return nil, err
		}
	}
	if run.dispatch.Purpose == alliance.ForNotice {
		reached, err := run.reached(ctx, members)
		if err != nil {
			return nil, err
		}
		meant = func(member alliance.Member) bool {
			return reached[member.ID] && !member.Mutes(run.dispatch.Event) || run.awaits(member)
		}
	}
	var recipients []Recipient
	for _, member := range members {
		if meant(member) {
			recipients = append(recipients, Recipient{Chat: member.ID, Skipped: member.Unreachable})
		}
	}
	return recipients, nil
}

// concerns reports whether an edit is of the version that a member has got. One of an earlier program is for all versions.
func (run *run) concerns(member alliance.Member) bool {
	return run.dispatch.Task != alliance.Edit || len(run.dispatch.Versions) > 0 ||
		run.of.VersionFor(member.Speaks(run.Language)) == run.dispatch.Version
}

// expandOnly enters the few members that the audience names.
func (run *run) expandOnly(ctx context.Context) error {
	var members []alliance.Member
	for _, id := range run.dispatch.Audience.Only {
		member, err := run.Members.Member(ctx, id)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return fmt.Errorf("expand audience: %w", err)
		}
		if err == nil {
			members = append(members, member)
		}
	}
	recipients, err := run.recipients(ctx, members)
	if err != nil {
		return fmt.Errorf("expand audience: %w", err)
	}
	if err := run.Ledger.Append(ctx, run.dispatch.ID, run.cursor, "end", recipients); err != nil {
		return fmt.Errorf("expand audience: %w", err)
	}
	run.cursor = "end"
	return nil
}

// reached are those of some members who have been sent a reminder or an earlier notice of the event, and so count on it.
func (run *run) reached(ctx context.Context, members []alliance.Member) (map[int64]bool, error) {
	chats := make([]int64, len(members))
	for i, member := range members {
		chats[i] = member.ID
	}
	reached, err := run.Events.Reached(ctx, run.dispatch.Event, chats)
	if err != nil {
		return nil, fmt.Errorf("find who was reminded: %w", err)
	}
	return reached, nil
}

// awaits reports whether a member follows this very event, or its kind and had a reminder to come, by its old time or its new
// one. Who follows a kind without wanting any reminder does not want to hear of each of its events.
func (run *run) awaits(member alliance.Member) bool {
	audience, begun := run.dispatch.Audience, run.dispatch.Created
	return member.Wishes[run.dispatch.Event].Wanted || audience.Includes(member, run.Language) &&
		(member.Awaits(run.dispatch.Before.Start, begun, audience.Defaults) || member.Awaits(run.dispatch.Start, begun, audience.Defaults))
}
