package dispatch

import (
	"context"
	"fmt"

	"alliancebot/alliance"
)

// content is what a dispatch says at this moment.
type content struct {
	moot  string                                   // why there is nothing to say any more, as a reason for the report
	write func(alliance.Member) alliance.Message   // what a member is told; nil where it stands in the dispatch
	idle  func(alliance.Member) bool               // whether there is nothing to tell a member; nil: there is
	shows func(alliance.Member) []alliance.Message // what a member is shown before it, if anything
	then  func(context.Context, alliance.Member)   // what is done when a member has been told
}

// content reads what is to be said; it is read anew for every batch, so that what is sent is true when it is sent.
func (run *run) content(ctx context.Context) (content, error) {
	var of func(alliance.Event) content
	switch run.dispatch.Purpose {
	case alliance.ForReminder, alliance.ForSnooze:
		of = run.reminder
	case alliance.ForNotice:
		of = run.notice
	case alliance.ForDigest:
		return run.digest(ctx)
	case alliance.ForMemo:
		return run.memo(ctx)
	case alliance.ForBroadcast:
		moot, err := run.moot(ctx)
		return content{moot: moot}, err
	}
	event, err := run.Events.Event(ctx, run.dispatch.Event)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return content{moot: eventGone}, nil
	case err != nil:
		return content{}, fmt.Errorf("read event: %w", err)
	}
	return of(event), nil
}

// reminder says that the event is about to begin.
func (run *run) reminder(event alliance.Event) content {
	switch {
	case event.Status != alliance.Planned:
		return content{moot: eventCancelled}
	case !event.Start.Equal(run.dispatch.Start):
		return content{moot: eventMoved}
	case event.Begun(run.Now()):
		return content{moot: eventBegun}
	}
	return content{write: func(member alliance.Member) alliance.Message {
		write := run.Render.Reminder
		if member.ID < 0 {
			write = run.Render.GroupReminder
		}
		return write(member.Speaks(run.Language), event, run.Now())
	}}
}

// notice says what is different now from what the members know.
func (run *run) notice(event alliance.Event) content {
	switch {
	case event.Begun(run.Now()):
		return content{moot: eventBegun}
	case len(alliance.Changes(*run.dispatch.Before, event)) == 0:
		return content{moot: "event changed back"}
	}
	return content{write: func(member alliance.Member) alliance.Message {
		return run.Render.Notice(member.Speaks(run.Language), *run.dispatch.Before, event, run.Now())
	}}
}
