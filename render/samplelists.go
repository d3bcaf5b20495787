package render

import (
	"strconv"
	"time"

	"alliancebot/alliance"
)

// sampleListing is an answer that lists events, for the gallery.
type sampleListing struct {
	title   string
	listing Listing
}

// listings are answers to questions of every sort about a day and a week.
func (s *sampler) listings(today, week alliance.Span, events []alliance.Event) []sampleListing {
	lectures := []alliance.Kind{alliance.Lecture}
	several := []alliance.Kind{alliance.Lecture, alliance.Seminar}
	afternoon := alliance.Span{From: today.From.Add(12 * time.Hour), To: today.From.Add(18 * time.Hour)}
	minute := alliance.Span{From: today.From.Add(14 * time.Hour), To: today.From.Add(14*time.Hour + time.Minute)}
	tomorrow, _ := today.Beside(1)
	return []sampleListing{
		{"week", Listing{Reading: Reading{Span: week}, Events: events[:5], Total: 5, Page: 1, Pages: 1, Buttons: s.turns(week)}},
		{"page 2 of 3", Listing{
			Reading: Reading{Span: alliance.Span{From: s.now}, Open: "upcoming", Kinds: lectures}, Events: events[1:3], Total: 6, Page: 2, Pages: 3,
			Buttons: ListButtons{Page: func(page int) string { return alliance.ButtonData("page", strconv.Itoa(page)) }},
		}},
		{"one, with words", Listing{Reading: Reading{Span: today, Kinds: lectures, Words: []string{"Lou Haibin"}}, Events: events[1:2], Total: 1, Buttons: s.turns(today)}},
		{"two kinds", Listing{Reading: Reading{Span: alliance.Month(today.From, 0), Kinds: several}, Events: events[1:4], Total: 3}},
		{"without a kind", Listing{Reading: Reading{Span: week, Without: several}, Events: events[:1], Total: 1}},
		{"without somebody", Listing{Reading: Reading{Span: week, Kinds: lectures, Except: []string{"Wang Gang"}}, Events: events[1:2], Total: 1}},
		{"the member's own", Listing{Reading: Reading{Span: week, Mine: true}, Events: events[1:2], Total: 1}},
		{"afternoon", Listing{Reading: Reading{Span: afternoon}, Events: events[1:2], Total: 1}},
		{"mornings of a week", Listing{Reading: Reading{Span: week, Hours: alliance.Hours{From: 6, To: 12}}, Events: events[:1], Total: 1}},
		{"a minute", Listing{Reading: Reading{Span: minute, Focus: alliance.Who}, Events: events[1:2], Total: 1}},
		{"asked when", Listing{Reading: Reading{Span: week, Kinds: lectures, Focus: alliance.When}, Events: events[1:3], Total: 2}},
		{"asked where", Listing{Reading: Reading{Span: week, Kinds: lectures, Focus: alliance.Where}, Events: events[1:2], Total: 1}},
		{"any time", Listing{Reading: Reading{}, Events: events[:1], Total: 1}},
		{"any time, with words", Listing{Reading: Reading{Words: []string{"Ye Jun"}}, Events: events[5:6], Total: 1}},
		{"next", Listing{Reading: Reading{Open: "upcoming", Kinds: lectures, Order: alliance.Next, Focus: alliance.When}, Events: events[1:2], Total: 2, Buttons: ListButtons{All: "all"}}},
		{"next three", Listing{Reading: Reading{Open: "upcoming", Kinds: lectures, Order: alliance.Next}, Events: events[1:4], Total: 3, Buttons: ListButtons{All: "all"}}},
		{"last of a week", Listing{Reading: Reading{Span: week, Words: []string{"Wang Gang"}, Order: alliance.Last}, Events: events[2:3], Total: 1}},
		{"first of a day", Listing{Reading: Reading{Span: tomorrow, Order: alliance.First, Focus: alliance.Where}, Events: events[2:3], Total: 1}},
		{"none at any time", Listing{Reading: Reading{Words: []string{"5G & <AI>"}}}},
		{"none", Listing{Reading: Reading{Span: tomorrow}}},
		{"none, nearest", Listing{Reading: Reading{Span: week, Kinds: []alliance.Kind{alliance.Competition}}, Events: events[5:6], Instead: Nearest}},
		{"none, other subjects", Listing{Reading: Reading{Span: week, Kinds: lectures, Words: []string{"5G"}}, Events: events[1:3], Instead: Unsubject}},
		{"none, other subjects of another kind", Listing{Reading: Reading{Span: week, Kinds: []alliance.Kind{alliance.Other}, Words: []string{"5G"}}, Events: events[:1], Instead: Unsubject}},
		{"none, other kinds", Listing{Reading: Reading{Span: week, Kinds: several}, Events: events[4:5], Instead: Unkind}},
		{"none, what comes", Listing{Reading: Reading{Span: tomorrow, Words: []string{"Ye Jun"}, Order: alliance.Next}, Events: events[:2], Instead: Coming}},
		{"no such day", Listing{Reading: Reading{Span: today, Impossible: "2月30日"}, Events: events[:2], Total: 2}},
	}
}

// turns are the buttons that ask the same about another span, or with a filter less.
func (s *sampler) turns(span alliance.Span) ListButtons {
	before, _ := span.Beside(-1)
	after, _ := span.Beside(1)
	buttons := ListButtons{Earlier: SpanButton{before, "earlier"}, Later: SpanButton{after, "later"}}
	if after.From.Sub(span.From) == 24*time.Hour {
		buttons.Other = SpanButton{alliance.Span{From: span.From.Add(19 * time.Hour), To: span.From.Add(20 * time.Hour)}, "other"}
		for _, filter := range []Filter{ByTime, ByKind, ByPerson, ByUnit, ByVenue, BySubject, ByException} {
			buttons.Drop = append(buttons.Drop, DropButton{filter, "drop-" + string(filter)})
		}
	}
	return buttons
}
