package dispatch

import (
	"context"
	"fmt"

	"alliancebot/alliance"
)

// content is what a dispatch says at this moment.
type content struct {
	moot  string                                   // why there is nothing to say any more, as a reason for the report
	write func(alliance.Member) []alliance.Message // what a member is told; nil where it stands in the dispatch
	idle  func(alliance.Member) bool               // whether there is nothing to tell a member; nil: there is
	shows func(alliance.Member) []alliance.Message // what a member is shown before it, if anything
	then  func(context.Context, alliance.Member)   // what is done when a member has been told
	// had reports whether another dispatch has told a member the same already; nil: none can have.
	had func(context.Context, alliance.Member) (bool, error)
	// amend is what becomes of what a member was told by an earlier dispatch; nil: something is said anew.
	amend func(member alliance.Member, by alliance.Dispatch) alliance.Message
}

// content reads what is to be said; it is read anew for every batch, so that what is sent is true when it is sent.
func (run *run) content(ctx context.Context) (content, error) {
	var of func(context.Context, alliance.Event) (content, error)
	switch run.dispatch.Purpose {
	case alliance.ForReminder, alliance.ForSnooze:
		of = run.reminder
	case alliance.ForPreparation:
		of = run.preparation
	case alliance.ForAnswer:
		of = run.answer
	case alliance.ForNotice:
		of = run.notice
	case alliance.ForAmendment:
		of = run.amendment
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
	return of(ctx, event)
}

// reminder says that the event is about to begin.
func (run *run) reminder(ctx context.Context, event alliance.Event) (content, error) {
	if moot := run.untrue(event); moot != "" {
		return content{moot: moot}, nil
	}
	tellings, err := run.tellings(ctx)
	if err != nil {
		return content{}, err
	}
	prepared, err := run.prepared(ctx, tellings)
	if err != nil {
		return content{}, err
	}
	return content{had: run.reminded(run.twins(tellings)), idle: prepared, write: func(member alliance.Member) []alliance.Message {
		write := run.Render.Reminder
		if member.ID < 0 {
			write = run.Render.GroupReminder
		}
		return []alliance.Message{write(member.Speaks(run.Language), event, run.Now())}
	}}, nil
}

// untrue is why it is not to be said any more that the event is about to begin, if so.
func (run *run) untrue(event alliance.Event) string {
	switch {
	case event.Status != alliance.Planned:
		return eventCancelled
	case !event.Start.Equal(run.dispatch.Start):
		return eventMoved
	case event.Begun(run.Now()):
		return eventBegun
	}
	return ""
}

// notice says what is different now from what the members know, with the file that brings their calendars up to date.
func (run *run) notice(_ context.Context, event alliance.Event) (content, error) {
	if moot := run.unchanged(event); moot != "" {
		return content{moot: moot}, nil
	}
	file, err := run.ICS([]alliance.Event{event}, run.dispatch.Created) // the same for everybody, so that it is uploaded once
	if err != nil {
		return content{}, fmt.Errorf("write calendar file: %w", err)
	}
	document := alliance.Document{Name: alliance.FileName(event.Title) + ".ics", Bytes: file}
	return content{write: func(member alliance.Member) []alliance.Message {
		return run.Render.Notice(member.Speaks(run.Language), *run.dispatch.Before, event, document, run.Now())
	}}, nil
}

// unchanged is why there is no change to tell of any more, if so.
func (run *run) unchanged(event alliance.Event) string {
	switch {
	case event.Begun(run.Now()):
		return eventBegun
	case len(alliance.Changes(*run.dispatch.Before, event)) == 0:
		return "event changed back"
	}
	return ""
}
