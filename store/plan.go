package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"alliancebot/alliance"
)

// Plan says when reminders are due.
type Plan struct {
	Leads []time.Duration // every lead time a member can have
	Quiet alliance.Quiet
	Zone  *time.Location
}

// due is when to remind of something that starts at start, and whether the plan reminds that long before at all.
func (plan Plan) due(start time.Time, lead time.Duration) (time.Time, bool) {
	return alliance.ReminderDue(start, lead, plan.Quiet, plan.Zone), slices.Contains(plan.Leads, lead)
}

// planDocument is a plan as it is stored.
type planDocument struct {
	Leads []time.Duration `json:"leads"` // in nanoseconds
	Quiet alliance.Quiet  `json:"quiet"`
	Zone  string          `json:"zone"`
}

// MarshalJSON writes the plan; equal plans are written alike.
func (plan Plan) MarshalJSON() ([]byte, error) {
	return json.Marshal(planDocument{plan.Leads, plan.Quiet, plan.Zone.String()})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (plan *Plan) UnmarshalJSON(text []byte) error {
	var read planDocument
	if err := json.Unmarshal(text, &read); err != nil {
		return fmt.Errorf("read plan: %w", err)
	}
	zone, err := time.LoadLocation(read.Zone)
	if err != nil {
		return fmt.Errorf("read zone of plan: %w", err)
	}
	*plan = Plan{Leads: read.Leads, Quiet: read.Quiet, Zone: zone}
	return nil
}

// planning is the plan by which the reminders of all events are entered, whoever stores an event; and those it replaces, as long
// as reminders entered by them may be left.
type planning struct {
	plan     Plan
	replaced []Plan
	stored   map[string]string // the fields these were read from
}

// The fields of keyPlan.
const (
	fieldPlan     = "plan"
	fieldReplaced = "replaced"
)

// planning reads the plan in force. Where there is none yet, that is the own one.
func (store *Store) planning(ctx context.Context) (planning, error) {
	fields, err := store.redis.HGetAll(ctx, keyPlan).Result()
	if err != nil {
		return planning{}, failed("read plan", err)
	}
	current := planning{plan: store.own, stored: fields}
	if text, found := fields[fieldPlan]; found {
		if err := json.Unmarshal([]byte(text), &current.plan); err != nil {
			return planning{}, fmt.Errorf("decode plan: %w", err)
		}
	}
	if text, found := fields[fieldReplaced]; found {
		if err := json.Unmarshal([]byte(text), &current.replaced); err != nil {
			return planning{}, fmt.Errorf("decode replaced plans: %w", err)
		}
	}
	return current, nil
}

// hold makes a change depend on the plan: it must still be in force when the change is made.
func (current planning) hold(change *swap) error {
	if text, found := current.stored[fieldPlan]; found {
		change.expect(keyPlan, fieldPlan, text)
		return nil
	}
	text, err := json.Marshal(current.plan)
	if err != nil {
		return fmt.Errorf("encode plan: %w", err)
	}
	change.replace(keyPlan, fieldPlan, "", string(text))
	return nil
}

// enter replaces the reminders planned for an event: those of before go, those of after that are still to come are entered.
// A reminder due before now is not entered: it belongs to a moment that has passed when the event became known. But one that
// is overdue for a start that stands stays, since the tick that sends it has yet to come.
func (current planning) enter(change *swap, before, after alliance.Event, now time.Time) {
	stands := after.Remindable(now) && before.Start.Equal(after.Start)
	if before.ID != "" && before.Status == alliance.Planned && !stands {
		for _, plan := range append([]Plan{current.plan}, current.replaced...) {
			for _, lead := range plan.Leads {
				due, _ := plan.due(before.Start, lead)
				change.drop(before.ID, lead, due)
			}
		}
	}
	if !after.Remindable(now) {
		return
	}
	for _, lead := range current.plan.Leads {
		if due, _ := current.plan.due(after.Start, lead); due.After(now) {
			change.remind(after.ID, lead, due)
		}
	}
}

// move takes the reminders of an event from the plans replaced to the one in force. One that is due when it was stays as it is;
// one that the new plan had due by since is not entered: it would come at a moment that neither plan knows.
func (current planning) move(change *swap, event alliance.Event, since time.Time) {
	for _, old := range current.replaced {
		for _, lead := range old.Leads {
			was, _ := old.due(event.Start, lead)
			if due, planned := current.plan.due(event.Start, lead); !planned || !due.Equal(was) {
				change.drop(event.ID, lead, was)
			}
		}
	}
	for _, lead := range current.plan.Leads {
		due, _ := current.plan.due(event.Start, lead)
		moved := slices.ContainsFunc(current.replaced, func(old Plan) bool {
			was, planned := old.due(event.Start, lead)
			return !planned || !was.Equal(due)
		})
		if moved && due.After(since) {
			change.remind(event.ID, lead, due)
		}
	}
}
