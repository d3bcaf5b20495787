package handlers

import (
	"cmp"
	"context"
	"slices"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

const (
	pageSize = 8
	// datedMost is how many events that mention some words are put in order of time; of more the best come first. For the next,
	// first or last of them more are looked at.
	datedMost, orderedMost = 200, 5000
	// orderedChunk is how many events are read at a time until one of them is the one that an order asks for.
	orderedChunk = 64
)

// found is a page of the events that a question is after.
type found struct {
	alliance.Page
	words []string // the subject words as they were read, typing errors mended
}

// answer answers a question: with the one event it is after, with a page of them, or with others where there are none.
func (desk *Desk) answer(ctx context.Context, request bot.Request, asked asked) (bot.Reply, error) {
	found, err := desk.found(ctx, request, asked, pageSize)
	if err != nil {
		return bot.Reply{}, err
	}
	return desk.show(ctx, request, asked, found)
}

// show shows what was found for a question, and keeps the question.
func (desk *Desk) show(ctx context.Context, request bot.Request, asked asked, found found) (bot.Reply, error) {
	id, err := desk.keep(ctx, request, asked)
	if err != nil {
		return bot.Reply{}, err
	}
	whole, open := desk.bounded(request, asked)
	pages := pagesOf(found.Total, pageSize)
	whole.page = min(asked.page, max(pages, 1))
	listing := render.Listing{
		Reading: readingOf(whole, open, found.words), Events: found.Events, Total: found.Total, Page: whole.page, Pages: pages, Now: request.Now,
	}
	if found.Total == 0 {
		if listing.Events, listing.Instead, err = desk.instead(ctx, request, whole); err != nil {
			return bot.Reply{}, err
		}
	}
	listing.Buttons = buttons(asked, id, found.Total)
	switch isOrdered := asked.Order != alliance.Earliest && found.Total > 0; {
	case isOrdered && len(found.Events) == 1:
		return bot.Say(render.Split(desk.Render.One(request.Language, listing, desk.cardOptions(request, listing.Events[0])))...), nil
	case isOrdered:
		listing.Total, listing.Page, listing.Pages = len(found.Events), 1, 1
	}
	return bot.Say(desk.Render.Events(request.Language, listing)), nil
}

// found reads the page of the events that a question is after, the last one where there are not so many. Of an order only the one
// event is read.
func (desk *Desk) found(ctx context.Context, request bot.Request, asked asked, size int) (found, error) {
	asked, _ = desk.bounded(request, asked)
	query := queryOf(asked.Question, request.Member)
	if asked.Mine && len(query.Kinds) == 0 { // who follows nothing
		return found{}, nil
	}
	if asked.Hours != (alliance.Hours{}) || !asked.Except.Empty() {
		return desk.sifted(ctx, request, asked, size)
	}
	if len(asked.Words) > 0 {
		return desk.saying(ctx, request, asked, size)
	}
	if asked.Order != alliance.Earliest {
		page, err := desk.ordered(ctx, request, asked.Question)
		return found{Page: page}, err
	}
	page, err := desk.Events.Find(ctx, query, (asked.page-1)*size, size)
	if err == nil && len(page.Events) == 0 && page.Total > 0 {
		page, err = desk.Events.Find(ctx, query, (pagesOf(page.Total, size)-1)*size, size)
	}
	return found{Page: page}, err
}

// ordered reads the next, first or last events that a question is after. What does not take place is passed over.
func (desk *Desk) ordered(ctx context.Context, request bot.Request, question alliance.Question) (alliance.Page, error) {
	query := queryOf(question, request.Member)
	if question.Order == alliance.Next && !question.Named() {
		return desk.next(ctx, request, question)
	}
	if question.Order == alliance.Next {
		query.From = later(query.From, request.Now)
	}
	whole, err := desk.Events.Find(ctx, query, 0, 0)
	if err != nil {
		return alliance.Page{}, err
	}
	for read := 0; read < whole.Total && len(whole.Events) == 0; read += orderedChunk {
		offset := read
		if question.Order == alliance.Last {
			offset = max(whole.Total-read-orderedChunk, 0)
		}
		page, err := desk.Events.Find(ctx, query, offset, min(orderedChunk, whole.Total-read))
		if err != nil {
			return alliance.Page{}, err
		}
		whole.Events = inOrder(page.Events, question, request)
	}
	if len(whole.Events) == 0 {
		whole.Total = 0
	}
	return whole, nil
}

// next reads the next event of a query without names, week by week only as far as needed; the total counts what was read.
func (desk *Desk) next(ctx context.Context, request bot.Request, question alliance.Question) (alliance.Page, error) {
	query := queryOf(question, request.Member)
	events, err := desk.Events.Upcoming(ctx, later(query.From, request.Now), query.Kinds, pageSize)
	events = slices.DeleteFunc(events, func(event alliance.Event) bool { return !query.To.IsZero() && !event.Start.Before(query.To) })
	page := alliance.Page{Total: len(events), Events: inOrder(events, question, request)}
	if len(page.Events) == 0 {
		page.Total = 0
	}
	return page, err
}

// inOrder are those of the events, which stand by time, that the order asks for: one, or as many as are wanted.
func inOrder(events []alliance.Event, question alliance.Question, request bot.Request) []alliance.Event {
	events = slices.DeleteFunc(events, func(event alliance.Event) bool {
		return event.Status == alliance.Cancelled || question.Order == alliance.Next && event.Begun(request.Now)
	})
	most := min(max(question.Most, 1), len(events))
	if question.Order == alliance.Last {
		return events[len(events)-most:]
	}
	return events[:most]
}

// saying reads the page of the events that say what a question asks for: by time where the question names one, else what is to
// come and says it best first.
func (desk *Desk) saying(ctx context.Context, request bot.Request, asked asked, size int) (found, error) {
	ids, words := desk.Index.Find(queryOf(asked.Question, request.Member), asked.Words, request.Now)
	if words == nil {
		words = asked.Words
	}
	result := found{Page: alliance.Page{Total: len(ids)}, words: words}
	isOrdered := asked.Order != alliance.Earliest
	if isOrdered && len(ids) <= orderedMost || asked.dated && len(ids) <= datedMost {
		events, err := desk.Events.EventsByID(ctx, ids)
		if err != nil {
			return found{}, err
		}
		slices.SortFunc(events, func(a, b alliance.Event) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID)) })
		if isOrdered {
			events = inOrder(events, asked.Question, request)
		}
		result.Total = len(events)
		result.Events = slice(events, asked.page, size)
		return result, nil
	}
	var err error
	result.Events, err = desk.Events.EventsByID(ctx, slice(ids, asked.page, size))
	return result, err
}

// slice is the page of a list, the last one where there are not so many.
func slice[T any](list []T, page, size int) []T {
	page = min(page, max(pagesOf(len(list), size), 1))
	return list[min((page-1)*size, len(list)):min(page*size, len(list))]
}

// pagesOf is how many pages of this size hold so many.
func pagesOf(total, size int) int { return (total + size - 1) / size }
