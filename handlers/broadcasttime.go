package handlers

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
	"alliancebot/render"
)

const (
	// eventsOffered is how many events are offered to count a time from.
	eventsOffered = 8
	// eventsRead is how many are looked through for them.
	eventsRead = 32
)

// schedule reads when the broadcast is to begin: a time, or how long before an event.
func (c *composing) schedule(ctx context.Context) (bot.Reply, error) {
	dispatch := &c.draft.Dispatch
	if ahead, ok := ask.Ahead(c.words()); ok {
		dispatch.NotBefore, dispatch.Event, dispatch.Ahead = time.Time{}, "", ahead
		c.turnTo(render.PageEvent)
		return c.anew(ctx)
	}
	at, problem, detail := c.moment()
	if problem != "" {
		return c.complain(ctx, problem, detail)
	}
	if !at.After(c.request.Now) {
		c.panel.Tried = at
		return c.complain(ctx, "time_past", "")
	}
	dispatch.NotBefore, dispatch.Event, dispatch.Ahead = at.UTC(), "", 0
	c.turnTo(render.PageMain)
	c.hasty()
	return c.anew(ctx)
}

// words is the text that was sent, as far as it can be a time or a name.
func (c *composing) words() string {
	if utf8.RuneCountInString(c.request.Text) > longestQuestion {
		return ""
	}
	return c.request.Text
}

// clockTime is the longest that a time lasts which was said by the clock: 8点 is an hour, 上午 is not.
const clockTime = time.Hour

// moment reads a time by the clock, or says what is wrong with it.
func (c *composing) moment() (at time.Time, problem, detail string) {
	reading := ask.Read(c.words(), c.here(c.request), nil)
	span := reading.Question.Span
	switch {
	case reading.Impossible != nil:
		return time.Time{}, "time_impossible", reading.Impossible.Text
	case span.From.IsZero() || span.To.IsZero() || span.To.Sub(span.From) > clockTime:
		return time.Time{}, "time_unclear", ""
	}
	return span.From, "", ""
}

// setDeadline reads until when recipients are to confirm.
func (c *composing) setDeadline(ctx context.Context) (bot.Reply, error) {
	at, problem, detail := c.moment()
	if problem != "" {
		return c.complain(ctx, problem, detail)
	}
	if !at.After(c.draft.Dispatch.Begins(c.request.Now)) {
		c.panel.Tried = at
		return c.complain(ctx, "deadline_past", "")
	}
	c.draft.Dispatch.Deadline = at.UTC()
	c.turnTo(render.PageMain)
	c.hasty()
	return c.anew(ctx)
}

// outdated looks whether the times of the draft have passed while it was composed, and says which.
func (c *composing) outdated() bool {
	dispatch := c.draft.Dispatch
	if dispatch.NotBefore.IsZero() || dispatch.NotBefore.After(c.request.Now) {
		return c.hasty()
	}
	c.turnTo(render.PageTime)
	c.panel.Problem, c.panel.Tried = "time_past", dispatch.NotBefore
	return true
}

// hasty looks whether the deadline of the draft, or the moment at which liaisons are told, lies before it goes out, and says which.
func (c *composing) hasty() bool {
	dispatch := c.draft.Dispatch
	begins, escalates := dispatch.Begins(c.request.Now), dispatch.EscalatesAt()
	switch {
	case !dispatch.Deadline.IsZero() && !dispatch.Deadline.After(begins):
		c.panel.Problem, c.panel.Tried = "deadline_past", dispatch.Deadline
	case !escalates.IsZero() && !escalates.After(begins):
		c.panel.Problem, c.panel.Tried = "escalation_past", escalates
	default:
		return false
	}
	c.turnTo(render.PageDeadline)
	return true
}

// searchEvent offers the coming events that a text is about.
func (c *composing) searchEvent(ctx context.Context) (bot.Reply, error) {
	c.turnTo(render.PageEvent)
	known, err := c.names.known(ctx, c.Events, c.request.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	question := ask.Read(c.words(), c.here(c.request), known).Question
	if !question.Timed() {
		question.From = c.request.Now
	}
	question.Order, question.Mine = alliance.Earliest, false
	if !question.Named() && len(question.Kinds) == 0 && len(question.Words) == 0 {
		question.Words = strings.Fields(c.words())
	}
	found, err := c.found(ctx, c.request, asked{Asked: alliance.Asked{Question: question}, page: 1, dated: true}, eventsRead)
	if err != nil {
		return bot.Reply{}, err
	}
	c.panel.Events = c.ahead(found.Events)
	return c.anew(ctx)
}

// ahead are those of the events before which there is still so much time, as many as are offered.
func (c *composing) ahead(events []alliance.Event) []alliance.Event {
	left := []alliance.Event{}
	for _, event := range events {
		at := event.Start.Add(-c.draft.Dispatch.Ahead)
		if event.Status == alliance.Planned && at.After(c.request.Now) && len(left) < eventsOffered {
			left = append(left, event)
		}
	}
	return left
}

// chooseEvent makes the broadcast begin so long before an event, and move with it.
func (c *composing) chooseEvent(ctx context.Context, id, length string) error {
	ahead, err := time.ParseDuration(length)
	if err != nil || ahead <= 0 {
		return alliance.Errorf(alliance.Invalid, "broadcast button: time before an event")
	}
	event, err := c.Events.Event(ctx, id)
	if err != nil {
		return err
	}
	at := event.Start.Add(-ahead)
	if !at.After(c.request.Now) {
		c.turnTo(render.PageTime)
		c.panel.Problem, c.panel.Tried = "time_past", at
		return nil
	}
	dispatch := &c.draft.Dispatch
	dispatch.Event, dispatch.Ahead, dispatch.NotBefore = event.ID, ahead, at.UTC()
	c.turnTo(render.PageMain)
	c.hasty()
	return nil
}

// event reads the event that the time counts from, to show it. One that is gone is shown without a name.
func (c *composing) event(ctx context.Context) error {
	if c.draft.Dispatch.Event == "" {
		return nil
	}
	event, err := c.Events.Event(ctx, c.draft.Dispatch.Event)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return err
	}
	c.panel.Event = event
	return nil
}
