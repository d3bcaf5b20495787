package alliance

import (
	_ "embed"
	"strings"
	"time"
)

//go:embed workdays.txt
var chineseWorkdays string

// Workdays knows on which days people work: Monday to Friday, but for those that are named otherwise.
type Workdays struct {
	named map[string]bool // date -> whether it is a workday
}

// ChineseWorkdays are those of China, as far as they were announced when the program was made.
func ChineseWorkdays() Workdays {
	workdays, err := ParseWorkdays(chineseWorkdays)
	if err != nil {
		return Workdays{} // a test reads the table
	}
	return workdays
}

// longestHoliday bounds the days from one date to another, so that a wrong year is noticed.
const longestHoliday = 60

// ParseWorkdays reads lines such as "2026-02-14 work" and "2026-02-15..2026-02-23 off"; # begins a comment. Anything else, and a
// day named twice, is an error of kind Invalid that names the line.
func ParseWorkdays(text string) (Workdays, error) {
	workdays := Workdays{named: map[string]bool{}}
	number := 0
	for line := range strings.Lines(text) {
		number++
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if len(fields) != 2 || fields[1] != "off" && fields[1] != "work" || !workdays.name(fields[0], fields[1] == "work") {
			return Workdays{}, Errorf(Invalid, "workdays, line %d: %q is not of the form 2026-02-15..2026-02-23 off, or names a day again", number, strings.TrimSpace(line))
		}
	}
	return workdays, nil
}

// name enters the days of a date or dates; false where they cannot be.
func (workdays Workdays) name(days string, work bool) bool {
	from, to, several := strings.Cut(days, "..")
	if !several {
		to = from
	}
	first, errFirst := time.Parse(time.DateOnly, from)
	last, errLast := time.Parse(time.DateOnly, to)
	if errFirst != nil || errLast != nil || last.Before(first) || last.After(first.AddDate(0, 0, longestHoliday)) {
		return false
	}
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		date := day.Format(time.DateOnly)
		if _, known := workdays.named[date]; known {
			return false
		}
		workdays.named[date] = work
	}
	return true
}

// Workday reports whether people work on t's day, in t's zone.
func (workdays Workdays) Workday(t time.Time) bool {
	if work, named := workdays.named[t.Format(time.DateOnly)]; named {
		return work
	}
	return t.Weekday() != time.Saturday && t.Weekday() != time.Sunday
}
