package store

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// stretchSeconds is the length of the stretches by which starts and snoozes are kept: a tick reads one or two for each slot, and
// after a downtime of a month some thousand at once.
const stretchSeconds = 300

func stretchOf(t time.Time) int64 { return floorDiv(t.Unix(), stretchSeconds) }

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
	begins, errStart := strconv.ParseInt(start, 10, 64)
	from, errSince := strconv.ParseInt(since, 10, 64)
	return known{event: event, start: time.Unix(begins, 0).UTC(), since: time.Unix(from, 0).UTC()}, errStart == nil && errSince == nil
}
