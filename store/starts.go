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

// added enters the lead times that an event adds for everybody, each known since now where it or the event's start is new, and takes
// out those that it adds no more. One that stays keeps since when it is known: it may be due, and the tick that is to see it yet to come.
func (s *swap) added(before, after alliance.Event, now time.Time) {
	was, is := addedLeads(before), addedLeads(after)
	stays := before.Start.Equal(after.Start)
	for _, lead := range was {
		if !stays || !slices.Contains(is, lead) {
			s.write(keyAdded(stretchOf(before.Start)), addedField(before.ID, lead), "")
		}
	}
	for _, lead := range is {
		if !stays || !slices.Contains(was, lead) {
			s.write(keyAdded(stretchOf(after.Start)), addedField(after.ID, lead), startValue(after.Start, now))
			s.write(keySlots, slotField(minutesOf(lead), ofEvents), strconv.FormatUint(rand.Uint64(), 36)) // another value, as choose writes
		}
	}
}

// addedLeads are the lead times by which an event is to remind beside those of members.
func addedLeads(event alliance.Event) []time.Duration {
	if event.ID == "" || event.Status != alliance.Planned {
		return nil
	}
	return event.Leads
}

func addedField(event string, lead time.Duration) string { return event + "/" + minutesOf(lead) }

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
	event, minutes, _ := strings.Cut(field, "/")
	start, since, _ := strings.Cut(value, "/")
	begins, errStart := strconv.ParseInt(start, 10, 64)
	from, errSince := strconv.ParseInt(since, 10, 64)
	added, _ := strconv.Atoi(minutes) // none in keyStarts
	found := known{event: event, start: time.Unix(begins, 0).UTC(), since: time.Unix(from, 0).UTC(), added: time.Duration(added) * time.Minute}
	return found, errStart == nil && errSince == nil
}
