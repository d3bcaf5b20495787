package exchange

import (
	"cmp"
	"fmt"
	"slices"

	"alliancebot/alliance"
)

// entry is one row, VEVENT or element as it is being read: the event so far, and what is wrong with it.
type entry struct {
	file     string
	row      int
	idColumn string // where the event's identity came from; empty if it was derived
	event    alliance.Event
	problems []Problem
}

// reject notes that found stands in column where something else was expected.
func (entry *entry) reject(column, found, expected string) {
	entry.problems = append(entry.problems, Problem{
		File: entry.file, Row: entry.row, Column: column, Found: oneLine(found), Expected: expected,
	})
}

// identify gives the event its identity: uid if the source has one, else one derived from the event itself.
func (entry *entry) identify(column, uid string) {
	if uid == "" {
		column, uid = "", alliance.DerivedUID(entry.event)
	}
	entry.idColumn = column
	entry.event.UID = uid
	entry.event.ID = alliance.EventID(uid)
}

// collect separates events from problems. Two sound entries of one identity are a problem: which of them is true?
func collect(entries []*entry) (events []alliance.Event, problems []Problem) {
	first := map[string]int{}
	for _, entry := range entries {
		if row, seen := first[entry.event.ID]; seen && len(entry.problems) == 0 {
			entry.rejectTwin(row)
		}
		problems = append(problems, entry.problems...)
		if len(entry.problems) == 0 {
			first[entry.event.ID] = entry.row
			events = append(events, entry.event)
		}
	}
	slices.SortStableFunc(events, func(a, b alliance.Event) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Title, b.Title))
	})
	slices.SortStableFunc(problems, func(a, b Problem) int { return cmp.Compare(a.Row, b.Row) })
	return events, problems
}

// rejectTwin says in which row the event stands already.
func (entry *entry) rejectTwin(row int) {
	place := fmt.Sprintf("%s %d", Problem{File: entry.file}.place(), row)
	if entry.idColumn == "" {
		entry.reject("", entry.event.Title, "each event once: "+place+" has the same kind, title, start, venue and speakers")
		return
	}
	entry.reject(entry.idColumn, entry.event.UID, "another id: "+place+" has the same")
}
