package handlers

import (
	"context"
	"strings"
	"unicode/utf8"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// find answers a text as a question where it is one, else with the events that say its words.
func (desk *Desk) find(ctx context.Context, request bot.Request) (bot.Reply, error) {
	switch {
	case request.Text == "":
		return desk.text(request, "find_usage", nil)
	case utf8.RuneCountInString(request.Text) > longestQuestion:
		return desk.text(request, "too_long_question", map[string]any{"Limit": longestQuestion})
	}
	reading, err := desk.read(ctx, request)
	if err != nil {
		return bot.Reply{}, err
	}
	if question := reading.Question; question.Timed() || question.Named() || len(question.Wanted()) > 0 {
		return desk.reply(ctx, request, reading)
	}
	asked := asked{Asked: alliance.Asked{Question: alliance.Question{Words: strings.Fields(request.Text)}}, page: 1}
	found, err := desk.found(ctx, request, asked, pageSize)
	if err != nil {
		return bot.Reply{}, err
	}
	if found.Total == 0 {
		return desk.text(request, "find_none", map[string]any{"Words": request.Text})
	}
	return desk.show(ctx, request, asked, found)
}
