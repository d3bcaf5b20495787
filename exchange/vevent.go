package exchange

import (
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// calendarReader reads the VEVENTs of one calendar.
type calendarReader struct {
	file   file
	zones  zones
	ration *ration
	method string // of the calendar; CANCEL takes back all of its events
}

// vevent is one VEVENT as it is being read.
type vevent struct {
	entry      *entry
	uid        string
	start      calendarTime
	walls      []time.Time     // of a recurring event: when it takes place, on the clock of start
	replaces   *calendarTime   // RECURRENCE-ID: the occurrence of a series that this one replaces
	occurrence string          // date of that occurrence, on the clock of the series
	replaced   map[string]bool // dates at which another VEVENT replaces an occurrence of this one
}

// read reads one VEVENT.
func (reader calendarReader) read(component *component) *vevent {
	entry := reader.file.entry(component.line)
	event := &vevent{entry: entry, replaced: map[string]bool{}}
	for _, property := range component.properties {
		if property.raw != "" {
			entry.reject(property.IANAToken, property.raw, "a line that follows RFC 5545 and is at most 16 KB long")
		}
	}
	entry.readTitle("SUMMARY", component.value("SUMMARY"))
	entry.event.Kind = kindOf(component, entry.event.Title)
	entry.event.Venue = entry.text("LOCATION", component.value("LOCATION"), textLength)
	entry.readDescription("DESCRIPTION", component.value("DESCRIPTION"))
	entry.readLink("URL", component.value("URL"))
	if organizer, found := component.property("ORGANIZER"); found {
		entry.readOrganizer(organizer.parameter("CN"))
	}
	entry.readSequence(component.value("SEQUENCE"))
	if strings.EqualFold(component.value("STATUS"), "CANCELLED") || strings.EqualFold(reader.method, "CANCEL") {
		entry.event.Status = alliance.Cancelled
	}
	event.uid = entry.text("UID", component.value("UID"), idLength)
	reader.readTimes(component, event)
	return event
}

// readOrganizer takes the organiser's name for a unit, but never somebody's mail address.
func (entry *entry) readOrganizer(name string) {
	if name = entry.text("ORGANIZER", name, textLength); name != "" && !strings.Contains(name, "@") {
		entry.event.Units = []string{name}
	}
}

func (entry *entry) readSequence(found string) {
	if found == "" {
		return
	}
	revision, err := strconv.ParseInt(found, 10, 32)
	if err != nil || revision < 0 {
		entry.reject("SEQUENCE", found, "a whole number")
		return
	}
	entry.event.Revision = int(revision)
}

// entries are the event, or its occurrences that no other VEVENT replaces.
func (event *vevent) entries() []*entry {
	switch {
	case len(event.entry.problems) > 0:
		return []*entry{event.entry}
	case event.walls == nil:
		if event.occurrence != "" {
			event.entry.event.Series = event.uid
		}
		event.entry.identify("UID", occurrenceUID(event.uid, event.occurrence))
		return []*entry{event.entry}
	}
	var entries []*entry
	for _, wall := range event.walls {
		date := wall.Format(time.DateOnly)
		if event.replaced[date] {
			continue
		}
		occurrence := *event.entry
		occurrence.problems = nil
		// In a gap of daylight saving RFC 5545 (3.3.5) counts on with the offset from before: the occurrence takes place.
		start, _ := event.start.at(wall).instant()
		if !occurrence.event.End.IsZero() {
			occurrence.event.End = start.Add(occurrence.event.End.Sub(occurrence.event.Start))
		}
		occurrence.event.Start, occurrence.event.Series = start, event.uid
		occurrence.identify("UID", occurrenceUID(event.uid, date))
		entries = append(entries, &occurrence)
	}
	return entries
}

// occurrenceUID is the UID of one occurrence of a series; without a date it is that of the event itself.
func occurrenceUID(uid, date string) string {
	if uid == "" || date == "" {
		return uid
	}
	return uid + "@" + date
}
