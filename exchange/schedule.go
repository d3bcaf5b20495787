package exchange

import (
	"slices"
	"time"
)

// readTimes reads when the event takes place, once or again and again.
func (reader calendarReader) readTimes(component *component, event *vevent) {
	entry := event.entry
	begins, _ := component.property("DTSTART")
	start, err := reader.zones.time(begins)
	if err == nil {
		event.start = start
		entry.event.Start, err = start.instant()
	}
	if err != nil {
		entry.reject("DTSTART", begins.Value, err.Error())
		return
	}
	reader.readEnd(component, event)
	if replaced, found := component.property("RECURRENCE-ID"); found {
		original, err := reader.zones.time(replaced)
		switch {
		case err != nil:
			entry.reject("RECURRENCE-ID", replaced.Value, err.Error())
		case replaced.parameter("RANGE") != "":
			entry.reject("RECURRENCE-ID", replaced.parameter("RANGE"), "a change of one occurrence, not of all that follow")
		}
		event.replaces = &original
		return
	}
	reader.readRecurrence(component, event)
}

// readEnd reads DTEND or DURATION. An all-day event that gives neither lasts a day (RFC 5545, 3.6.1).
func (reader calendarReader) readEnd(component *component, event *vevent) {
	entry := event.entry
	var err error
	if ends, found := component.property("DTEND"); found {
		var end calendarTime
		if end, err = reader.zones.time(ends); err == nil {
			entry.event.End, err = end.instant()
		}
		if err != nil {
			entry.reject("DTEND", ends.Value, err.Error())
		}
		entry.checkTimes("DTEND", ends.Value)
		return
	}
	lasts, found := component.property("DURATION")
	days, rest := 1, time.Duration(0)
	switch {
	case found:
		if days, rest, err = parseDuration(lasts.Value); err != nil {
			entry.reject("DURATION", lasts.Value, err.Error())
			return
		}
	case !event.start.allDay:
		return
	}
	// Where daylight saving skips the end of the last day, the nearest instant is the end all the same.
	end, _ := event.start.at(event.start.wall.AddDate(0, 0, days)).instant()
	entry.event.End = end.Add(rest)
	entry.checkTimes("DURATION", lasts.Value)
}

// readRecurrence reads RRULE, RDATE and EXDATE.
func (reader calendarReader) readRecurrence(component *component, event *vevent) {
	rule, recurs := component.property("RRULE")
	if recurs {
		walls, err := reader.ration.occurrences(rule.Value, event.start)
		if err != nil {
			event.entry.reject("RRULE", rule.Value, err.Error())
			return
		}
		event.walls = walls
	}
	extra := reader.readDates(component, event, "RDATE")
	if !recurs && len(extra) == 0 {
		return
	}
	if !recurs {
		event.walls = []time.Time{event.start.wall}
	}
	for _, t := range extra {
		event.walls = append(event.walls, event.start.sameClock(t))
	}
	event.walls = without(event.walls, reader.readDates(component, event, "EXDATE"), event.start)
	slices.SortFunc(event.walls, time.Time.Compare)
	event.walls = slices.CompactFunc(event.walls, time.Time.Equal)
}

// readDates reads all properties of this name, each a list of times.
func (reader calendarReader) readDates(component *component, event *vevent, name string) []calendarTime {
	var dates []calendarTime
	for _, property := range component.properties {
		if property.IANAToken != name || property.Value == "" {
			continue
		}
		times, err := reader.zones.times(property)
		if err != nil {
			event.entry.reject(name, property.Value, err.Error())
		}
		dates = append(dates, times...)
		if len(dates) > maxEntries {
			event.entry.reject(name, property.Value, "fewer dates")
			return nil
		}
	}
	return dates
}
