package store

import (
	"time"

	"alliancebot/alliance"
)

// slot is an alliance.Slot as the plan has it.
type slot struct {
	lead  time.Duration
	quiet alliance.Quiet
	own   string // the quiet hours as written, where they are not the community's
	added bool   // of the events that have added this lead time, and of no others

	prepares bool // for those who have a part in one of these events
}

// known is an event that is to be reminded of.
type known struct {
	event string
	start time.Time
	since time.Time     // when it came to be known that it starts then
	added time.Duration // the lead time that it is known to add; zero: it is known for those of members

	prepares bool // that lead time is for those who have a part in it
}

// due is when the slot reminds of an event, and false where that was over when the event became known, or is not within window.
func (slot slot) due(of known, window alliance.Span, zone *time.Location) (time.Time, bool) {
	if slot.added != (of.added != 0) || slot.added && slot.lead != of.added || slot.prepares != of.prepares {
		return time.Time{}, false
	}
	due := alliance.ReminderDue(of.start, slot.lead, slot.quiet, zone)
	return due, window.Contains(due) && due.After(of.since)
}

// starts lists spans in which all events start of which the slot may remind within window.
func (slot slot) starts(window alliance.Span, zone *time.Location) []alliance.Span {
	spans := slot.quiet.Sources(window, zone)
	for i := range spans {
		spans[i] = alliance.Span{From: spans[i].From.Add(slot.lead), To: spans[i].To.Add(slot.lead)}
	}
	return spans
}
