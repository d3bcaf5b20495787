package handlers

import (
	"context"
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// The verbs of the buttons under lists.
const (
	verbList = "list" // page, from, to, kinds, label: a page of a span
	verbAsk  = "ask"  // page, text: a page of the answer to a question
)

const (
	pageSize = 8
	// ahead is how far "upcoming" looks.
	ahead = 90 * 24 * time.Hour
	// nearestShown is how many of the nearest events are shown where nothing fits.
	nearestShown = 3
)

// listing answers a command that lists the events of a span.
func (desk *Desk) listing(label string, kinds ...alliance.Kind) bot.Handler {
	return func(ctx context.Context, request bot.Request) (bot.Reply, error) {
		now := desk.here(request)
		question := alliance.Question{Span: spanOf(label, now), Kinds: kinds}
		return desk.list(ctx, request, question, label, 1, listData(question, label))
	}
}

// spanOf is the span that a command names.
func spanOf(label string, now time.Time) alliance.Span {
	switch label {
	case "today":
		return alliance.Day(now, 0)
	case "tomorrow":
		return alliance.Day(now, 1)
	case "week":
		return alliance.Week(now, 0)
	case "nextweek":
		return alliance.Week(now, 1)
	case "month":
		return alliance.Month(now, 0)
	default:
		return upcoming(now)
	}
}

func upcoming(now time.Time) alliance.Span {
	return alliance.Span{From: now.Truncate(time.Minute), To: alliance.Day(now.Add(ahead), 0).From}
}

// list answers with one page of the events that a question is after, or with the nearest where there are none.
func (desk *Desk) list(ctx context.Context, request bot.Request, question alliance.Question, label string, page int, data func(int) string) (bot.Reply, error) {
	query := alliance.Query{Span: question.Span, Kinds: question.Kinds, Speakers: question.People, Units: question.Units, Venues: question.Venues}
	found, err := desk.Events.Find(ctx, query, (page-1)*pageSize, pageSize)
	if err != nil {
		return bot.Reply{}, err
	}
	listing := render.Listing{
		Reading: render.Reading{Span: question.Span, Label: label, Kinds: question.Kinds, Words: slices.Concat(question.People, question.Units, question.Venues, question.Words)},
		Events:  found.Events, Total: found.Total, Page: page, Pages: (found.Total + pageSize - 1) / pageSize, Now: request.Now,
	}
	if listing.Pages > 1 {
		listing.Data = data
	}
	if found.Total == 0 {
		if listing.Events, err = desk.nearest(ctx, request, question); err != nil {
			return bot.Reply{}, err
		}
		listing.Nearest = true
	}
	return bot.Say(desk.Render.Events(request.Language, listing)), nil
}

// nearest finds what fits best where nothing matches: the next of the kinds asked for, else the span without the kinds, else
// whatever comes next.
func (desk *Desk) nearest(ctx context.Context, request bot.Request, question alliance.Question) ([]alliance.Event, error) {
	events, err := desk.Events.Upcoming(ctx, request.Now, question.Kinds, nearestShown)
	if err != nil || len(events) > 0 || len(question.Kinds) == 0 {
		return events, err
	}
	page, err := desk.Events.Find(ctx, alliance.Query{Span: question.Span}, 0, nearestShown)
	if err != nil || page.Total > 0 {
		return page.Events, err
	}
	return desk.Events.Upcoming(ctx, request.Now, nil, nearestShown)
}

// listData makes the callback data of the pages of a span: its bounds in minutes since 1970 and the kinds as bits, in base 36.
func listData(question alliance.Question, label string) func(int) string {
	from := strconv.FormatInt(question.From.Unix()/60, 36)
	to := strconv.FormatInt(question.To.Unix()/60, 36)
	bits := int64(0)
	for i, kind := range alliance.Kinds() {
		if slices.Contains(question.Kinds, kind) {
			bits |= 1 << i
		}
	}
	return func(page int) string {
		return alliance.ButtonData(verbList, strconv.Itoa(page), from, to, strconv.FormatInt(bits, 36), label)
	}
}

// turnPage shows another page of a span.
func (desk *Desk) turnPage(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 5 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "page button with %d arguments", len(request.Args))
	}
	numbers := make([]int64, 4)
	for i, base := range []int{10, 36, 36, 36} {
		number, err := strconv.ParseInt(request.Args[i], base, 40)
		if err != nil || number < 0 {
			return bot.Reply{}, alliance.Errorf(alliance.Invalid, "page button: argument %d", i)
		}
		numbers[i] = number
	}
	question := alliance.Question{Span: alliance.Span{From: time.Unix(numbers[1]*60, 0).In(desk.Zone), To: time.Unix(numbers[2]*60, 0).In(desk.Zone)}}
	for i, kind := range alliance.Kinds() {
		if numbers[3]&(1<<i) != 0 {
			question.Kinds = append(question.Kinds, kind)
		}
	}
	if !question.From.Before(question.To) || numbers[0] < 1 || numbers[0] > 1000 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "page button: span or page out of range")
	}
	reply, err := desk.list(ctx, request, question, request.Args[4], int(numbers[0]), listData(question, request.Args[4]))
	return replacing(reply), err
}

// replacing turns a reply of one message into an edit of the message whose button was pressed.
func replacing(reply bot.Reply) bot.Reply {
	if len(reply.Messages) == 1 {
		reply.Edit, reply.Messages = &reply.Messages[0], nil
	}
	return reply
}
