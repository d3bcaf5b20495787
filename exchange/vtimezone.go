package exchange

import (
	"maps"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"

	"alliancebot/alliance"
)

// timezones describes the zones of the events, each for as long as the events in it last.
func timezones(events []alliance.Event) []*ics.VTimezone {
	spans := map[string]alliance.Span{}
	for _, event := range events {
		if _, known := zoneOf(event.Zone); !known {
			continue
		}
		span, seen := spans[event.Zone]
		if !seen || event.Start.Before(span.From) {
			span.From = event.Start
		}
		if event.Until().After(span.To) {
			span.To = event.Until()
		}
		spans[event.Zone] = span
	}
	var described []*ics.VTimezone
	for _, name := range slices.Sorted(maps.Keys(spans)) {
		zone, _ := zoneOf(name)
		described = append(described, describe(name, zone, spans[name]))
	}
	return described
}

// describe writes a VTIMEZONE (RFC 5545, 3.6.5): one part for each stretch of one offset within span.
func describe(name string, zone *time.Location, span alliance.Span) *ics.VTimezone {
	timezone := ics.NewTimezone(name)
	for at := span.From.In(zone); !at.After(span.To); {
		begins, ends := at.ZoneBounds()
		abbreviation, to := at.Zone()
		from, onset := to, time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
		if first := len(timezone.Components) == 0; !first {
			_, from = begins.Add(-time.Second).Zone()
			onset = begins.UTC().Add(time.Duration(from) * time.Second) // on the clock as it was before the change
		}
		part := ics.ComponentBase{}
		part.SetProperty(ics.ComponentProperty(ics.PropertyDtstart), onset.Format(localLayout))
		part.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), utcOffset(from))
		part.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), utcOffset(to))
		part.SetProperty(ics.ComponentProperty(ics.PropertyTzname), abbreviation)
		if at.IsDST() {
			timezone.Components = append(timezone.Components, &ics.Daylight{ComponentBase: part})
		} else {
			timezone.Components = append(timezone.Components, &ics.Standard{ComponentBase: part})
		}
		if ends.IsZero() {
			break
		}
		at = ends
	}
	return timezone
}

// utcOffset writes seconds east of UTC as +0800 (RFC 5545, 3.3.14).
func utcOffset(seconds int) string {
	return time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", seconds)).Format("-0700")
}
