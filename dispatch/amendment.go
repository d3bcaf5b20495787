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
	tellings, err := run.Events.Tellings(ctx, run.dispatch.Event)
	if err != nil {
		return fmt.Errorf("read who was told of the event: %w", err)
	}
	var dispatches []alliance.Dispatch
	run.purposes = map[string]alliance.Purpose{}
	for _, telling := range tellings {
		if _, known := run.purposes[telling.Dispatch]; known || telling.Dispatch == run.dispatch.ID {
			continue
		}
		found, err := run.Dispatches.Dispatch(ctx, telling.Dispatch)
		switch {
		case err != nil && alliance.KindOf(err) == alliance.NotFound: // no longer kept
			continue
		case err != nil:
			return fmt.Errorf("read who was told of the event: %w", err)
		}
		run.purposes[found.ID] = found.Purpose
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
		said, id := run.purposes[earlier.Dispatch], earlier.Messages[0]
		shape := alliance.Worded
		if said == alliance.ForNotice {
			shape = alliance.Captioned
		}
		_, err := run.Sender.Amend(ctx, turn, to.place.Chat, id, content.amend(to.member, said), shape)
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
