package dispatch

import (
	"context"
	"errors"
	"fmt"
	"time"

	"alliancebot/alliance"
)

// startDue begins what was scheduled for now or earlier, and withdraws what has lost its event. What fails
// keeps nothing else from beginning.
func (dispatcher *Dispatcher) startDue(ctx context.Context) error {
	appointments, err := dispatcher.Calendar.Scheduled(ctx)
	if err != nil {
		err = fmt.Errorf("look for what is due: %w", err)
	}
	for _, appointment := range appointments {
		err = errors.Join(err, dispatcher.keep(ctx, appointment))
	}
	return err
}

// keep does what an appointment asks for at this moment.
func (dispatcher *Dispatcher) keep(ctx context.Context, appointment Appointment) error {
	at, why, err := dispatcher.due(ctx, appointment)
	switch {
	case err != nil:
		return err
	case why != "":
		return dispatcher.callOff(ctx, appointment.ID, why)
	case at.After(dispatcher.Now()):
		return nil
	}
	if _, err := dispatcher.Calendar.Start(ctx, appointment.ID, dispatcher.Now()); err != nil {
		return fmt.Errorf("start dispatch %s: %w", appointment.ID, err)
	}
	return nil
}

// due is when a scheduled dispatch is to begin, or why it is not to begin at all. One that is tied to an event moves with it.
func (dispatcher *Dispatcher) due(ctx context.Context, appointment Appointment) (at time.Time, why string, err error) {
	switch {
	case appointment.Of != "" && !appointment.At.After(dispatcher.Now()):
		at, err = dispatcher.escalates(ctx, appointment)
		return at, "", err
	case appointment.Ahead == 0:
		return appointment.At, "", nil
	}
	event, err := dispatcher.Events.Event(ctx, appointment.Event)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return at, eventGone, nil
	case err != nil:
		return at, "", fmt.Errorf("read event: %w", err)
	case event.Status != alliance.Planned:
		return at, eventCancelled, nil
	case appointment.Ahead > 0 && event.Begun(dispatcher.Now()):
		return at, eventBegun, nil
	}
	return event.Start.Add(-appointment.Ahead), "", nil
}

// escalates is when the liaisons of a broadcast are told, once the moment chosen for that has come. Of one that is gone the memo itself
// finds that there is nothing to tell.
func (dispatcher *Dispatcher) escalates(ctx context.Context, appointment Appointment) (time.Time, error) {
	of, err := dispatcher.Dispatches.Dispatch(ctx, appointment.Of)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return appointment.At, nil
	case err != nil:
		return time.Time{}, fmt.Errorf("read broadcast: %w", err)
	}
	return of.EscalatesIf(appointment.At), nil
}

// callOff withdraws a scheduled dispatch; its author is told why.
func (dispatcher *Dispatcher) callOff(ctx context.Context, id, why string) error {
	if err := dispatcher.Calendar.WithdrawFor(ctx, id, why); err != nil && alliance.KindOf(err) != alliance.Conflict {
		return fmt.Errorf("withdraw dispatch %s: %w", id, err)
	}
	dispatcher.Log.Info("scheduled dispatch withdrawn", "dispatch", id, "reason", why)
	return nil
}

// speaks is the language of a member.
func (dispatcher *Dispatcher) speaks(ctx context.Context, id int64) alliance.Language {
	member, err := dispatcher.Members.Member(ctx, id)
	if err != nil {
		return dispatcher.Language
	}
	return member.Speaks(dispatcher.Language)
}
