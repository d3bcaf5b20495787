package alliance

import (
	"slices"
	"time"
)

// Change is a difference between two states of an event that matters to those who mean to come.
type Change string

// The changes members are told of.
const (
	Moved     Change = "moved"     // another start or end
	Relocated Change = "relocated" // another venue or address
	Recast    Change = "recast"    // other speakers
	CalledOff Change = "cancelled"
	BackOn    Change = "resumed" // planned again after it had been cancelled
)

// Changes lists what has become different from before to after, in the order in which it is said; none where nobody needs to
// know. Of an event that does not take place only that is said.
func Changes(before, after Event) []Change {
	switch {
	case after.Status == Cancelled && before.Status != Cancelled:
		return []Change{CalledOff}
	case after.Status != Planned:
		return nil
	}
	var changes []Change
	add := func(change Change, is bool) {
		if is {
			changes = append(changes, change)
		}
	}
	add(BackOn, before.Status == Cancelled)
	add(Moved, !before.Start.Equal(after.Start) || !before.End.Equal(after.End))
	add(Relocated, before.Venue != after.Venue || before.Address != after.Address)
	add(Recast, !slices.Equal(before.Speakers, after.Speakers))
	return changes
}

// Noticed reports whether a change from before to after is told to members at now: there is one, and the event is still to come.
func Noticed(before, after Event, now time.Time) bool {
	return len(Changes(before, after)) > 0 && !after.Begun(now)
}

// Burst is a run of edits of one event after which members are told, once.
type Burst struct {
	Before Event     // as it was before the first of them
	Edited time.Time // when it was edited last
	Due    time.Time // when nobody has edited it for long enough
}
