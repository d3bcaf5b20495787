package alliance

import "time"

// Hours are a stretch of each day, in whole hours from midnight, To exclusive; the zero value is the whole day.
type Hours struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Hold reports whether an event takes place within the hours of the day on which it begins, on the clock of zone. Of one that
// goes on for days, only the beginning counts.
func (hours Hours) Hold(event Event, zone *time.Location) bool {
	start, end := event.Start.In(zone), event.Until().In(zone)
	day := Day(start, 0)
	if end.After(day.To) {
		end = start.Add(time.Nanosecond)
	}
	at := func(hour int) time.Time {
		return time.Date(day.From.Year(), day.From.Month(), day.From.Day(), hour, 0, 0, 0, zone)
	}
	return hours == Hours{} || start.Before(at(hours.To)) && end.After(at(hours.From))
}
