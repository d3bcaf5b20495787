package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"alliancebot/alliance"
)

// Bursts are the edits of events of which members are yet to be told.
type Bursts interface {
	DueNotices(ctx context.Context, now time.Time) ([]alliance.Burst, error)
	FinishNotice(ctx context.Context, burst alliance.Burst) error
}

// Notices turns edits that have come to rest into dispatches: one for each event, however often it was edited.
type Notices struct {
	Bursts     Bursts
	Events     Events
	Dispatches Dispatches
	Defaults   []time.Duration // the community's lead times
	Begun      func()          // hears that a dispatch has begun
	Now        func() time.Time
	Log        *slog.Logger
}

// Tick begins what is to be told now. Running it again, here or on another replica, changes nothing.
func (notices *Notices) Tick(ctx context.Context) error {
	due, err := notices.Bursts.DueNotices(ctx, notices.Now())
	if err != nil {
		return fmt.Errorf("read due notices: %w", err)
	}
	for _, burst := range due {
		if err := notices.tell(ctx, burst); err != nil {
			return err
		}
		if err := notices.Bursts.FinishNotice(ctx, burst); err != nil && alliance.KindOf(err) != alliance.Conflict {
			return fmt.Errorf("finish notice: %w", err)
		}
	}
	return nil
}

// tell begins the notice, and the amendment of what was sent before; their keys name the event and its revision.
func (notices *Notices) tell(ctx context.Context, burst alliance.Burst) error {
	now := notices.Now()
	event, err := notices.Events.Event(ctx, burst.Before.ID)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return nil
	case err != nil:
		return fmt.Errorf("read event: %w", err)
	case !alliance.Noticed(burst.Before, event, now):
		return nil
	}
	begun, err := notices.Dispatches.Begin(ctx, alliance.Dispatch{
		ID: fmt.Sprintf("n-%s-%d", event.ID, event.Revision), Purpose: alliance.ForNotice, Created: now.UTC(),
		Event: event.ID, Start: event.Start, Before: &burst.Before,
		Parts:    burst.Before.Parts().And(event.Parts()),
		Audience: alliance.Audience{Follows: event.Kind, About: event.ID, Series: event.SeriesID(), Defaults: notices.Defaults},
	})
	if err != nil {
		return fmt.Errorf("begin notice: %w", err)
	}
	amends, err := notices.Dispatches.Begin(ctx, alliance.Dispatch{
		ID: fmt.Sprintf("a-%s-%d", event.ID, event.Revision), Purpose: alliance.ForAmendment, Created: now.UTC(),
		Event: event.ID, Start: event.Start, Before: &burst.Before, Changed: burst.Edited.UTC(),
	})
	if err != nil {
		return fmt.Errorf("begin amendment: %w", err)
	}
	if begun || amends {
		notices.Log.Info("members are told of a change", "event", event.ID, "revision", event.Revision)
		notices.Begun()
	}
	return nil
}
