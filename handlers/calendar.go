package handlers

import (
	"context"
	"strings"
	"unicode"

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
	return bot.Reply{Document: &bot.Document{Name: fileName(event.Title) + ".ics", Bytes: file}}, nil
}

// fileName is a title as a file can be called on every system.
func fileName(title string) string {
	const longest = 40
	words := strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	name := []rune(strings.Join(words, "_"))
	if len(name) == 0 {
		return "event"
	}
	return string(name[:min(len(name), longest)])
}
