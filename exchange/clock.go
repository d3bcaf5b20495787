package exchange

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// wallClock turns what clocks show into instants. Wall times are written as times in UTC that are not meant so.
type wallClock interface {
	instant(wall time.Time) (time.Time, error) // the error says what was expected; the instant is then the nearest one
	wall(instant time.Time) time.Time
}

// zoneClock is the clock of a zone of the IANA database.
type zoneClock struct{ zone *time.Location }

func (clock zoneClock) instant(wall time.Time) (time.Time, error) { return onClocks(wall, clock.zone) }

func (clock zoneClock) wall(instant time.Time) time.Time { return asWall(instant.In(clock.zone)) }

// asWall forgets the zone of local.
func asWall(local time.Time) time.Time {
	year, month, day := local.Date()
	return time.Date(year, month, day, local.Hour(), local.Minute(), local.Second(), 0, time.UTC)
}

// calendarTime is a DATE or DATE-TIME of iCalendar (RFC 5545, 3.3.4 and 3.3.5) with the clock it is read on.
type calendarTime struct {
	wall   time.Time
	allDay bool
	clock  wallClock
}

// instant is the time in UTC; an all-day one is midnight on the clock, or what the clock shows instead of it. The error says
// what was expected.
func (t calendarTime) instant() (time.Time, error) {
	instant, err := t.clock.instant(t.wall)
	if t.allDay {
		return instant, nil
	}
	return instant, err
}

// at is the same sort of time at another wall time.
func (t calendarTime) at(wall time.Time) calendarTime {
	t.wall = wall
	return t
}

var errCalendarTime = errors.New("a date or time such as 20261201 or 20261201T140000, with a zone that is known")

// times reads the values of a property such as DTSTART, EXDATE or RDATE; floating times are times of the file's zone.
func (zones zones) times(p property) ([]calendarTime, error) {
	clock, err := zones.clock(p.parameter("TZID"))
	if err != nil {
		return nil, err
	}
	var times []calendarTime
	for value := range strings.SplitSeq(p.Value, ",") {
		value, _, _ = strings.Cut(value, "/") // a PERIOD begins with its start
		t, err := parseCalendarTime(strings.ToUpper(strings.TrimSpace(value)), clock)
		if err != nil {
			return nil, err
		}
		if year := t.wall.Year(); year < 1970 || year > 2199 {
			return nil, errYear
		}
		times = append(times, t)
	}
	return times, nil
}

// time reads a property that holds one time.
func (zones zones) time(p property) (calendarTime, error) {
	times, err := zones.times(p)
	if err != nil {
		return calendarTime{}, err
	}
	if len(times) != 1 {
		return calendarTime{}, errCalendarTime
	}
	return times[0], nil
}

// parseCalendarTime reads one value; a Z makes it a time in UTC whatever the clock.
func parseCalendarTime(value string, clock wallClock) (calendarTime, error) {
	if wall, err := time.Parse("20060102", value); err == nil {
		return calendarTime{wall: wall, allDay: true, clock: clock}, nil
	}
	local, inUTC := strings.CutSuffix(value, "Z")
	if inUTC {
		clock = zoneClock{time.UTC}
	}
	for _, layout := range []string{"20060102T150405", "20060102T1504"} {
		if wall, err := time.Parse(layout, local); err == nil {
			return calendarTime{wall: wall, clock: clock}, nil
		}
	}
	return calendarTime{}, errCalendarTime
}

// durationPattern is a DURATION (RFC 5545, 3.3.6): weeks, days, hours, minutes, seconds.
var durationPattern = regexp.MustCompile(`^\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$`)

// parseDuration reads a DURATION as days of the calendar and time on the clock.
func parseDuration(value string) (days int, rest time.Duration, err error) {
	groups := durationPattern.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(value)))
	if groups == nil || strings.Join(groups[1:], "") == "" {
		return 0, 0, fmt.Errorf("a duration such as PT1H30M")
	}
	rest = time.Duration(number(groups[3]))*time.Hour + time.Duration(number(groups[4]))*time.Minute +
		time.Duration(number(groups[5]))*time.Second
	return 7*number(groups[1]) + number(groups[2]), rest, nil
}
