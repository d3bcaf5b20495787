package handlers

import (
	"context"
	"slices"
	"strconv"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// verbTurn is the verb of the buttons under an answer: the question's id, the page, and how the question is turned.
const verbTurn = "q"

// How a button turns a question.
const (
	turnEarlier = "-"
	turnLater   = "+"
	turnOther   = "o" // to the other reading of its time
	turnAll     = "a" // from one event to all
)

// lastPage is the highest page a button may ask for.
const lastPage = 10000

// filter is a restriction that a question can do without.
type filter struct {
	turn   string // how a button drops it
	filter render.Filter
	has    func(alliance.Question) bool
	drop   func(*alliance.Question)
}

// drops are all filters, in the order of their buttons.
var drops = []filter{
	{"k", render.ByKind, func(q alliance.Question) bool { return len(q.Kinds)+len(q.Without) > 0 }, func(q *alliance.Question) { q.Kinds, q.Without = nil, nil }},
	{"p", render.ByPerson, func(q alliance.Question) bool { return len(q.People) > 0 }, func(q *alliance.Question) { q.People = nil }},
	{"u", render.ByUnit, func(q alliance.Question) bool { return len(q.Units) > 0 }, dropUnits},
	{"v", render.ByVenue, func(q alliance.Question) bool { return len(q.Venues) > 0 && !namesSchool(q) }, func(q *alliance.Question) { q.Venues = nil }},
	{"w", render.BySubject, func(q alliance.Question) bool { return len(q.Words) > 0 }, func(q *alliance.Question) { q.Words = nil }},
	{"x", render.ByException, func(q alliance.Question) bool { return !q.Except.Empty() }, func(q *alliance.Question) { q.Except = alliance.Names{} }},
	{"t", render.ByTime, alliance.Question.Timed, func(q *alliance.Question) { q.Span, q.Hours = alliance.Span{}, alliance.Hours{} }},
}

// namesSchool reports whether the units and the venues of a question are one thing: a school, say, which is both.
func namesSchool(question alliance.Question) bool {
	return slices.ContainsFunc(question.Units, func(unit string) bool { return slices.Contains(question.Venues, unit) })
}

func dropUnits(question *alliance.Question) {
	if namesSchool(*question) {
		question.Venues = nil
	}
	question.Units = nil
}

// buttons are the buttons under the answer to a question kept as id.
func buttons(asked asked, id string, total int) render.ListButtons {
	data := func(page int, turn string) string { return alliance.ButtonData(verbTurn, id, strconv.Itoa(page), turn) }
	buttons := render.ListButtons{Page: func(page int) string { return data(page, "") }}
	if asked.Other != nil {
		buttons.Other = render.SpanButton{Span: *asked.Other, Data: data(1, turnOther)}
	}
	if asked.Order != alliance.Earliest {
		if total > 1 {
			buttons.All = data(1, turnAll)
		}
		return buttons
	}
	if before, ok := asked.Beside(-1); ok {
		buttons.Earlier = render.SpanButton{Span: before, Data: data(1, turnEarlier)}
		after, _ := asked.Beside(1)
		buttons.Later = render.SpanButton{Span: after, Data: data(1, turnLater)}
	}
	filters := 0
	for _, known := range drops {
		if known.has(asked.Question) {
			filters++
			buttons.Drop = append(buttons.Drop, render.DropButton{Filter: known.filter, Data: data(1, known.turn)})
		}
	}
	if filters == 1 { // alone it is the question
		buttons.Drop = nil
	}
	return buttons
}

// turn answers a question that was kept anew: another page of it, another span, or without a filter.
func (desk *Desk) turn(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 3 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "question button with %d arguments", len(request.Args))
	}
	page, err := strconv.Atoi(request.Args[1])
	if err != nil || page < 1 || page > lastPage {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "question button: page")
	}
	kept, err := desk.Questions.Question(ctx, request.Args[0])
	if alliance.KindOf(err) == alliance.NotFound && err != nil {
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "old_button", nil)), Alert: true}, nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	turned, ok := turned(desk.local(kept), request.Args[2])
	if !ok {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "question button: turn")
	}
	reply, err := desk.answer(ctx, request, asked{Asked: turned, page: page})
	return replacing(reply), err
}

// turned is the question as a button turns it; false where it cannot be turned so.
func turned(asked alliance.Asked, turn string) (alliance.Asked, bool) {
	steps := map[string]int{turnEarlier: -1, turnLater: 1}
	switch turn {
	case "":
		return asked, true
	case turnEarlier, turnLater:
		span, ok := asked.Beside(steps[turn])
		asked.Span, asked.Other = span, nil
		return asked, ok && span.From.Year() >= firstYear && span.To.Year() <= lastYear
	case turnOther:
		if asked.Other == nil {
			return asked, false
		}
		other := asked.Span
		asked.Span, asked.Other = *asked.Other, &other
		return asked, true
	case turnAll:
		asked.Order, asked.Most, asked.Focus = alliance.Earliest, 0, alliance.Whole
		return asked, true
	}
	at := slices.IndexFunc(drops, func(known filter) bool { return known.turn == turn })
	if at < 0 {
		return asked, false
	}
	drops[at].drop(&asked.Question)
	return asked, true
}

// The years that buttons lead through.
const (
	firstYear = 1970
	lastYear  = 9999
)

// replacing turns a reply of one message into an edit of the message whose button was pressed.
func replacing(reply bot.Reply) bot.Reply {
	if len(reply.Messages) == 1 {
		reply.Edit, reply.Messages = &reply.Messages[0], nil
	}
	return reply
}
