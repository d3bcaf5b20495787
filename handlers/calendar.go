package handlers

import (
	"context"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// calendar sends an event as a file that calendars take.
func (desk *Desk) calendar(ctx context.Context, request bot.Request) (bot.Reply, error) {
	event, err := desk.pressed(ctx, request, 1)
	if err != nil {
		return bot.Reply{}, err
	}
	file, err := desk.ICS([]alliance.Event{event}, request.Now)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Document: &alliance.Document{Name: alliance.FileName(event.Title) + ".ics", Bytes: file}}, nil
}
