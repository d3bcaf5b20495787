package dispatch

import (
	"context"
	"fmt"
	"slices"
	"time"

	"alliancebot/alliance"
)

// twins are, by lead time, the other dispatches of the reminders that this one is for, which went to those with other quiet hours
// at another moment. Who has changed the own hours meanwhile may be among the recipients of both.
type twins map[time.Duration][]string

func (run *run) twins(tellings []alliance.Telling) twins {
	found := twins{}
	for _, telling := range tellings {
		same := slices.ContainsFunc(run.dispatch.Audience.Slots, func(slot alliance.Slot) bool {
			return slot.Lead == telling.Lead && slot.Prepares == telling.Prepares
		})
		if same && telling.Start.Equal(run.dispatch.Start) && telling.Dispatch != run.dispatch.ID {
			found[telling.Lead] = append(found[telling.Lead], telling.Dispatch)
		}
	}
	return found
}

// tellings are the dispatches by which members were told of the event.
func (run *run) tellings(ctx context.Context) ([]alliance.Telling, error) {
	tellings, err := run.Events.Tellings(ctx, run.dispatch.Event)
	if err != nil {
		return nil, fmt.Errorf("read reminders of event: %w", err)
	}
	return tellings, nil
}

// reminded tells who of the members has got from the twins all the reminders that this dispatch is to bring.
func (run *run) reminded(twins twins) func(context.Context, alliance.Member) (bool, error) {
	if len(twins) == 0 {
		return nil
	}
	return func(ctx context.Context, member alliance.Member) (bool, error) {
		for _, lead := range run.leadsOf(member) {
			heard, err := run.Events.Heard(ctx, twins[lead], []int64{member.ID})
			if err != nil || len(heard) == 0 {
				return false, err
			}
		}
		return true, nil
	}
}

// leadsOf are the lead times for which the dispatch goes to a member: all of them where the own ones or the hours were changed after the
// member was entered, or where it is for who has a part in the event.
func (run *run) leadsOf(member alliance.Member) []time.Duration {
	leads := run.dispatch.Audience.LeadsOf(member)
	if len(leads) == 0 {
		for _, slot := range run.dispatch.Audience.Slots {
			leads = append(leads, slot.Lead)
		}
	}
	return leads
}
