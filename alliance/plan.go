package alliance

import (
	"slices"
	"time"
)

// Plan says when members are reminded who have not chosen otherwise.
type Plan struct {
	Leads []time.Duration
	Quiet Quiet
	Zone  *time.Location
}

// Slot is a time at which members can have their reminders: so long before a start, outside quiet hours.
type Slot struct {
	Lead  time.Duration `json:"lead"`            // nanoseconds
	Quiet string        `json:"quiet,omitempty"` // hours of one's own (see Quiet.String); empty: the community's

	Prepares bool `json:"prepares,omitempty"` // for those who have a part in the event, and not for who is reminded
}

// Coming is a reminder that a member is to get.
type Coming struct {
	Lead time.Duration
	Due  time.Time
}

// Coming lists the reminders of an event that the member gets after now if the member wants to hear of it, the first first.
func (plan Plan) Coming(member Member, event Event, now time.Time) []Coming {
	if !event.Remindable(now) {
		return nil
	}
	var coming []Coming
	preparing := plan.Preparing(member, event, now) // which says all that a reminder of the same moment would
	for _, lead := range member.LeadsOf(event, plan.Leads) {
		due := ReminderDue(event.Start, lead, plan.QuietOf(member), plan.Zone)
		if due.After(now) && !slices.ContainsFunc(preparing, func(told Coming) bool { return told.Due.Equal(due) }) {
			coming = append(coming, Coming{Lead: lead, Due: due})
		}
	}
	slices.SortStableFunc(coming, func(a, b Coming) int { return a.Due.Compare(b.Due) })
	return coming
}

// Preparing lists when the member, who has a part in the event, is to be told after now what to prepare, the first first.
func (plan Plan) Preparing(member Member, event Event, now time.Time) []Coming {
	if !event.Remindable(now) || !event.Prepares(member) {
		return nil
	}
	var coming []Coming
	for _, lead := range PreparationLeads() {
		if due := ReminderDue(event.Start, lead, plan.QuietOf(member), plan.Zone); due.After(now) {
			coming = append(coming, Coming{Lead: lead, Due: due})
		}
	}
	return coming
}

// QuietOf are the quiet hours that hold for the member.
func (plan Plan) QuietOf(member Member) Quiet {
	if member.Quiet != nil {
		return *member.Quiet
	}
	return plan.Quiet
}

// LeadsOf are the lead times of the member's reminders of an event, where defaults are the community's: the own ones, and those that
// organisers have added to this event for everybody who wants any.
func (member Member) LeadsOf(event Event, defaults []time.Duration) []time.Duration {
	return member.leads(event.Leads, defaults)
}

func (member Member) leads(added, defaults []time.Duration) []time.Duration {
	own := member.LeadTimes(defaults)
	if len(own) == 0 || len(added) == 0 {
		return own
	}
	all := slices.Concat(own, added)
	slices.Sort(all)
	return slices.Compact(all)
}
