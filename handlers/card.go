package handlers

import (
	"context"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// card opens an event's card as a message of its own, so that the list stays.
func (desk *Desk) card(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 1 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "event button with %d arguments", len(request.Args))
	}
	event, err := desk.Events.Event(ctx, request.Args[0])
	if err != nil {
		return bot.Reply{}, err
	}
	return desk.cardOf(request, event), nil
}

func (desk *Desk) cardOf(request bot.Request, event alliance.Event) bot.Reply {
	return bot.Say(render.Split(desk.Render.Card(request.Language, event, request.Now, render.CardOptions{}))...)
}
