package alliance

import (
	"slices"
	"time"
)

// escalationLeads are how long before the deadline of a broadcast the liaisons can be told who has not confirmed it, so that they still
// reach somebody; 0: at the deadline.
var escalationLeads = []time.Duration{0, time.Hour, 2 * time.Hour, 24 * time.Hour}

// EscalatesAt is when the liaisons are to be told who has not confirmed a broadcast; zero: never.
func (dispatch Dispatch) EscalatesAt() time.Time {
	if !dispatch.Escalate || dispatch.Deadline.IsZero() {
		return time.Time{}
	}
	return dispatch.Deadline.Add(-dispatch.EscalateLead)
}

// Escalated is the broadcast with its liaisons told so long before the deadline, where it has one; a lead that cannot be chosen is an
// error of kind Invalid.
func (dispatch Dispatch) Escalated(lead time.Duration) (Dispatch, error) {
	if !slices.Contains(escalationLeads, lead) {
		return Dispatch{}, Errorf(Invalid, "escalation %s before the deadline", lead)
	}
	if dispatch.Deadline.IsZero() {
		return dispatch.Unescalated(), nil
	}
	dispatch.Escalate, dispatch.EscalateLead = true, lead
	return dispatch, nil
}

// EscalationLeads are the leads whose moment is still to come once a broadcast has gone out that is sent now.
func (dispatch Dispatch) EscalationLeads(now time.Time) []time.Duration {
	return slices.DeleteFunc(slices.Clone(escalationLeads), func(lead time.Duration) bool {
		return !dispatch.Deadline.Add(-lead).After(dispatch.Begins(now))
	})
}

// Begins is when a broadcast goes out that is sent now.
func (dispatch Dispatch) Begins(now time.Time) time.Time {
	if dispatch.NotBefore.After(now) {
		return dispatch.NotBefore
	}
	return now
}

// EscalatesIf is when the liaisons are told of a broadcast for which at was chosen: once it is done, and at its deadline where it is not done by
// then, as when most members have quiet hours; or where it had not begun at that moment, since it began late, or moved with its event.
// Nobody would have had it, or time to confirm it.
func (dispatch Dispatch) EscalatesIf(at time.Time) time.Time {
	waits := dispatch.State != Done && dispatch.State != Withdrawn
	if waits || dispatch.Begun.After(at) {
		return dispatch.Deadline
	}
	return at
}

// Unescalated is the broadcast without liaisons to be told who has not confirmed it.
func (dispatch Dispatch) Unescalated() Dispatch {
	dispatch.Escalate, dispatch.EscalateLead = false, 0
	return dispatch
}

// Unlimited is the broadcast without a deadline, and so without liaisons to be told anything before it or at it.
func (dispatch Dispatch) Unlimited() Dispatch {
	dispatch.Deadline = time.Time{}
	return dispatch.Unescalated()
}
