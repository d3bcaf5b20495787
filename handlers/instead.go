package handlers

import (
	"cmp"
	"context"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// insteadShown is how many other events are shown where nothing fits. Without a subject, which may have been none, it is a page.
const insteadShown = 3

// substitute finds what can be shown instead of what was asked for.
type substitute struct {
	instead render.Instead
	find    func(context.Context, bot.Request, asked) ([]alliance.Event, error)
}

// instead finds what fits best where nothing does: the same without the subject, the same at the nearest time, the same time
// without the kinds, else whatever comes next.
func (desk *Desk) instead(ctx context.Context, request bot.Request, asked asked) ([]alliance.Event, render.Instead, error) {
	for _, substitute := range []substitute{
		{render.Unsubject, desk.withoutSubject}, {render.Nearest, desk.nearest}, {render.Unkind, desk.withoutKind}, {render.Coming, desk.coming},
	} {
		events, err := substitute.find(ctx, request, asked)
		if err != nil || len(events) > 0 {
			return events, substitute.instead, err
		}
	}
	return nil, "", nil
}

// withoutSubject finds the same without its subject words; without them something else must be left that it asks for.
func (desk *Desk) withoutSubject(ctx context.Context, request bot.Request, asked asked) ([]alliance.Event, error) {
	query := queryOf(asked.Question, request.Member)
	switch {
	case len(asked.Words) == 0:
		return nil, nil
	case asked.dated:
		page, err := desk.Events.Find(ctx, query, 0, pageSize)
		return page.Events, err
	case len(query.Kinds) > 0 || asked.Named():
		return desk.after(ctx, request.Now, query)
	}
	return nil, nil
}

// nearest finds the same at other times, what is nearest to the time asked for: of one that lies ahead, what comes after it, else
// what was last before it; of one that is over, what was last before it and first after it.
func (desk *Desk) nearest(ctx context.Context, request bot.Request, asked asked) ([]alliance.Event, error) {
	query := queryOf(asked.Question, request.Member)
	if len(query.Kinds) == 0 && !asked.Named() && !asked.dated {
		return nil, nil
	}
	if isOver := !asked.To.IsZero() && !asked.To.After(request.Now); isOver {
		return desk.around(ctx, asked.Span, query)
	}
	from := later(asked.From, request.Now)
	events, err := desk.after(ctx, from, query)
	if err != nil || len(events) > 0 {
		return events, err
	}
	return desk.before(ctx, from, query)
}

// around reads the events of a query that are nearest to a span in which there are none, by time.
func (desk *Desk) around(ctx context.Context, span alliance.Span, query alliance.Query) ([]alliance.Event, error) {
	before, err := desk.before(ctx, span.From, query)
	if err != nil {
		return nil, err
	}
	after, err := desk.after(ctx, span.To, query)
	if err != nil {
		return nil, err
	}
	away := func(event alliance.Event) time.Duration {
		return min(event.Start.Sub(span.To).Abs(), span.From.Sub(event.Until()).Abs())
	}
	events := slices.Concat(before, after)
	slices.SortStableFunc(events, func(a, b alliance.Event) int { return cmp.Compare(away(a), away(b)) })
	events = events[:min(insteadShown, len(events))]
	slices.SortFunc(events, func(a, b alliance.Event) int { return a.Start.Compare(b.Start) })
	return events, nil
}

// after reads the first events of a query from a moment on. Names are few events; else the calendar is read week by week.
func (desk *Desk) after(ctx context.Context, from time.Time, query alliance.Query) ([]alliance.Event, error) {
	if len(query.Speakers)+len(query.Units)+len(query.Venues) == 0 {
		return desk.Events.Upcoming(ctx, from, query.Kinds, insteadShown)
	}
	query.Span = alliance.Span{From: from}
	page, err := desk.Events.Find(ctx, query, 0, insteadShown)
	return page.Events, err
}

// before reads the last events of a query until a moment, the latest first.
func (desk *Desk) before(ctx context.Context, until time.Time, query alliance.Query) ([]alliance.Event, error) {
	if len(query.Speakers)+len(query.Units)+len(query.Venues) == 0 {
		return desk.Events.Recent(ctx, until, query.Kinds, insteadShown)
	}
	query.Span = alliance.Span{To: until}
	page, err := desk.Events.Find(ctx, query, 0, 0)
	if err != nil {
		return nil, err
	}
	page, err = desk.Events.Find(ctx, query, max(page.Total-insteadShown, 0), insteadShown)
	slices.Reverse(page.Events)
	return page.Events, err
}

func (desk *Desk) withoutKind(ctx context.Context, request bot.Request, asked asked) ([]alliance.Event, error) {
	question := asked.Question
	if !asked.dated {
		return nil, nil
	}
	question.Kinds, question.Without, question.Words, question.Mine = nil, nil, nil, false
	page, err := desk.Events.Find(ctx, queryOf(question, request.Member), 0, insteadShown)
	return page.Events, err
}

func (desk *Desk) coming(ctx context.Context, request bot.Request, _ asked) ([]alliance.Event, error) {
	return desk.Events.Upcoming(ctx, request.Now, nil, insteadShown)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
