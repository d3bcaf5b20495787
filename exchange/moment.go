package exchange

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// moment is a date, a time of day, or both, as somebody wrote it down.
type moment struct {
	dated, timed         bool
	year, month, day     int
	hour, minute, second int
	weekday              string         // 一 to 日, if it was written too
	offset               *time.Location // nil: the time is a local one
}

// The texts say what is expected, as a Problem does.
var (
	errTimeForm  = errors.New("a date and time such as 2026-12-01 14:00 or 2026年12月1日下午2点")
	errDate      = errors.New("a date that exists")
	errYear      = errors.New("a year from 1970 to 2199")
	errClock     = errors.New("a time of day that exists, such as 14:00 or 下午2点")
	errNoDate    = errors.New("a date too, such as 2026-12-01 14:00")
	errNoClock   = errors.New("a time of day too, such as 2026-12-01 14:00")
	errWeekday   = errors.New("the weekday of that date, or none")
	errUTCOffset = errors.New("an offset from UTC that exists, such as +08:00")
)

// momentPattern takes what is left after fold and ToLower. Its groups: year, month, day, T, weekday, part of day, hour, sign
// after it, minute, second, am/pm, offset.
var momentPattern = regexp.MustCompile(`^(?:(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?: ?[日号]| ?(t)|\b))?` +
	` ?(?:\(?(?:周|星期|礼拜)([一二三四五六日天])\)?)?` +
	` ?(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|am|pm)?` +
	` ?(?:(\d{1,2})(?: ?(:|点|时)钟?(?: ?(半|一刻|三刻|整|\d{1,2})(?: ?分| ?[:分] ?(\d{1,2})(?:\.\d+)? ?秒?)?)?)? ?(am|pm)?)?` +
	` ?(z|[-+]\d{2}:?\d{2})?$`)

// parseMoment reads a date, a time of day or both. Its error says what was expected.
func parseMoment(text string) (moment, error) {
	groups := momentPattern.FindStringSubmatch(strings.ToLower(fold(text)))
	if groups == nil {
		return moment{}, errTimeForm
	}
	var result moment
	result.dated, result.timed = groups[1] != "", groups[7] != ""
	if !result.dated && !result.timed {
		return moment{}, errTimeForm
	}
	result.year, result.month, result.day = number(groups[1]), number(groups[2]), number(groups[3])
	result.weekday = strings.Replace(groups[5], "天", "日", 1)
	if err := result.setClock(groups[6]+groups[11], groups[7], groups[8], groups[9], groups[10]); err != nil {
		return moment{}, err
	}
	if err := result.setOffset(groups[12], groups[4] != ""); err != nil {
		return moment{}, err
	}
	return result, nil
}

// setClock reads a time of day: its part of the day ("下午"), hour, the sign after the hour, minute and second.
func (m *moment) setClock(part, hour, sign, minute, second string) error {
	bare := sign == "" && part != "am" && part != "pm" // "14", which may be anything
	short := sign == ":" && (len(minute) != 2 || number(minute) == 0 && minute != "00")
	switch {
	case hour == "" && part == "":
		return nil
	case hour == "" || bare || short:
		return errTimeForm
	}
	fractions := map[string]int{"半": 30, "一刻": 15, "三刻": 45, "整": 0}
	m.hour, m.minute, m.second = number(hour), number(minute), number(second)
	if spoken, ok := fractions[minute]; ok {
		m.minute = spoken
	}
	midnight := part == "" && m.hour == 24 && m.minute == 0 && m.second == 0 // ends a day (ISO 8601)
	if m.hour > 23 && !midnight || m.minute > 59 || m.second > 59 {
		return errClock
	}
	if part == "" {
		return nil
	}
	var ok bool
	if m.hour, ok = hourOf(part, m.hour); !ok {
		return errClock
	}
	return nil
}

