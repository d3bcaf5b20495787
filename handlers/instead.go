package handlers

import (
	"context"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// insteadShown is how many other events are shown where nothing fits.
const insteadShown = 3

// instead finds what fits best where nothing does: the same without the subject, the same at the nearest time, the same time
// without the kinds, else whatever comes next.
func (desk *Desk) instead(ctx context.Context, request bot.Request, asked asked) ([]alliance.Event, render.Instead, error) {
	for _, try := range []struct {
		instead render.Instead
		find    func(context.Context, bot.Request, alliance.Question) ([]alliance.Event, error)
	}{
		{render.Unsubject, desk.withoutSubject}, {render.Nearest, desk.nearest}, {render.Unkind, desk.withoutKind}, {render.Coming, desk.coming},
	} {
		events, err := try.find(ctx, request, asked.Question)
		if err != nil || len(events) > 0 {
			return events, try.instead, err
		}
	}
	return nil, "", nil
}

func (desk *Desk) withoutSubject(ctx context.Context, request bot.Request, question alliance.Question) ([]alliance.Event, error) {
	if len(question.Words) == 0 || len(question.Kinds) == 0 && !question.Named() && question.Focus == alliance.Whole && question.To.Sub(question.From) > ahead/2 {
		return nil, nil // without its subject the question says nothing
	}
	page, err := desk.Events.Find(ctx, queryOf(question, request.Member), 0, insteadShown)
	return page.Events, err
}

// nearest finds the same at other times: what comes after the time asked for or, for a time that is over, what was before it.
func (desk *Desk) nearest(ctx context.Context, request bot.Request, question alliance.Question) ([]alliance.Event, error) {
	question.Words = nil
	query := queryOf(question, request.Member)
	for _, from := range []time.Time{later(question.From, request.Now), request.Now} {
		events, err := desk.after(ctx, from, query)
		if err != nil || len(events) > 0 {
			return events, err
		}
	}
	query.Span = alliance.Span{From: request.Now.Add(-ahead), To: request.Now}
	page, err := desk.Events.Find(ctx, query, 0, 0)
	if err != nil || page.Total == 0 || !question.Named() && len(query.Kinds) == 0 {
		return nil, err
	}
	page, err = desk.Events.Find(ctx, query, max(page.Total-insteadShown, 0), insteadShown)
	slices.Reverse(page.Events)
	return page.Events, err
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

func (desk *Desk) withoutKind(ctx context.Context, request bot.Request, question alliance.Question) ([]alliance.Event, error) {
	question.Kinds, question.Without, question.Words, question.Mine = nil, nil, nil, false
	page, err := desk.Events.Find(ctx, queryOf(question, request.Member), 0, insteadShown)
	return page.Events, err
}

func (desk *Desk) coming(ctx context.Context, request bot.Request, _ alliance.Question) ([]alliance.Event, error) {
	return desk.Events.Upcoming(ctx, request.Now, nil, insteadShown)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
