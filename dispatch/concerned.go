package dispatch

import (
	"context"
	"fmt"
	"slices"

	"alliancebot/alliance"
)

// recipients are those whom the dispatch is meant for of some members of its audience.
func (run *run) recipients(ctx context.Context, members []alliance.Member) ([]Recipient, error) {
	meant, err := run.meant(ctx, members)
	if err != nil {
		return nil, err
	}
	var recipients []Recipient
	for _, member := range members {
		if meant(member) {
			recipients = append(recipients, Recipient{Chat: member.ID, Skipped: member.Unreachable})
		}
	}
	return recipients, nil
}

// meant tells whom of some members the dispatch is meant for.
func (run *run) meant(ctx context.Context, members []alliance.Member) (func(alliance.Member) bool, error) {
	switch run.dispatch.Purpose {
	case alliance.ForDigest:
		return run.wantsDigest(ctx)
	case alliance.ForPreparation:
		return run.prepares, nil
	case alliance.ForNotice:
		return run.concernedBy(ctx, members)
	case alliance.ForAmendment:
		return run.amends(ctx, members)
	case alliance.ForBroadcast:
		return run.concerns, nil
	case alliance.ForReminder, alliance.ForSnooze, alliance.ForAnswer, alliance.ForMemo:
	}
	return func(alliance.Member) bool { return true }, nil
}

// concernedBy tells who of the members is to hear of a change. Who has signed up is, even after muting the event: they hold a place.
func (run *run) concernedBy(ctx context.Context, members []alliance.Member) (func(alliance.Member) bool, error) {
	told, err := run.Events.Heard(ctx, run.earlier, chatsOf(members))
	if err != nil {
		return nil, err
	}
	signUps, err := run.Events.SignUps(ctx, run.dispatch.Event, chatsOf(members))
	if err != nil {
		return nil, err
	}
	holds := map[int64]bool{}
	for i, member := range members {
		holds[member.ID] = signUps[i].Counts()
	}
	return func(member alliance.Member) bool {
		return holds[member.ID] || len(told[member.ID]) > 0 && !run.muted(member) || run.awaits(member)
	}, nil
}

// amends tells who of the members has something to be amended: who was told of the event, in a digest only where they follow it.
func (run *run) amends(ctx context.Context, members []alliance.Member) (func(alliance.Member) bool, error) {
	told, err := run.Events.Heard(ctx, run.earlier, chatsOf(members))
	return func(member alliance.Member) bool {
		return slices.ContainsFunc(told[member.ID], func(heard alliance.Heard) bool {
			return run.told[heard.Dispatch].Purpose != alliance.ForDigest || run.follows(member)
		})
	}, err
}

func chatsOf(members []alliance.Member) []int64 {
	chats := make([]int64, len(members))
	for i, member := range members {
		chats[i] = member.ID
	}
	return chats
}

// muted reports whether a member has said not to hear of the event, or of its series, any more.
func (run *run) muted(member alliance.Member) bool {
	return member.Mutes(run.dispatch.Event, run.dispatch.Audience.Series)
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

// awaits reports whether a member follows this very event, or has a part in it, or follows its kind and had a reminder to come, by its old
// time or its new one. Who follows a kind without wanting any reminder does not want to hear of each of its events.
func (run *run) awaits(member alliance.Member) bool {
	audience, begun, before := run.dispatch.Audience, run.dispatch.Created, *run.dispatch.Before
	after := before
	after.Start = run.dispatch.Start
	takesPart := run.dispatch.Parts.Of(member) != alliance.NoPart && !run.muted(member)
	return takesPart || member.Wishes[run.dispatch.Event].Wanted || audience.Includes(member, run.Language) &&
		(member.Awaits(before, begun, audience.Defaults) || member.Awaits(after, begun, audience.Defaults))
}
