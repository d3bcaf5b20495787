package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"alliancebot/alliance"
)

// Plan is the store's plan of reminders.
type Plan interface {
	DueReminders(ctx context.Context, now time.Time) ([]alliance.Reminder, error)
	FinishTick(ctx context.Context, now time.Time, settled []alliance.Reminder) error
	SkipReminder(ctx context.Context, reminder alliance.Reminder) error
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

// Tick dispatches everything that fell due since the last tick that finished. Several lead times of one event that fell due
// meanwhile, as after a downtime, make one dispatch: it says how long it truly is until the event. Running it again, here or on
// another replica, changes nothing.
func (reminders *Reminders) Tick(ctx context.Context) error {
	now := reminders.Now()
	due, err := reminders.Plan.DueReminders(ctx, now)
	if err != nil {
		return fmt.Errorf("read due reminders: %w", err)
	}
	for _, group := range together(due) {
		if err := reminders.remind(ctx, group, now); err != nil {
			return err
		}
	}
	if err := reminders.Plan.FinishTick(ctx, now, due); err != nil {
		return fmt.Errorf("finish tick: %w", err)
	}
	return nil
}

// group names what is sent together: the reminders of an event, what is to be prepared for it, and the snoozes of one moment.
type group struct {
	event    string
	prepares bool
	snoozed  time.Time // zero: no snooze
}

// together groups what is due, in the order in which it fell due; but first what is to be prepared, since a reminder leaves out whom that
// tells.
func together(due []alliance.Reminder) [][]alliance.Reminder {
	var groups [][]alliance.Reminder
	at := map[group]int{}
	for _, reminder := range due {
		key := group{event: reminder.Event, prepares: reminder.Prepares}
		if reminder.Chat != 0 {
			key.snoozed = reminder.Due
		}
		index, known := at[key]
		if !known {
			index = len(groups)
			at[key] = index
			groups = append(groups, nil)
		}
		groups[index] = append(groups[index], reminder)
	}
	slices.SortStableFunc(groups, func(a, b []alliance.Reminder) int {
		switch {
		case a[0].Prepares == b[0].Prepares:
			return 0
		case a[0].Prepares:
			return -1
		}
		return 1
	})
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
	last := due[len(due)-1]
	switch {
	case last.Chat == 0 && !event.Start.Equal(last.Start): // moved in this moment; its new start has reminders of its own
		return nil
	case !event.Remindable(now):
		return reminders.skip(ctx, event, due)
	}
	dispatch := alliance.Dispatch{Event: event.ID, Start: event.Start, Created: now.UTC()}
	switch {
	case last.Chat != 0:
		dispatch.ID, dispatch.Purpose = fmt.Sprintf("s-%s-%d", event.ID, last.Due.Unix()), alliance.ForSnooze
		dispatch.Audience = snoozers(due)
	case last.Prepares && event.Parts().None(): // nobody has any more, as of this moment
		return nil
	case last.Prepares:
		dispatch.ID, dispatch.Purpose = named("p", event, last), alliance.ForPreparation
		dispatch.Parts = event.Parts()
		dispatch.Audience = alliance.Audience{About: event.ID, Series: event.SeriesID(), Slots: slots(due)}
	default:
		dispatch.ID, dispatch.Purpose = named("r", event, last), alliance.ForReminder
		dispatch.Audience = reminders.followers(event, due)
	}
	begun, err := reminders.Dispatches.Begin(ctx, dispatch)
	if err != nil {
		return fmt.Errorf("begin reminder: %w", err)
	}
	if begun {
		reminders.Meter.Reminded(now.Sub(last.Due))
		reminders.Begun()
	}
	return nil
}

// named is the id of a dispatch for the last of some reminders that are due together.
func named(sort string, event alliance.Event, last alliance.Reminder) string {
	return fmt.Sprintf("%s-%s-%d-%d%s", sort, event.ID, event.Start.Unix(), last.Lead/time.Minute, strings.ReplaceAll(last.Quiet, ":", ""))
}

// followers are those who want one of the reminders of an event that are due together.
func (reminders *Reminders) followers(event alliance.Event, due []alliance.Reminder) alliance.Audience {
	return alliance.Audience{Follows: event.Kind, About: event.ID, Series: event.SeriesID(), Defaults: reminders.Defaults, Added: event.Leads, Slots: slots(due)}
}

// slots are the times that some reminders are for.
func slots(due []alliance.Reminder) (times []alliance.Slot) {
	for _, reminder := range due {
		times = append(times, reminder.Slot())
	}
	return times
}

// snoozers are those who asked to be reminded at this moment.
func snoozers(due []alliance.Reminder) alliance.Audience {
	var audience alliance.Audience
	for _, reminder := range due {
		audience.Only = append(audience.Only, reminder.Chat)
	}
	return audience
}

func (reminders *Reminders) skip(ctx context.Context, event alliance.Event, due []alliance.Reminder) error {
	reason := "event begun"
	if event.Status != alliance.Planned {
		reason = "event " + string(event.Status)
	}
	for _, reminder := range due {
		if reminder.Chat == 0 {
			if err := reminders.Plan.SkipReminder(ctx, reminder); err != nil {
				return fmt.Errorf("record skipped reminder: %w", err)
			}
		}
		reminders.Meter.ReminderSkipped(reason)
		reminders.Log.Info("reminder skipped", "event", event.ID, "lead", reminder.Lead, "prepares", reminder.Prepares, "reason", reason)
	}
	return nil
}
