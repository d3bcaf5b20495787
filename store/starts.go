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

// added enters the lead times that an event adds for everybody, known since now, where they or its start are new.
func (s *swap) added(before, after alliance.Event, now time.Time) {
	adds := func(event alliance.Event) bool {
		return event.ID != "" && event.Status == alliance.Planned && len(event.Leads) > 0
	}
	was, is := adds(before), adds(after)
	if was && is && before.Start.Equal(after.Start) && slices.Equal(before.Leads, after.Leads) {
		return
	}
	if was {
		s.write(keyAdded(stretchOf(before.Start)), before.ID, "")
	}
	if !is {
		return
	}
	leads := make([]string, len(after.Leads))
	for i, lead := range after.Leads {
		leads[i] = strconv.Itoa(int(lead / time.Minute))
		s.write(keySlots, slotField(leads[i], ofEvents), strconv.FormatUint(rand.Uint64(), 36)) // another value, as choose writes
	}
	s.write(keyAdded(stretchOf(after.Start)), after.ID, startValue(after.Start, now)+"/"+strings.Join(leads, ","))
}

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

func parseStart(event, value string) (known, bool) {
	start, since, _ := strings.Cut(value, "/")
	since, added, _ := strings.Cut(since, "/")
	begins, errStart := strconv.ParseInt(start, 10, 64)
	from, errSince := strconv.ParseInt(since, 10, 64)
	found := known{event: event, start: time.Unix(begins, 0).UTC(), since: time.Unix(from, 0).UTC()}
	for minutes := range strings.SplitSeq(added, ",") {
		if lead, err := strconv.Atoi(minutes); err == nil {
			found.added = append(found.added, time.Duration(lead)*time.Minute)
		}
	}
	return found, errStart == nil && errSince == nil
}
