package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// How far a recurring event is written out: an endless one has to end somewhere, and there is no clock here to begin at.
const (
	maxOccurrences = 366
	maxYears       = 2
)

// The limits of a rule that is followed: those of people are short and simple.
const (
	maxRuleLength = 256
	maxInterval   = 1000
)

// barrenCost is what a rule without any date costs, in occurrences: rrule-go looks for one until the year 9999.
const barrenCost = maxEntries / 20

var (
	errRule  = errors.New("a rule of days, weeks, months or years with at most one occurrence a day, such as FREQ=WEEKLY;COUNT=8")
	errSpent = fmt.Errorf("fewer recurring events: one file may have %d occurrences", maxEntries)
)

// ration is how many dates of rules one file may still ask for. It keeps a hostile file from keeping us busy for hours.
type ration struct{ left int }

// dates lists the dates of a rule, which has an UNTIL.
func (ration *ration) dates(option rrule.ROption) ([]time.Time, error) {
	if ration.left <= 0 {
		return nil, errSpent
	}
	rule, err := rrule.NewRRule(option)
	if err != nil {
		return nil, fmt.Errorf("%w (%s)", errRule, oneLine(err.Error()))
	}
	dates := rule.All()
	if len(dates) == 0 {
		ration.left -= barrenCost
	}
	ration.left -= len(dates)
	return dates, nil
}

// parseRule reads an RRULE, leaving out what none of the usual programs write but would cost us most.
func parseRule(text string) (rrule.ROption, error) {
	if len(text) > maxRuleLength || strings.ContainsAny(text, "\r\n") {
		return rrule.ROption{}, errRule
	}
	option, err := rrule.StrToROption(strings.ToUpper(strings.TrimSuffix(strings.TrimSpace(text), ";")))
	if err != nil {
		return rrule.ROption{}, fmt.Errorf("%w (%s)", errRule, oneLine(err.Error()))
	}
	if option.Freq > rrule.DAILY || option.Interval > maxInterval ||
		len(option.Byhour) > 1 || len(option.Byminute) > 1 || len(option.Bysecond) > 1 {
		return rrule.ROption{}, errRule
	}
	return *option, nil
}

// occurrences lists the wall times at which an event that starts at start takes place by its RRULE, at most maxOccurrences of
// them within maxYears.
func (ration *ration) occurrences(rule string, start calendarTime) ([]time.Time, error) {
	option, err := parseRule(rule)
	if err != nil {
		return nil, err
	}
	horizon := start.wall.AddDate(maxYears, 0, 0)
	option.Dtstart = start.wall
	option.Until = untilWall(rule, option.Until, start)
	if option.Until.IsZero() || option.Until.After(horizon) {
		option.Until = horizon
	}
	if option.Count == 0 || option.Count > maxOccurrences {
		option.Count = maxOccurrences
	}
	walls, err := ration.dates(option)
	if err == nil && len(walls) == 0 {
		err = fmt.Errorf("a rule that yields a date within %d years", maxYears)
	}
	return walls, err
}

// untilWall is the UNTIL of a rule on the clock of start: it is given in UTC, or as a date that is included as a whole.
func untilWall(rule string, until time.Time, start calendarTime) time.Time {
	_, value, _ := strings.Cut(strings.ToUpper(rule), "UNTIL=")
	value, _, _ = strings.Cut(value, ";")
	switch {
	case until.IsZero() || until.Year() > 9000:
		return time.Time{}
	case len(value) == len("20060102"):
		return until.AddDate(0, 0, 1).Add(-time.Second)
	case strings.HasSuffix(value, "Z") && !start.allDay:
		return start.clock.wall(until)
	default:
		return until
	}
}

// without removes the excluded walls: those at the same instant, or on the same day where the exclusion is a date.
func without(walls []time.Time, excluded []calendarTime, start calendarTime) []time.Time {
	gone := map[string]bool{}
	for _, exclusion := range excluded {
		if exclusion.allDay {
			gone[exclusion.wall.Format(time.DateOnly)] = true
			continue
		}
		gone[start.sameClock(exclusion).Format(time.DateTime)] = true
	}
	return slices.DeleteFunc(walls, func(wall time.Time) bool {
		return gone[wall.Format(time.DateOnly)] || gone[wall.Format(time.DateTime)]
	})
}

// sameClock is what the clock of t shows at other.
func (t calendarTime) sameClock(other calendarTime) time.Time {
	if other.allDay || t.allDay {
		return other.wall
	}
	instant, err := other.instant()
	if err != nil { // in a gap of daylight saving there is nothing to convert
		return other.wall
	}
	return t.clock.wall(instant)
}
