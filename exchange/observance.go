package exchange

import (
	"errors"
	"fmt"
	"sort"
	"time"

	"github.com/teambition/rrule-go"
)

// describedClock is the clock that a VTIMEZONE describes (RFC 5545, 3.6.5).
type describedClock struct {
	name        string
	observances []observance
}

// observance is one STANDARD or DAYLIGHT: when it comes into force, and the offsets from UTC before and after.
type observance struct {
	onsets   []time.Time // wall times before the change, in order
	from, to time.Duration
}

// zoneCost is what a VTIMEZONE costs of a file's ration: a file has a few of them, never hundreds.
const zoneCost = maxEntries / 100

// lastYear is the last year of which onsets are worked out, as of which events are read.
const lastYear = 2199

// newDescribedClock reads a VTIMEZONE.
func newDescribedClock(name string, timezone *component, ration *ration) (describedClock, error) {
	clock := describedClock{name: name}
	ration.left -= zoneCost
	for _, part := range append(timezone.all("STANDARD"), timezone.all("DAYLIGHT")...) {
		observance, err := readObservance(part, ration)
		if err != nil {
			return describedClock{}, fmt.Errorf("a complete VTIMEZONE for %s: %w", shorten(oneLine(name)), err)
		}
		clock.observances = append(clock.observances, observance)
	}
	if len(clock.observances) == 0 {
		return describedClock{}, fmt.Errorf("a VTIMEZONE for %s with its offsets", shorten(oneLine(name)))
	}
	return clock, nil
}

func readObservance(part *component, ration *ration) (observance, error) {
	onset, err := parseCalendarTime(part.value("DTSTART"), nil)
	if err != nil {
		return observance{}, err
	}
	result := observance{onsets: []time.Time{onset.wall}}
	if result.from, err = parseUTCOffset(part.value("TZOFFSETFROM")); err != nil {
		return observance{}, err
	}
	if result.to, err = parseUTCOffset(part.value("TZOFFSETTO")); err != nil {
		return observance{}, err
	}
	if rule := part.value("RRULE"); rule != "" {
		result.onsets, err = onsets(rule, onset.wall, result.from, ration)
	}
	return result, err
}

// onsets lists when an observance comes into force by its rule, which is one of years.
func onsets(rule string, first time.Time, from time.Duration, ration *ration) ([]time.Time, error) {
	option, err := parseRule(rule)
	if err != nil || option.Freq != rrule.YEARLY {
		return nil, errors.Join(err, errors.New("a rule of years"))
	}
	if first.Year() < 1970 { // Outlook begins in 1601: the rule is the same, the way there is long
		first = first.AddDate(1970-first.Year(), 0, 0)
	}
	option.Dtstart = first
	if option.Until.IsZero() || option.Until.Year() > lastYear {
		option.Until = time.Date(lastYear+1, 1, 1, 0, 0, 0, 0, time.UTC)
	} else {
		option.Until = option.Until.Add(from) // it is given in UTC (RFC 5545, 3.3.10)
	}
	dates, err := ration.dates(option)
	if err == nil && len(dates) == 0 {
		err = errors.New("a rule that yields a date")
	}
	ration.left += len(dates) // paid for with the zone
	return dates, err
}

// last is the latest onset not after wall, or false if the observance has not begun.
func (observance observance) last(wall time.Time) (time.Time, bool) {
	later := sort.Search(len(observance.onsets), func(i int) bool { return observance.onsets[i].After(wall) })
	if later == 0 {
		return time.Time{}, false
	}
	return observance.onsets[later-1], true
}

// current is the observance in force at wall, and since when; before all of them, what the earliest one replaced.
func (clock describedClock) current(wall time.Time) (current observance, since time.Time) {
	earliest := clock.observances[0]
	for _, observance := range clock.observances {
		if observance.onsets[0].Before(earliest.onsets[0]) {
			earliest = observance
		}
	}
	current = observance{from: earliest.from, to: earliest.from}
	for _, observance := range clock.observances {
		if onset, begun := observance.last(wall); begun && onset.After(since) {
			current, since = observance, onset
		}
	}
	return current, since
}

func (clock describedClock) instant(wall time.Time) (time.Time, error) {
	current, since := clock.current(wall)
	if wall.Before(since.Add(current.to - current.from)) {
		return wall.Add(-current.from), fmt.Errorf("a time that exists: the clocks of %s skip this one for daylight saving", oneLine(clock.name))
	}
	return wall.Add(-current.to), nil
}

func (clock describedClock) wall(instant time.Time) time.Time {
	guess, _ := clock.current(instant.UTC())
	current, _ := clock.current(instant.UTC().Add(guess.to))
	return instant.UTC().Add(current.to)
}

// parseUTCOffset reads +0800 or -033000 (RFC 5545, 3.3.14).
func parseUTCOffset(text string) (time.Duration, error) {
	layout := "-0700"
	if len(text) == len("-070000") {
		layout = "-070000"
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		return 0, fmt.Errorf("an offset such as +0800 instead of %q", shorten(oneLine(text)))
	}
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second, nil
}
