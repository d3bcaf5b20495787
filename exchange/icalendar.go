package exchange

import (
	"time"
)

// icalendar reads the VEVENTs of every calendar in the file (RFC 5545). Recurring ones are written out, one event for each
// occurrence, with the date of the occurrence in its UID. All-day events begin and end at midnight in the file's zone.
func (file file) icalendar(data []byte) ([]*entry, error) {
	calendars, err := parseComponents(data)
	if err != nil {
		return nil, err
	}
	var entries []*entry
	ration := &ration{left: maxEntries}
	for _, calendar := range calendars {
		reader := calendarReader{
			file: file, zones: newZones(calendar, file.zone, ration), ration: ration, method: calendar.value("METHOD"),
		}
		var vevents []*vevent
		for _, component := range calendar.all("VEVENT") {
			if len(vevents) == maxEntries {
				return nil, errTooMany()
			}
			vevents = append(vevents, reader.read(component))
		}
		override(vevents)
		for _, vevent := range vevents {
			entries = append(entries, vevent.entries()...)
			if len(entries) > maxEntries {
				return nil, errTooMany()
			}
		}
	}
	return entries, nil
}

// override gives each moved or changed occurrence (RECURRENCE-ID) the identity of the occurrence it replaces, and takes that
// out of its series.
func override(vevents []*vevent) {
	series := map[string]*vevent{}
	for _, vevent := range vevents {
		if vevent.replaces == nil && vevent.uid != "" {
			series[vevent.uid] = vevent
		}
	}
	for _, vevent := range vevents {
		if vevent.replaces == nil {
			continue
		}
		wall := vevent.replaces.wall
		if master, found := series[vevent.uid]; found && master.start.clock != nil {
			wall = master.start.sameClock(*vevent.replaces)
			master.replaced[wall.Format(time.DateOnly)] = true
		}
		vevent.occurrence = wall.Format(time.DateOnly)
	}
}
