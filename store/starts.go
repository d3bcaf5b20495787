package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// stretchSeconds is the length of the stretches by which starts and snoozes are kept: a tick reads one or two for each slot, and
// after a downtime of a month some thousand at once.
const stretchSeconds = 300

func stretchOf(t time.Time) int64 { return floorDiv(t.Unix(), stretchSeconds) }

// added enters the times at which an event reminds beside those of members, each known since now where it or the event's start is new, and
// takes out those that it has no more. One that stays keeps since when it is known: it may be due, and the tick that is to see it yet to
// come.
func (s *swap) added(before, after alliance.Event, now time.Time) {
	was, is := addedSlots(before), addedSlots(after)
	stays := before.Start.Equal(after.Start)
	for _, slot := range was {
		if !stays || !slices.Contains(is, slot) {
			s.write(keyAdded(stretchOf(before.Start)), addedField(before.ID, slot), "")
		}
	}
	for _, slot := range is {
		if !stays || !slices.Contains(was, slot) {
			s.write(keyAdded(stretchOf(after.Start)), addedField(after.ID, slot), startValue(after.Start, now))
			s.write(keySlots, addedSlotField(slot), strconv.FormatUint(rand.Uint64(), 36)) // another value, as choose writes
		}
	}
}

// addedSlots are the times at which an event reminds beside those of members: what organisers have added, and the times at which those who
// have a part in it are told what to prepare.
func addedSlots(event alliance.Event) (slots []alliance.Slot) {
	if event.ID == "" || event.Status != alliance.Planned {
		return nil
	}
	for _, lead := range event.Leads {
		slots = append(slots, alliance.Slot{Lead: lead})
	}
	if event.Parts().None() {
		return slots
	}
	for _, lead := range alliance.PreparationLeads() {
		slots = append(slots, alliance.Slot{Lead: lead, Prepares: true})
	}
	return slots
}

func addedField(event string, slot alliance.Slot) string {
	if slot.Prepares {
		return event + "/" + minutesOf(slot.Lead) + "/" + toPrepare
	}
	return event + "/" + minutesOf(slot.Lead)
}

// addedSlotField is the field of keySlots for a time that events have by themselves.
func addedSlotField(slot alliance.Slot) string {
	if slot.Prepares {
		return slotField(minutesOf(slot.Lead), toPrepare)
	}
	return slotField(minutesOf(slot.Lead), ofEvents)
}

func minutesOf(lead time.Duration) string { return strconv.Itoa(int(lead / time.Minute)) }

// starts enters when an event starts, known since now, where that is new; and takes out when it was to start.
func (s *swap) starts(before, after alliance.Event, now time.Time) {
	was, is := before.ID != "" && before.Status == alliance.Planned, after.Status == alliance.Planned
	if was && is && before.Start.Equal(after.Start) {
		return
	}
	if was {
		s.write(keyStarts(stretchOf(before.Start)), before.ID, "")
	}
	if is {
		s.write(keyStarts(stretchOf(after.Start)), after.ID, startValue(after.Start, now))
	}
}

func startValue(start, since time.Time) string {
	return fmt.Sprintf("%d/%d", start.Unix(), since.Unix())
}

// parseStart reads a field of keyStarts, or of keyAdded.
func parseStart(field, value string) (known, bool) {
	event, slot, _ := strings.Cut(field, "/")
	minutes, prepare, _ := strings.Cut(slot, "/")
	start, since, _ := strings.Cut(value, "/")
	begins, errStart := strconv.ParseInt(start, 10, 64)
	from, errSince := strconv.ParseInt(since, 10, 64)
	added, _ := strconv.Atoi(minutes) // none in keyStarts
	found := known{event: event, start: time.Unix(begins, 0).UTC(), since: time.Unix(from, 0).UTC(), added: time.Duration(added) * time.Minute, prepares: prepare == toPrepare}
	return found, errStart == nil && errSince == nil
}
