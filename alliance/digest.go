package alliance

import "time"

// Digest is a list of what is to come, which members get regularly.
type Digest string

// The digests.
const (
	Daily  Digest = "daily"
	Weekly Digest = "weekly"
)

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
	const afternoon = 15 * time.Hour
	if digest == Weekly {
		if weekday := now.Weekday(); weekday == time.Friday || weekday == time.Saturday || weekday == time.Sunday {
			return Week(now, 1)
		}
		return Week(now, 0)
	}
	if now.Before(timeOfDay(now, 0, afternoon)) {
		return Day(now, 0)
	}
	return Day(now, 1)
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
