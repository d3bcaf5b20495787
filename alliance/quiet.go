package alliance

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Quiet are hours of the day in which nobody is disturbed: From and To are times of day since midnight, in the
// community's zone. They run over midnight where To is before From; equal bounds mean no quiet hours at all.
type Quiet struct {
	From time.Duration `json:"from"` // nanoseconds since midnight
	To   time.Duration `json:"to"`
}

// beforeQuiet is how long before quiet hours a reminder that cannot wait is sent, so that a large audience is reached in time.
const beforeQuiet = 15 * time.Minute

// earlyEvent is the time of day up to which an event's reminder is brought forward rather than put off.
const earlyEvent = 9 * time.Hour

var quietForm = regexp.MustCompile(`^([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})$`)

// ParseQuiet reads "22:00-07:00".
func ParseQuiet(text string) (Quiet, error) {
	var bounds [2]time.Duration
	found := quietForm.FindStringSubmatch(text)
	if found == nil {
		return Quiet{}, Errorf(Invalid, "quiet hours %q are not of the form 22:00-07:00", text)
	}
	for i := range bounds {
		hour, _ := strconv.Atoi(found[2*i+1]) // digits, by the form
		minute, _ := strconv.Atoi(found[2*i+2])
		bounds[i] = time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
		if minute >= 60 || bounds[i] > 24*time.Hour {
			return Quiet{}, Errorf(Invalid, "quiet hours %q: no such time of day", text)
		}
	}
	return Quiet{From: bounds[0], To: bounds[1]}, nil
}

// String writes the hours as ParseQuiet reads them.
func (quiet Quiet) String() string {
	clock := func(t time.Duration) string { return fmt.Sprintf("%02d:%02d", t/time.Hour, t%time.Hour/time.Minute) }
	return clock(quiet.From) + "-" + clock(quiet.To)
}

// quietStep is what quiet hours in a member's own words are widened to, since each different ones cost every tick of the timetable.
const quietStep = 15 * time.Minute

// Widened is the quiet hours from and to whole quarters of an hour, so that they hold all that they held; false where nothing of the
// day would be left.
func (quiet Quiet) Widened() (Quiet, bool) {
	const day = 24 * time.Hour
	length := (quiet.To - quiet.From + day) % day
	from := quiet.From.Truncate(quietStep)
	to := (quiet.From + length + quietStep - 1).Truncate(quietStep)
	return Quiet{From: from, To: to % day}, to-from < day
}

// Sources lists spans that hold every moment which the quiet hours leave in window, or move into it.
func (quiet Quiet) Sources(window Span, zone *time.Location) []Span {
	spans := []Span{window}
	if quiet.From == quiet.To {
		return spans
	}
	first := window.From.In(zone)
	for days := -1; timeOfDay(first, days-1, 0).Before(window.To); days++ {
		stretch := quiet.beginning(first, days)
		if window.Contains(stretch.To) || window.Contains(stretch.From.Add(-beforeQuiet)) {
			spans = append(spans, stretch)
		}
	}
	return spans
}

// beginning is the quiet stretch that begins on t's day moved by days.
func (quiet Quiet) beginning(t time.Time, days int) Span {
	until := days
	if quiet.To < quiet.From {
		until++
	}
	return Span{From: timeOfDay(t, days, quiet.From), To: timeOfDay(t, until, quiet.To)}
}

// Ends is when the quiet hours that hold t end, in t's zone; false where t is in none.
func (quiet Quiet) Ends(t time.Time) (time.Time, bool) {
	stretch, inside := quiet.around(t)
	return stretch.To, inside
}

// around is the quiet stretch that holds t, in t's zone, or false.
func (quiet Quiet) around(t time.Time) (Span, bool) {
	if quiet.From == quiet.To {
		return Span{}, false
	}
	for days := -1; days <= 0; days++ {
		if stretch := quiet.beginning(t, days); stretch.Contains(t) {
			return stretch, true
		}
	}
	return Span{}, false
}

// timeOfDay is the given time on the clock of t's day moved by days; the clock counts, also where daylight saving shifts it.
func timeOfDay(t time.Time, days int, clock time.Duration) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day+days, 0, int(clock/time.Minute), 0, 0, t.Location())
}

// ReminderDue is the moment to remind of something that starts at start, lead before it. A moment in the quiet hours is
// brought forward to shortly before them if the event starts within them or by nine in the morning, else put off to their end.
func ReminderDue(start time.Time, lead time.Duration, quiet Quiet, zone *time.Location) time.Time {
	due := start.Add(-lead).In(zone)
	stretch, inside := quiet.around(due)
	if !inside {
		return due.UTC()
	}
	startsEarly := !start.After(stretch.To) || !start.After(timeOfDay(stretch.To, 0, earlyEvent))
	if startsEarly {
		return stretch.From.Add(-beforeQuiet).UTC()
	}
	return stretch.To.UTC()
}
