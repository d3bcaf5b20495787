package dispatch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"alliancebot/alliance"
)

const (
	// amendable is how old a message may be for which it still matters that the event has changed.
	amendable = 7 * 24 * time.Hour
	// amendedMost is how many of its latest messages are edited in a chat, as many as find time within a lease.
	amendedMost = 5
)

// remember reads by which dispatches members have been told of the event before, the oldest first. An amendment is of those that
// were begun before the event changed: the others have said how it is now.
func (run *run) remember(ctx context.Context) error {
	if run.dispatch.Purpose != alliance.ForNotice && run.dispatch.Purpose != alliance.ForAmendment {
		return nil
	}
	ids, err := run.tellers(ctx)
	if err != nil {
		return err
	}
	var dispatches []alliance.Dispatch
	run.told = map[string]alliance.Dispatch{}
	for _, id := range ids {
		if _, known := run.told[id]; known || id == run.dispatch.ID {
			continue
		}
		found, err := run.Dispatches.Dispatch(ctx, id)
		switch {
		case err != nil && alliance.KindOf(err) == alliance.NotFound: // no longer kept
			continue
		case err != nil:
			return fmt.Errorf("read who was told of the event: %w", err)
		}
		run.told[found.ID] = found
		if run.dispatch.Purpose == alliance.ForNotice || run.outdated(found) {
			dispatches = append(dispatches, found)
		}
	}
	slices.SortFunc(dispatches, func(a, b alliance.Dispatch) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	run.earlier = nil
	for _, found := range dispatches {
		run.earlier = append(run.earlier, found.ID)
	}
	return nil
}

// tellers are the dispatches by which members may have been told of the event; for an amendment also the digests of when it was to start, and
// of when it does: it may have been there before.
func (run *run) tellers(ctx context.Context) (ids []string, err error) {
	tellings, err := run.tellings(ctx)
	for _, telling := range tellings {
		ids = append(ids, telling.Dispatch)
	}
	if run.dispatch.Purpose == alliance.ForAmendment {
		ids = append(ids, alliance.DigestsAbout(run.dispatch.Before.Start.In(run.Zone))...)
		ids = append(ids, alliance.DigestsAbout(run.dispatch.Start.In(run.Zone))...)
	}
	return ids, err
}

// outdated reports whether what a dispatch has sent is to be amended.
func (run *run) outdated(earlier alliance.Dispatch) bool {
	return earlier.Created.Before(run.dispatch.Changed) && earlier.Created.After(run.dispatch.Changed.Add(-amendable))
}

// mend edits what a member was told of the event before it changed. What cannot be edited stays as it is.
func (run *run) mend(ctx context.Context, turn alliance.Turn, content content, to recipient) ([]int64, error) {
	told, err := run.Events.Heard(ctx, run.earlier, []int64{to.member.ID})
	if err != nil {
		return nil, err
	}
	messages := told[to.member.ID]
	messages = messages[max(0, len(messages)-amendedMost):]
	refused := &alliance.Failure{Class: alliance.Missing, Reason: "message gone"}
	var mended []int64
	for _, earlier := range messages {
		if len(earlier.Messages) == 0 {
			continue
		}
		by, id := run.told[earlier.Dispatch], earlier.Messages[0]
		if by.Purpose == alliance.ForDigest && !run.follows(to.member) { // of whom it told nothing of the event
			continue
		}
		shape := alliance.Worded
		if by.Purpose == alliance.ForNotice {
			shape = alliance.Captioned
		}
		_, err := run.Sender.Amend(ctx, turn, to.place.Chat, id, content.amend(to.member, by), shape)
		var failure *alliance.Failure
		switch {
		case err == nil:
			mended = append(mended, id)
		case errors.As(err, &failure) && (failure.Class == alliance.Missing || failure.Class == alliance.Ours):
			refused.Reason = failure.Reason
		default:
			return nil, err
		}
	}
	if len(mended) == 0 {
		return nil, refused
	}
	return mended, nil
}

// amendment says of what was sent before the event changed how it is now. What is to be prepared stays, and whether a speaker comes is asked
// anew where the event has moved; a digest says how all is of which it told.
func (run *run) amendment(ctx context.Context, event alliance.Event) (content, error) {
	if moot := run.unchanged(event); moot != "" {
		return content{moot: moot}, nil
	}
	answers, err := run.answers(ctx, event)
	if err != nil {
		return content{}, err
	}
	digests, err := run.covered(ctx)
	if err != nil {
		return content{}, err
	}
	return content{amend: func(member alliance.Member, by alliance.Dispatch) alliance.Message {
		language := member.Speaks(run.Language)
		switch {
		case by.Purpose == alliance.ForDigest:
			return run.Render.Digest(language, by.Digest, by.Covers, alliance.DigestSince(member, digests[by.ID], event, by.Created), run.Now())
		case by.Purpose == alliance.ForPreparation && event.Status == alliance.Planned && event.Prepares(member):
			return run.prepare(member, event, answers)
		}
		return run.Render.Amended(language, by.Purpose, *run.dispatch.Before, event, run.Now())
	}}, nil
}

// covered reads the events of the time that each of the earlier digests covers.
func (run *run) covered(ctx context.Context) (map[string][]alliance.Event, error) {
	events := map[string][]alliance.Event{}
	for _, id := range run.earlier {
		if digest := run.told[id]; digest.Purpose == alliance.ForDigest {
			found, err := run.Events.Find(ctx, alliance.Query{Span: digest.Covers}, 0, mostInDigest)
			if err != nil {
				return nil, fmt.Errorf("read events of digest: %w", err)
			}
			events[id] = found.Events
		}
	}
	return events, nil
}

// follows reports whether a member follows the event as it was.
func (run *run) follows(member alliance.Member) bool {
	before := run.dispatch.Before
	return member.Wants(before.ID, before.SeriesID(), before.Kind)
}
