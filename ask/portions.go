package ask

import (
	"time"

	"alliancebot/alliance"
)

// choosing makes of a moment the part of it that is meant: its beginning, its last Friday.
type choosing func(of moment) (moment, bool)

// portion is a part of a larger span in days of a week or month, or months of a quarter or year; both ends belong to it.
type portion struct{ from, to int }

// workweek is how many days of a week are workdays.
const workweek = 5

// portions are the parts of spans by their tags. The last day of a portion may be later than that of the month.
var portions = map[grain]map[string]portion{
	weekGrain:    {"start": {1, 2}, "mid": {2, 4}, "end": {5, 7}, workdays: {1, workweek}},
	monthGrain:   {"start": {1, 10}, "mid": {11, 20}, "end": {21, 31}, "firstHalf": {1, 15}, "secondHalf": {16, 31}},
	quarterGrain: {"start": {1, 1}, "mid": {2, 2}, "end": {3, 3}},
	yearGrain: {
		"start": {1, 2}, "mid": {6, 7}, "end": {11, 12}, "firstHalf": {1, 6}, "secondHalf": {7, 12},
		"q1": {1, 3}, "q2": {4, 6}, "q3": {7, 9}, "q4": {10, 12},
		"spring": {3, 5}, "summer": {6, 8}, "autumn": {9, 11}, "winter": {12, 14},
		"holidays": {7, 8}, "winterHolidays": {1, 2},
	},
}

func isSeason(tag string) bool {
	switch tag {
	case "spring", "summer", "autumn", "winter", "holidays", "winterHolidays":
		return true
	}
	return false
}

// sectionIn finds a section of each year.
func (sketch *sketch) sectionIn(tag string) yearly {
	return func(year int) (alliance.Span, bool) {
		whole := moment{Span: yearSpan(sketch.now, year), grain: yearGrain}
		season, ok := whole.choose(tag)
		return season.Span, ok
	}
}

// unit is the week, month, quarter or year that is n units from the present one.
func (sketch *sketch) unit(of grain, n int) moment {
	whole := moment{grain: of}
	switch of {
	case weekGrain:
		whole.Span = alliance.Week(sketch.now, n)
	case monthGrain:
		whole.Span = alliance.Month(sketch.now, n)
	case quarterGrain:
		first := alliance.Month(sketch.now, 3*n-(int(sketch.now.Month())-1)%3)
		whole.Span = alliance.Span{From: first.From, To: alliance.Month(first.From, 3).From}
	default:
		whole.Span = yearSpan(sketch.now, sketch.now.Year()+n)
	}
	return whole
}

// choose is the part of the moment with this tag: one of the portions, what is left of it, or the week that has it.
func (sketch *sketch) choose(of moment, tag string) (moment, bool) {
	switch tag {
	case "rest":
		if of.Contains(sketch.now) {
			of.From, of.grain = sketch.now, stretch
		}
		return of, true
	case "week":
		ok := of.isDay()
		return moment{Span: alliance.Week(of.From, 0), grain: weekGrain}, ok
	}
	return of.choose(tag)
}

// choose is the portion of the moment with this tag.
func (m moment) choose(tag string) (moment, bool) {
	part, ok := portions[m.grain][tag]
	if !ok {
		return m, false
	}
	at := func(n int) time.Time { return alliance.Day(m.From, n-1).From }
	chosen := stretch
	if m.grain == quarterGrain || m.grain == yearGrain {
		at = func(n int) time.Time { return alliance.Month(m.From, n-1).From }
		chosen = quarterGrain
	}
	end := at(part.to + 1)
	if m.grain == monthGrain && end.After(m.To) {
		end = m.To
	}
	if whole := m; m.inYear != nil {
		m.inYear = func(year int) (alliance.Span, bool) { return whole.inAnother(year, tag) }
	}
	m.isEnd = tag == "end"
	m.Span, m.grain = alliance.Span{From: at(part.from), To: end}, chosen
	return m, true
}

// inAnother is the part with this tag of what the moment is in another year.
func (m moment) inAnother(year int, tag string) (alliance.Span, bool) {
	span, ok := m.inYear(year)
	part, _ := moment{Span: span, grain: m.grain}.choose(tag)
	return part.Span, ok
}
