package handlers

import (
	"context"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// listing answers a command that lists the events of a span, by its name; the span "upcoming" is whatever comes.
func (desk *Desk) listing(name string, kinds ...alliance.Kind) bot.Handler {
	return func(ctx context.Context, request bot.Request) (bot.Reply, error) {
		span, _ := alliance.SpanNamed(name, desk.here(request)) // upcoming has none
		question := alliance.Question{Span: span, Kinds: kinds}
		return desk.answer(ctx, request, asked{Asked: alliance.Asked{Question: question}, page: 1})
	}
}
