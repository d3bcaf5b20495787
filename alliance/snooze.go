package alliance

import "time"

// Snooze is how long a reminder is put off.
type Snooze string

// The snoozes.
const (
	TenMinutes Snooze = "10m"
	OneHour    Snooze = "1h"
	Morning    Snooze = "morning"
)

// Snoozes lists all snoozes, the shortest first.
func Snoozes() []Snooze { return []Snooze{TenMinutes, OneHour, Morning} }

// wakeTime is the time of day at which a reminder put off to the morning comes; before nightEnd it is still night.
const wakeTime, nightEnd = 8 * time.Hour, 4 * time.Hour

// Until is when a reminder comes that is put off at now, in whole minutes on the clock of now's zone; false for no snooze.
func (snooze Snooze) Until(now time.Time) (time.Time, bool) {
	switch snooze {
	case TenMinutes:
		now = now.Add(10 * time.Minute)
	case OneHour:
		now = now.Add(time.Hour)
	case Morning:
		days := 1
		if now.Before(timeOfDay(now, 0, nightEnd)) {
			days = 0
		}
		return timeOfDay(now, days, wakeTime), true
	default:
		return time.Time{}, false
	}
	return now.Add(time.Minute - 1).Truncate(time.Minute), true
}
