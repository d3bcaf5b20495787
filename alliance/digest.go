package alliance

import (
	"slices"
	"time"
)

// eveBegins is when what is told on a day begins to be about the next one.
const eveBegins = 15 * time.Hour

// Digest is a list of what is to come, which members get regularly.
type Digest string

// The digests.
const (
	Daily  Digest = "daily"
	Weekly Digest = "weekly"
)

// Digests lists the digests.
func Digests() []Digest { return []Digest{Weekly, Daily} }

// WantsDigest reports whether the member gets it: the weekly one unless it was switched off, the daily one once it was switched on.
func (member Member) WantsDigest(digest Digest) bool {
	if digest == Weekly {
		return !member.NoWeekly
	}
	return member.Daily
}

// Covers is what the digest sent at now is about, on the clock of now's zone: the day, or from the afternoon on the next one; the
// week, or from Friday on the next one.
func (digest Digest) Covers(now time.Time) Span {
	if digest == Weekly {
		if weekday := now.Weekday(); weekday == time.Friday || weekday == time.Saturday || weekday == time.Sunday {
			return Week(now, 1)
		}
		return Week(now, 0)
	}
	if now.Before(timeOfDay(now, 0, eveBegins)) {
		return Day(now, 0)
	}
	return Day(now, 1)
}

// DigestsAbout are the dispatches of all editions of the digests, if there were any, that told of an event that was to start at start, in
// start's zone.
func DigestsAbout(start time.Time) []string {
	var ids []string
	for _, edition := range slices.Concat(Weekly.Editions(), Daily.Editions()) {
		covers := Day(start, 0)
		if edition.Digest == Weekly {
			covers = Week(start, 0)
		}
		ids = append(ids, edition.DispatchID(covers))
	}
	return ids
}

// DigestOf lists those of the events that a digest tells a member of at now: planned, still to begin, and wanted.
func DigestOf(member Member, events []Event, now time.Time) []Event {
	var told []Event
	for _, event := range events {
		if event.Remindable(now) && member.Wants(event.ID, event.SeriesID(), event.Kind) {
			told = append(told, event)
		}
	}
	return told
}

// DigestSince lists those of the events that a digest which told a member of them at then says now that one of them has changed: that one
// as it is, wherever it has moved and also where it does not take place.
func DigestSince(member Member, events []Event, changed Event, then time.Time) []Event {
	told := []Event{changed}
	for _, event := range events {
		if event.ID != changed.ID && event.Remindable(then) && member.Wants(event.ID, event.SeriesID(), event.Kind) {
			told = append(told, event)
		}
	}
	slices.SortStableFunc(told, func(a, b Event) int { return a.Start.Compare(b.Start) })
	return told
}
