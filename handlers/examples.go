package handlers

import (
	"context"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// examplesFrom is how many of the next events the examples are taken from.
const examplesFrom = 20

// examples are questions that have an answer now: about the kind of the next event in a stretch of time that has a name, about
// whoever speaks next, and about the next event of another kind.
func (desk *Desk) examples(ctx context.Context, request bot.Request) ([]string, error) {
	events, err := desk.Events.Upcoming(ctx, request.Now, nil, examplesFrom)
	if err != nil {
		return nil, err
	}
	events = slices.DeleteFunc(events, func(event alliance.Event) bool { return !event.Remindable(request.Now) })
	return desk.Render.Examples(request.Language, exampleOf(events, desk.here(request))), nil
}

func exampleOf(events []alliance.Event, now time.Time) render.Example {
	var example render.Example
	for _, event := range events {
		name := nameOfTime(event.Start, now)
		switch {
		case example.Kind == "" && name != "":
			example.Span, example.Kind = name, event.Kind
		case example.Other == "" && event.Kind != example.Kind && event.Kind != alliance.Other:
			example.Other = event.Kind
		}
		if example.Person == "" && len(event.Speakers) > 0 {
			example.Person = event.Speakers[0]
		}
	}
	return example
}

// nameOfTime is the shortest stretch of time with a name that t lies in; empty where there is none.
func nameOfTime(t, now time.Time) string {
	for _, name := range []string{"today", "tomorrow", "week", "nextweek", "month", "nextmonth"} {
		if span, ok := alliance.SpanNamed(name, now); ok && span.Contains(t) {
			return name
		}
	}
	return ""
}
