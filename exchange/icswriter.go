package exchange

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"alliancebot/alliance"
)

// localLayout is a DATE-TIME with local time (RFC 5545, 3.3.5).
const localLayout = "20060102T150405"

// WriteICS writes the events as one iCalendar file (RFC 5545), made at stamp. Each event's times are in its own zone, which
// the file describes, or in UTC where it has none that is known.
func WriteICS(w io.Writer, events []alliance.Event, stamp time.Time) error {
	calendar := ics.NewCalendar()
	calendar.SetProductId("-//alliancebot//alliancebot//ZH")
	calendar.SetCalscale("GREGORIAN")
	calendar.SetMethod(ics.MethodPublish)
	for _, timezone := range timezones(events) {
		calendar.AddVTimezone(timezone)
	}
	for _, event := range events {
		calendar.AddVEvent(newVEvent(event, stamp))
	}
	var file bytes.Buffer
	if err := calendar.SerializeTo(&file, ics.WithLineLength(75), ics.WithNewLineWindows); err != nil {
		return fmt.Errorf("write ics: %w", err)
	}
	if _, err := w.Write(file.Bytes()); err != nil {
		return fmt.Errorf("write ics: %w", err)
	}
	return nil
}

// newVEvent is the event as a VEVENT. Every text is cleaned: a stray line break would begin a property of its own.
func newVEvent(event alliance.Event, stamp time.Time) *ics.VEvent {
	vevent := ics.NewEvent(sound(oneLine(cmp.Or(event.UID, event.ID))))
	vevent.SetDtStampTime(stamp)
	vevent.SetSequence(event.Revision)
	setTime(vevent, ics.ComponentPropertyDtStart, event.Start, event.Zone)
	if !event.End.IsZero() {
		setTime(vevent, ics.ComponentPropertyDtEnd, event.End, event.Zone)
	}
	vevent.SetStatus(ics.ObjectStatusConfirmed)
	if event.Status == alliance.Cancelled {
		vevent.SetStatus(ics.ObjectStatusCancelled)
	}
	setText := func(property ics.ComponentProperty, text string) {
		if text != "" {
			vevent.SetProperty(property, sound(text))
		}
	}
	setText(ics.ComponentPropertySummary, oneLine(event.Title))
	setText(ics.ComponentPropertyLocation, location(event))
	setText(ics.ComponentPropertyDescription, paragraphs(event.Description))
	setText(ics.ComponentPropertyUrl, oneLine(event.Link))
	if names := alliance.KindNames(event.Kind); len(names) > 0 {
		setText(ics.ComponentPropertyCategories, names[0])
	}
	return vevent
}

// location is the venue and, for the map of a telephone, its address.
func location(event alliance.Event) string {
	venue, address := oneLine(event.Venue), oneLine(event.Address)
	if venue == "" || address == "" {
		return venue + address
	}
	return venue + ", " + address
}

// sound replaces what is not UTF-8: lines are folded by characters.
func sound(text string) string { return strings.ToValidUTF8(text, "\ufffd") }

// setTime sets a time in the zone of this name, or in UTC where that zone is unknown or its clocks show the time twice.
func setTime(vevent *ics.VEvent, property ics.ComponentProperty, instant time.Time, name string) {
	instant = instant.Truncate(time.Second)
	if zone, known := zoneOf(name); known {
		local := instant.In(zone)
		if again, err := onClocks(asWall(local), zone); err == nil && again.Equal(instant) {
			vevent.SetProperty(property, local.Format(localLayout), ics.WithTZID(name))
			return
		}
	}
	vevent.SetProperty(property, instant.UTC().Format(localLayout+"Z"))
}

// zoneOf is the zone of this IANA name; false for none, for UTC, which needs no description, and for the machine's own.
func zoneOf(name string) (*time.Location, bool) {
	if name == "" || name == "UTC" || name == "Local" {
		return nil, false
	}
	zone, err := time.LoadLocation(name)
	return zone, err == nil
}
