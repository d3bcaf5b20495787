package ask

import (
	"time"

	"alliancebot/alliance"
)

// hours are a stretch of a day, To exclusive; zero means the whole day.
type hours struct{ from, to int }

// join is the stretch from the earlier beginning to the later end: 上午和下午.
func (h hours) join(other hours) hours {
	if h == (hours{}) {
		return other
	}
	return hours{min(h.from, other.from), max(h.to, other.to)}
}

// daytime is the time of a day as said: a part of it, a time by the clock, or a stretch between two.
type daytime struct {
	part     hours
	from, to clock
}

// clock is a time by the clock.
type clock struct {
	said    bool
	minute  int   // since midnight, as said: 3:30 is 210
	precise bool  // said to the minute, else to the hour
	literal bool  // on the clock of 24 hours, or with am or pm
	part    hours // the part of the day it is in, if that was said
}

// in is the time of day in a part of the day that was said beside it: "3 in the afternoon".
func (t daytime) in(part hours) daytime {
	if !t.from.said {
		t.part = t.part.join(part)
		return t
	}
	for _, clock := range []*clock{&t.from, &t.to} {
		if clock.said && clock.part == (hours{}) {
			clock.part = part
		}
	}
	return t
}

// with is the time of day with what was said of it elsewhere.
func (t daytime) with(other daytime) daytime {
	part := t.part
	if other.from.said {
		t = other
	} else if other.part != (hours{}) {
		t = t.in(other.part)
	}
	if part != (hours{}) && t.from.said {
		t = t.in(part)
	}
	return t
}

// add is the time of day with another time by the clock, linked to the first as its end or as one more.
func (t daytime) add(next clock, linked link) daytime {
	if next.part == (hours{}) {
		next.part = t.part
	}
	switch {
	case !t.from.said:
		return daytime{from: next}
	case linked == unlinked || t.to.said:
		return t
	}
	if linked == besides {
		next.minute += next.length()
	}
	t.to = next
	return t
}

// length is how many minutes the time lasts, as exactly as it was said.
func (c clock) length() int {
	if c.precise {
		return 1
	}
	return 60
}

const halfADay = 12 * 60

// isOpen reports whether it may be in the morning as well as in the evening.
func (c clock) isOpen() bool {
	return !c.literal && c.part == (hours{}) && c.minute >= 7*60 && c.minute < halfADay
}

// ofDay is the minute of the day that is meant, in the morning where either half may be. Nobody meets at 2 at night, and
// 12 in the evening is the end of the day.
func (c clock) ofDay() int {
	hour := c.minute / 60
	switch {
	case c.literal || hour > 12:
		return c.minute
	case c.part == (hours{}):
		if hour >= 1 && hour < 7 {
			return c.minute + halfADay
		}
	case c.part == night:
		if hour == 12 {
			return c.minute - halfADay
		}
	case c.part == lateNight && hour < 6:
	case c.part.from >= dusk.from:
		if hour == 12 || hour >= 5 {
			return c.minute + halfADay
		}
		return c.minute + 2*halfADay
	case c.part.from >= noon.from && hour < noon.from && (c.part != noon || hour < 6):
		return c.minute + halfADay
	case c.part == afternoon && hour < 12:
		return c.minute + halfADay
	}
	return c.minute
}

// onDay is the time of day on the day that begins at midnight.
func (sketch *sketch) onDay(midnight time.Time, of daytime) alliance.Span {
	if !of.from.said {
		return alliance.Span{From: atMinute(midnight, 60*of.part.from), To: atMinute(midnight, 60*of.part.to)}
	}
	from := of.from.ofDay()
	if of.from.isOpen() && sketch.isEvening(midnight, of) {
		from += halfADay
	}
	to := from + of.from.length()
	if of.to.said {
		to = of.to.after(from)
	}
	return alliance.Span{From: atMinute(midnight, from), To: atMinute(midnight, to)}
}

// after is the minute of the day of the end of what begins at from.
func (c clock) after(from int) int {
	step, minute := halfADay, c.minute
	if c.literal || c.part != (hours{}) {
		step, minute = 2*halfADay, c.ofDay()
	}
	for minute <= from {
		minute += step
	}
	return minute
}

// isEvening decides for the half of the day in which 8 o'clock is: the morning is likelier, unless it is over today and the
// evening is not. That the other half may be meant is a doubt.
func (sketch *sketch) isEvening(midnight time.Time, of daytime) bool {
	if of.to.said && of.to.minute > halfADay {
		return false
	}
	sketch.doubt.night = true
	from := of.from.minute
	isOver := !sketch.now.Before(atMinute(midnight, from+of.from.length()))
	isToday := alliance.Day(sketch.now, 0).From.Equal(midnight)
	hasEvening := sketch.now.Before(atMinute(midnight, from+halfADay+of.from.length()))
	return (isToday && isOver && hasEvening && !sketch.lean.past) != sketch.lean.night
}

// atMinute is a minute of the day that begins at midnight. The clock counts, also where daylight saving shifts it.
func atMinute(midnight time.Time, minute int) time.Time {
	year, month, date := midnight.Date()
	return time.Date(year, month, date, 0, minute, 0, 0, midnight.Location())
}

// comingTime is the day that a time of day without one is meant of: of the question before, else today, or tomorrow once
// it is over.
func (sketch *sketch) comingTime() moment {
	today := moment{Span: alliance.Day(sketch.now, 0), grain: exactDay, time: sketch.time, assumed: true}
	if day := alliance.Day(sketch.context.From, 0); !sketch.context.From.IsZero() && !day.To.Before(sketch.context.To) {
		today.Span = day
		return today
	}
	if from := &today.time.from; from.isOpen() {
		if sketch.isEvening(today.From, today.time) {
			from.minute += halfADay
		}
		from.literal = true
	}
	if span := sketch.onDay(today.From, today.time); !sketch.now.Before(span.To) && !sketch.lean.past {
		today.Span = alliance.Day(sketch.now, 1)
	}
	return today
}
