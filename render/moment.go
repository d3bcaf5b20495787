package render

import (
	"fmt"
	"strings"
	"time"

	"alliancebot/alliance"
)

// dateTime and its siblings are the formats in which Telegram shows a time in the reader's own zone (Bot API, "Date-time
// entity formatting"): w weekday, D long date, T time with seconds, t without. Telegram shows its own rendering instead of
// the tagged text, so each tag holds one moment only: a range in one tag would lose its end.
const (
	dateTime = "wDt"
	dateOnly = "wD"
	timeOnly = "t"
)

// furthest is how far ahead of now Telegram accepts a time tag (MTProto, messageEntityFormattedDate: 1098 days).
const furthest = 1098 * 24 * time.Hour

// moment is a time taken apart for the texts. Year is zero in the year of now, where nobody would say it.
type moment struct {
	Year, Month, Day, Weekday int
	Clock                     string
}

func (v *voice) momentAt(t, now time.Time) moment {
	t, now = t.In(v.zone), now.In(v.zone)
	at := moment{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Weekday: int(t.Weekday()), Clock: t.Format("15:04")}
	if t.Year() == now.Year() {
		at.Year = 0
	}
	return at
}

// tag puts text, which shows t, into a tag that lets Telegram show t in the reader's zone.
func (v *voice) tag(t, now time.Time, format string, text markup) markup {
	if t.Unix() <= 0 || t.Sub(now) > furthest {
		return text
	}
	return markup(fmt.Sprintf(`<tg-time unix="%d" format="%s">%s</tg-time>`, t.Unix(), format, text))
}

// at shows a single time: 11月23日（周一）14:00.
func (v *voice) at(t, now time.Time) (markup, error) {
	text, err := v.say("date_time", v.momentAt(t, now))
	return v.tag(t, now, dateTime, text), err
}

// on shows a single day, with its weekday.
func (v *voice) on(t, now time.Time) (markup, error) {
	text, err := v.say("date_day", v.momentAt(t, now))
	return v.tag(t, now, dateOnly, text), err
}

// when shows the time of an event: the end as a time of day where it is the same day, in full where it is another.
func (v *voice) when(event alliance.Event, now time.Time) (markup, error) {
	return v.between(event.Start, event.End, now)
}

func (v *voice) between(start, end, now time.Time) (markup, error) {
	if v.wholeDays(start, end) {
		return v.days(start, end, now)
	}
	from, err := v.at(start, now)
	if err != nil || !end.After(start) {
		return from, err
	}
	if v.sameDay(start, end) {
		return from + "–" + v.clock(end, now), nil
	}
	to, err := v.at(end, now)
	return from + "–" + to, err
}

// days shows a time of whole days; end is not part of it.
func (v *voice) days(start, end, now time.Time) (markup, error) {
	from, err := v.on(start, now)
	last := end.In(v.zone).AddDate(0, 0, -1)
	if err != nil || v.sameDay(start, last) {
		return from, err
	}
	to, err := v.on(last, now)
	return from + "–" + to, err
}

func (v *voice) clock(t, now time.Time) markup {
	return v.tag(t, now, timeOnly, markup(t.In(v.zone).Format("15:04")))
}

// slot shows the time of a part of an event: without the date where the whole event is on one day.
func (v *voice) slot(event alliance.Event, session alliance.Session, now time.Time) (markup, error) {
	oneDay := v.sameDay(event.Start, event.Until()) && v.sameDay(event.Start, session.Start)
	if !oneDay || (session.End.After(session.Start) && !v.sameDay(session.Start, session.End)) {
		return v.between(session.Start, session.End, now)
	}
	from := v.clock(session.Start, now)
	if !session.End.After(session.Start) {
		return from, nil
	}
	return from + "–" + v.clock(session.End, now), nil
}

func (v *voice) sameDay(a, b time.Time) bool {
	return alliance.Day(a.In(v.zone), 0).Contains(b)
}

// wholeDays reports whether both bounds are midnight, as calendars give all-day events.
func (v *voice) wholeDays(start, end time.Time) bool {
	return end.After(start) && v.midnight(start) && v.midnight(end)
}

func (v *voice) midnight(t time.Time) bool {
	return t.Equal(alliance.Day(t.In(v.zone), 0).From)
}

// Remaining says how long d is, to the minute, from a day on to the full hour, below a minute in seconds: 「23 小时 40 分钟」, "2 days 3 hours".
func (r *Renderer) Remaining(language alliance.Language, d time.Duration) string {
	return r.label(language, "remaining", d)
}

func (v *voice) remaining(d time.Duration) (string, error) {
	if seconds := int(max(d, 0).Round(time.Second) / time.Second); seconds < 60 {
		return v.amounts("seconds", seconds, "", 0)
	}
	minutes := int(d.Round(time.Minute) / time.Minute)
	days, hours := minutes/(24*60), minutes/60%24
	if days > 0 {
		return v.amounts("days", days, "hours", hours)
	}
	if minutes >= 60 {
		return v.amounts("hours", hours, "minutes", minutes%60)
	}
	return v.amounts("minutes", minutes, "", 0)
}

// amounts says one or two amounts of time; the second is left out where it is zero.
func (v *voice) amounts(unit string, count int, finer string, rest int) (string, error) {
	first, err := v.plainly("amount_"+unit, count)
	if err != nil || rest == 0 {
		return first, err
	}
	second, err := v.plainly("amount_"+finer, rest)
	return strings.Join([]string{first, second}, " "), err
}