// hourOf is the hour of 0 to 23 meant by hour in a part of the day; false where there is none, or where people disagree
// (上午12点 is noon in speech and midnight in Excel).
func hourOf(part string, hour int) (int, bool) {
	spans := map[string]struct{ from, to int }{
		"凌晨": {0, 5}, "早上": {4, 11}, "早晨": {4, 11}, "上午": {0, 11}, "am": {0, 11},
		"中午": {10, 14}, "下午": {12, 23}, "pm": {12, 23}, "傍晚": {16, 20}, "晚上": {17, 23},
	}
	span, known := spans[part]
	if !known {
		return 0, false
	}
	if hour == 12 && (part == "am" || part == "凌晨") {
		return 0, true
	}
	for _, candidate := range []int{hour, hour + 12} {
		if candidate >= span.from && candidate <= span.to {
			return candidate, true
		}
	}
	return 0, false
}

// setOffset reads the offset from UTC. A minus sign is one only in the form of RFC 3339, which has a T: "10:00-12:00" is a span.
func (m *moment) setOffset(offset string, withT bool) error {
	switch {
	case offset == "":
		return nil
	case !m.dated || !m.timed || offset[0] == '-' && !withT:
		return errTimeForm
	case offset == "z":
		m.offset = time.UTC
		return nil
	}
	digits := strings.ReplaceAll(offset[1:], ":", "")
	hours, minutes := number(digits[:2]), number(digits[2:])
	if hours > 14 || minutes > 59 { // no zone is further from UTC than 14 hours
		return errUTCOffset
	}
	seconds := (hours*60 + minutes) * 60
	if offset[0] == '-' {
		seconds = -seconds
	}
	m.offset = time.FixedZone("", seconds)
	return nil
}

// in is the moment on the clocks of zone, in UTC. Its error says what was expected.
func (m *moment) in(zone *time.Location) (time.Time, error) {
	switch {
	case !m.dated:
		return time.Time{}, errNoDate
	case !m.timed:
		return time.Time{}, errNoClock
	case m.year < 1970 || m.year > 2199:
		return time.Time{}, errYear
	case m.offset != nil:
		zone = m.offset
	}
	wall := time.Date(m.year, time.Month(m.month), m.day, 0, 0, 0, 0, time.UTC)
	if wall.Day() != m.day || int(wall.Month()) != m.month {
		return time.Time{}, errDate
	}
	if m.weekday != "" && m.weekday != []string{"日", "一", "二", "三", "四", "五", "六"}[wall.Weekday()] {
		return time.Time{}, errWeekday
	}
	wall = wall.Add(time.Duration((m.hour*60+m.minute)*60+m.second) * time.Second)
	return onClocks(wall, zone)
}

// onClocks is the instant at which the clocks of zone show what wall shows, in UTC: the first one where they show it twice
// (RFC 5545, 3.3.5), an error where they skip it.
func onClocks(wall time.Time, zone *time.Location) (time.Time, error) {
	year, month, day := wall.Date()
	instant := time.Date(year, month, day, wall.Hour(), wall.Minute(), wall.Second(), 0, zone)
	if !asWall(instant).Equal(wall) {
		return instant.UTC(), fmt.Errorf("a time that exists: the clocks of %s skip this one for daylight saving", zone)
	}
	if change, _ := instant.ZoneBounds(); !change.IsZero() {
		_, before := change.Add(-time.Second).Zone()
		if earlier := wall.Add(-time.Duration(before) * time.Second); earlier.Before(change) {
			return earlier, nil
		}
	}
	return instant.UTC(), nil
}

// on gives a moment without a date the day of start in zone.
func (m *moment) on(start time.Time, zone *time.Location) moment {
	year, month, day := start.In(zone).Date()
	dated := *m
	dated.dated, dated.year, dated.month, dated.day = true, year, int(month), day
	return dated
}

// number is the value of a few decimal digits, or 0.
func number(digits string) int {
	value, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return value
}
