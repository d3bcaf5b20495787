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
	// datedMost is how many events that mention some words are put in order of time; of more the best come first.
	datedMost = 200
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
	if asked.Order != alliance.Earliest && found.Total > 0 {
		return bot.Say(render.Split(desk.Render.One(request.Language, listing, desk.cardOptions(request, listing.Events[0])))...), nil
	}
	return bot.Say(desk.Render.Events(request.Language, listing)), nil
}

// found reads the page of the events that a question is after, the last one where there are not so many. Of an order only the one
// event is read.
func (desk *Desk) found(ctx context.Context, request bot.Request, asked asked, size int) (found, error) {
	asked, _ = desk.bounded(request, asked)
	if len(asked.Words) > 0 {
		return desk.saying(ctx, request, asked, size)
	}
	if asked.Order != alliance.Earliest {
		page, err := desk.ordered(ctx, request, asked.Question)
		return found{Page: page}, err
	}
	query := queryOf(asked.Question, request.Member)
	if asked.Mine && len(query.Kinds) == 0 {
		return found{}, nil
	}
	page, err := desk.Events.Find(ctx, query, (asked.page-1)*size, size)
	if err == nil && len(page.Events) == 0 && page.Total > 0 {
		page, err = desk.Events.Find(ctx, query, (pagesOf(page.Total, size)-1)*size, size)
	}
	return found{Page: page}, err
}

// ordered reads the next, first or last event that a question is after. What does not take place is passed over.
func (desk *Desk) ordered(ctx context.Context, request bot.Request, question alliance.Question) (alliance.Page, error) {
	query := queryOf(question, request.Member)
	offset := 0
	if question.Order == alliance.Last {
		page, err := desk.Events.Find(ctx, query, 0, 0)
		if err != nil {
			return alliance.Page{}, err
		}
		offset = max(page.Total-pageSize, 0)
	}
	page, err := desk.Events.Find(ctx, query, offset, pageSize)
	if err != nil {
		return alliance.Page{}, err
	}
	page.Events = inOrder(page.Events, question.Order, request)
	if len(page.Events) == 0 {
		page.Total = 0
	}
	return page, nil
}

// inOrder is the one of the events, which stand by time, that the order asks for.
func inOrder(events []alliance.Event, order alliance.Order, request bot.Request) []alliance.Event {
	events = slices.DeleteFunc(events, func(event alliance.Event) bool {
		return event.Status == alliance.Cancelled || order == alliance.Next && event.Begun(request.Now)
	})
	if len(events) > 1 && order == alliance.Last {
		return events[len(events)-1:]
	}
	return events[:min(len(events), 1)]
}

// saying reads the page of the events that say what a question asks for: by time where the question names one, else what is to
// come and says it best first.
func (desk *Desk) saying(ctx context.Context, request bot.Request, asked asked, size int) (found, error) {
	ids, words := desk.Index.Find(queryOf(asked.Question, request.Member), asked.Words, request.Now)
	if words == nil {
		words = asked.Words
	}
	result := found{Page: alliance.Page{Total: len(ids)}, words: words}
	dated := asked.Order != alliance.Earliest || asked.dated
	if dated && len(ids) <= datedMost {
		events, err := desk.Events.EventsByID(ctx, ids)
		if err != nil {
			return found{}, err
		}
		slices.SortFunc(events, func(a, b alliance.Event) int { return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID)) })
		if asked.Order != alliance.Earliest {
			events = inOrder(events, asked.Order, request)
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
