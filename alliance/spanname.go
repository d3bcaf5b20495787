package alliance

import "time"

// spanNames are the spans that have a name, by their distance from the present one.
var spanNames = []struct {
	name  string
	span  func(now time.Time, n int) Span
	moved int
}{
	{"today", Day, 0},
	{"tonight", evening, 0},
	{"morning", morning, 0},
	{"afternoon", afternoon, 0},
	{"tomorrow", Day, 1},
	{"tomorrowmorning", morning, 1},
	{"tomorrowafternoon", afternoon, 1},
	{"tomorrowevening", evening, 1},
	{"dayafter", Day, 2},
	{"yesterday", Day, -1},
	{"yesterdaymorning", morning, -1},
	{"yesterdayafternoon", afternoon, -1},
	{"yesterdayevening", evening, -1},
	{"daybefore", Day, -2},
	{"week", Week, 0},
	{"nextweek", Week, 1},
	{"lastweek", Week, -1},
	{"weekend", Weekend, 0},
	{"nextweekend", Weekend, 1},
	{"lastweekend", Weekend, -1},
	{"month", Month, 0},
	{"nextmonth", Month, 1},
	{"lastmonth", Month, -1},
	{"year", Year, 0},
	{"nextyear", Year, 1},
	{"lastyear", Year, -1},
}

// morning is the day of t, moved by days, from six o'clock to noon.
func morning(t time.Time, days int) Span {
	day := Day(t, days)
	return Span{From: timeOfDay(day.From, 0, 6*time.Hour), To: timeOfDay(day.From, 0, 12*time.Hour)}
}

// afternoon is the day of t, moved by days, from noon to six o'clock.
func afternoon(t time.Time, days int) Span {
	day := Day(t, days)
	return Span{From: timeOfDay(day.From, 0, 12*time.Hour), To: timeOfDay(day.From, 0, 18*time.Hour)}
}

// evening is the day of t, moved by days, from six o'clock on.
func evening(t time.Time, days int) Span {
	day := Day(t, days)
	return Span{From: timeOfDay(day.From, 0, 18*time.Hour), To: day.To}
}

// SpanNamed is the span of this name at now, whose zone counts; false for a name there is not.
func SpanNamed(name string, now time.Time) (Span, bool) {
	for _, known := range spanNames {
		if known.name == name {
			return known.span(now, known.moved), true
		}
	}
	return Span{}, false
}

// Called is the name of the span at now, whose zone counts: today, morning, afternoon, tonight, tomorrow, tomorrowmorning,
// tomorrowafternoon, tomorrowevening, dayafter, yesterday and the parts of yesterday, daybefore, week, nextweek, lastweek,
// weekend, nextweekend, lastweekend, month, nextmonth, lastmonth, year, nextyear or lastyear; empty where it is none of them.
func (span Span) Called(now time.Time) string {
	if span.From.IsZero() || span.To.IsZero() {
		return ""
	}
	for _, known := range spanNames {
		if named := known.span(now, known.moved); span.From.Equal(named.From) && span.To.Equal(named.To) {
			return known.name
		}
	}
	return ""
}

// Beside is the span that lies n spans of its kind away: of a week another week, of a month another month, of the hours of a
// day the same hours of another day. An open span has none.
func (span Span) Beside(n int) (Span, bool) {
	if span.From.IsZero() || span.To.IsZero() {
		return span, false
	}
	for _, unit := range []func(time.Time, int) Span{Day, Week, Month, Year} {
		if whole := unit(span.From, 0); span.From.Equal(whole.From) && span.To.Equal(whole.To) {
			return unit(span.From, n), true
		}
	}
	days := 7 // a weekend, some days of a week
	switch day := Day(span.From, 0); {
	case !span.To.After(day.To):
		days = 1
	case span.To.Sub(day.From) > weekLength:
		days = int((span.To.Sub(day.From) + 12*time.Hour) / (24 * time.Hour))
	}
	return Span{From: span.From.AddDate(0, 0, n*days), To: span.To.AddDate(0, 0, n*days)}, true
}

const weekLength = 7 * 24 * time.Hour
