package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"alliancebot/alliance"
)

// Plan is the store's plan of reminders.
type Plan interface {
	Replan(ctx context.Context, now time.Time) (events int, err error)
	DueReminders(ctx context.Context, now time.Time) ([]alliance.Reminder, error)
	FinishTick(ctx context.Context, now time.Time, settled []alliance.Reminder) error
	SkipReminder(ctx context.Context, event alliance.Event, lead time.Duration) error
}

// Events are what reminders are about.
type Events interface {
	Event(ctx context.Context, id string) (alliance.Event, error)
}

// Dispatches begin what is to be sent.
type Dispatches interface {
	Begin(ctx context.Context, dispatch alliance.Dispatch) (begun bool, err error)
}

// ReminderMeter hears how late a reminder was dispatched, and of those that were skipped.
type ReminderMeter interface {
	Reminded(late time.Duration)
	ReminderSkipped(reason string)
}

// Reminders turns what has fallen due into dispatches.
type Reminders struct {
	Plan       Plan
	Events     Events
	Dispatches Dispatches
	Defaults   []time.Duration // the community's lead times
	Begun      func()          // hears that a dispatch has begun
	Now        func() time.Time
	Meter      ReminderMeter
	Log        *slog.Logger
}

// Tick puts the configured plan in force, where another one was, and dispatches everything that fell due since the last tick that finished. Several lead times of one event that fell due
// meanwhile, as after a downtime, make one dispatch: it says how long it truly is until the event. Running it again, here or on
// another replica, changes nothing.
func (reminders *Reminders) Tick(ctx context.Context) error {
	now := reminders.Now()
	replanned, err := reminders.Plan.Replan(ctx, now)
	if err != nil {
		return fmt.Errorf("plan reminders anew: %w", err)
	}
	if replanned > 0 {
		reminders.Log.Info("settings of reminders changed, planned anew", "events", replanned)
	}
	due, err := reminders.Plan.DueReminders(ctx, now)
	if err != nil {
		return fmt.Errorf("read due reminders: %w", err)
	}
	for _, together := range byEvent(due) {
		if err := reminders.remind(ctx, together, now); err != nil {
			return err
		}
	}
	if err := reminders.Plan.FinishTick(ctx, now, due); err != nil {
		return fmt.Errorf("finish tick: %w", err)
	}
	return nil
}

// byEvent puts the reminders of each event together, in the order in which they fell due.
func byEvent(due []alliance.Reminder) [][]alliance.Reminder {
	var groups [][]alliance.Reminder
	at := map[string]int{}
	for _, reminder := range due {
		index, known := at[reminder.Event]
		if !known {
			index = len(groups)
			at[reminder.Event] = index
			groups = append(groups, nil)
		}
		groups[index] = append(groups[index], reminder)
	}
	return groups
}

// remind begins the dispatch for an event, or records why there is nothing to remind of any more.
func (reminders *Reminders) remind(ctx context.Context, due []alliance.Reminder, now time.Time) error {
	event, err := reminders.Events.Event(ctx, due[0].Event)
	if err != nil {
		if alliance.KindOf(err) == alliance.NotFound {
			return nil
		}
		return fmt.Errorf("read event: %w", err)
	}
	if !event.Remindable(now) {
		return reminders.skip(ctx, event, due)
	}
	last := due[len(due)-1]
	leads := make([]time.Duration, len(due))
	for i, reminder := range due {
		leads[i] = reminder.Lead
	}
	begun, err := reminders.Dispatches.Begin(ctx, alliance.Dispatch{
		ID:      fmt.Sprintf("r-%s-%d-%d", event.ID, event.Start.Unix(), last.Lead/time.Minute),
		Purpose: alliance.ForReminder, Event: event.ID, Start: event.Start, Created: now.UTC(),
		Audience: alliance.Audience{Follows: event.Kind, About: event.ID, Leads: leads, Defaults: reminders.Defaults},
	})
	if err != nil {
		return fmt.Errorf("begin reminder: %w", err)
	}
	if begun {
		reminders.Meter.Reminded(now.Sub(last.Due))
		reminders.Begun()
	}
	return nil
}

func (reminders *Reminders) skip(ctx context.Context, event alliance.Event, due []alliance.Reminder) error {
	reason := "event begun"
	if event.Status != alliance.Planned {
		reason = "event " + string(event.Status)
	}
	for _, reminder := range due {
		if err := reminders.Plan.SkipReminder(ctx, event, reminder.Lead); err != nil {
			return fmt.Errorf("record skipped reminder: %w", err)
		}
		reminders.Meter.ReminderSkipped(reason)
		reminders.Log.Info("reminder skipped", "event", event.ID, "lead", reminder.Lead, "reason", reason)
	}
	return nil
}
