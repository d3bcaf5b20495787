package handlers

import (
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

func (desk *Desk) withoutSubject(ctx context.Context, request bot.Request, asked asked) ([]alliance.Event, error) {
	if len(asked.Words) == 0 || !asked.dated {
		return nil, nil // without its subject the question says nothing
	}
	page, err := desk.Events.Find(ctx, queryOf(asked.Question, request.Member), 0, pageSize)
	return page.Events, err
}

// nearest finds the same at other times: what comes after the time asked for, if that lies ahead, else what was last before it.
func (desk *Desk) nearest(ctx context.Context, request bot.Request, asked asked) ([]alliance.Event, error) {
	query := queryOf(asked.Question, request.Member)
	if len(query.Kinds) == 0 && !asked.Named() && !asked.dated {
		return nil, nil
	}
	from := later(asked.From, request.Now)
	events, err := desk.after(ctx, from, query)
	if err != nil || len(events) > 0 {
		return events, err
	}
	return desk.before(ctx, from, query)
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
