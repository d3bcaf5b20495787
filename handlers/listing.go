package handlers

import (
	"context"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

const (
	pageSize = 8
	// ahead is how far "upcoming" looks.
	ahead = 90 * 24 * time.Hour
	// nearestShown is how many of the nearest events are shown where nothing fits.
	nearestShown = 3
)

// asked is a question about to be answered.
type asked struct {
	alliance.Question
	label string           // how its span is called
	page  int              // from 1
	data  func(int) string // callback data of its pages; nil: there are no such buttons
}

// listing answers a command that lists the events of a span.
func (desk *Desk) listing(label string, kinds ...alliance.Kind) bot.Handler {
	return func(ctx context.Context, request bot.Request) (bot.Reply, error) {
		question := alliance.Question{Span: spanOf(label, desk.here(request)), Kinds: kinds}
		return desk.list(ctx, request, asked{question, label, 1, listData(question, label)})
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

// list answers with one page of the events that a question is after, the last one where there are not so many, or with the
// nearest where there are none.
func (desk *Desk) list(ctx context.Context, request bot.Request, asked asked) (bot.Reply, error) {
	found, err := desk.found(ctx, asked.Question, (asked.page-1)*pageSize, pageSize)
	if err != nil {
		return bot.Reply{}, err
	}
	pages := pagesOf(found.Total)
	if asked.page > max(pages, 1) {
		asked.page = max(pages, 1)
		return desk.list(ctx, request, asked)
	}
	listing := render.Listing{
		Reading: render.Reading{Span: asked.Span, Label: asked.label, Kinds: asked.Kinds, Words: slices.Concat(asked.People, asked.Units, asked.Venues, found.words)},
		Events:  found.Events, Total: found.Total, Page: asked.page, Pages: pages, Data: asked.data, Now: request.Now,
	}
	if found.Total == 0 {
		listing.Nearest = true
		if listing.Events, err = desk.nearest(ctx, request, asked.Question); err != nil {
			return bot.Reply{}, err
		}
	}
	return bot.Say(desk.Render.Events(request.Language, listing)), nil
}

// nearest finds what fits best where nothing matches: the next of the kinds asked for, from the time asked for on or before it,
// else the span without the kinds, else whatever comes next.
func (desk *Desk) nearest(ctx context.Context, request bot.Request, question alliance.Question) ([]alliance.Event, error) {
	from := request.Now
	if question.From.After(from) {
		from = question.From
	}
	for _, from := range []time.Time{from, request.Now} {
		if events, err := desk.Events.Upcoming(ctx, from, question.Kinds, nearestShown); err != nil || len(events) > 0 {
			return events, err
		}
	}
	if page, err := desk.Events.Find(ctx, alliance.Query{Span: question.Span}, 0, nearestShown); err != nil || page.Total > 0 {
		return page.Events, err
	}
	return desk.Events.Upcoming(ctx, request.Now, nil, nearestShown)
}

// found is a page of the events that a question is after, and those of its words that they mention.
type found struct {
	alliance.Page
	words []string
}

// found reads size events from offset on. Subject words narrow them where any event mentions them; else they are taken for a
// way of speaking: 推荐 of 有什么讲座推荐吗.
func (desk *Desk) found(ctx context.Context, question alliance.Question, offset, size int) (found, error) {
	if len(question.Words) > 0 {
		events, err := desk.mentioning(ctx, question)
		if err != nil || len(events) > 0 {
			return found{alliance.Page{Events: slice(events, offset, size), Total: len(events)}, question.Words}, err
		}
	}
	page, err := desk.Events.Find(ctx, queryOf(question), offset, size)
	return found{Page: page}, err
}

func queryOf(question alliance.Question) alliance.Query {
	return alliance.Query{Span: question.Span, Kinds: question.Wanted(), Speakers: question.People, Units: question.Units, Venues: question.Venues}
}

func pagesOf(total int) int { return (total + pageSize - 1) / pageSize }
