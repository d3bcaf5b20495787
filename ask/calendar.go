package ask

import (
	"time"

	"alliancebot/alliance"
)

// leapYear has every date there is.
const leapYear = 2024

// addDate adds the coming day of this month and day, today included.
func (sketch *sketch) addDate(month, day int, words []token) verdict {
	inYear := func(year int) (alliance.Span, bool) { return sketch.dayOf(year, month, day), isDate(year, month, day) }
	if sketch.addYearly(exactDay, inYear) == taken {
		return taken
	}
	year := sketch.anchor().Year()
	if near := sketch.nearDay(year, month, day); near.To.After(sketch.anchor()) {
		return sketch.reject(words, near)
	}
	return sketch.reject(words, sketch.nearDay(year+1, month, day))
}

// addFullDate adds a day of a year, if there is such a day.
func (sketch *sketch) addFullDate(year, month, day int, words []token) verdict {
	if !isDate(year, month, day) {
		return sketch.reject(words, sketch.nearDay(year, month, day))
	}
	return sketch.addDay(year, month, day)
}

// addDay adds a day that exists.
func (sketch *sketch) addDay(year, month, day int) verdict {
	return sketch.addSpan(sketch.dayOf(year, month, day), exactDay)
}

func (sketch *sketch) dayOf(year, month, day int) alliance.Span {
	return alliance.Day(time.Date(year, time.Month(month), day, 12, 0, 0, 0, sketch.now.Location()), 0)
}

// isDate reports whether the calendar has such a day.
func isDate(year, month, day int) bool {
	date := time.Date(year, time.Month(month), day, 12, 0, 0, 0, time.UTC)
	return date.Year() == year && int(date.Month()) == month && date.Day() == day
}
