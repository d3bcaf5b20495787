package handlers

import (
	"context"
	"slices"
	"unicode/utf8"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
)

// longestQuestion is how many characters are read as a question; a longer text is hardly one.
const longestQuestion = 500

// question answers any text that is no command.
func (desk *Desk) question(ctx context.Context, request bot.Request) (bot.Reply, error) {
	switch {
	case request.Media:
		return desk.text(request, "only_text", nil)
	case utf8.RuneCountInString(request.Text) > longestQuestion:
		return desk.text(request, "too_long_question", map[string]any{"Limit": longestQuestion})
	case request.Text == "": // mentioned without a word
		return desk.help(ctx, request)
	}
	reading, err := desk.read(ctx, request, request.Text)
	if err != nil {
		return bot.Reply{}, err
	}
	switch reading.Talk {
	case ask.Greeting, ask.Thanks:
		return desk.text(request, string(reading.Talk), map[string]any{"Name": request.Member.Name})
	case ask.Help:
		return desk.help(ctx, request)
	case ask.About:
		return desk.about(ctx, request)
	case ask.NoTalk:
	}
	if command := desk.commandWord(reading); command != nil {
		return command(ctx, request)
	}
	if !reading.Understood && len(reading.Question.Words) == 0 {
		return desk.text(request, "did_not_understand", nil)
	}
	return desk.answer(ctx, request, reading, request.Text, 1)
}

// commandWord finds the command whose word the whole text is in other spelling, as ask sees it.
func (desk *Desk) commandWord(reading ask.Reading) bot.Handler {
	switch reading.Label {
	case "my":
		return desk.my
	case "settings":
		return desk.settings
	case "language":
		return desk.language
	case "experts":
		return desk.experts
	case "units":
		return desk.units
	case "find":
		return desk.find
	case "cancel":
		return desk.cancel
	}
	return nil
}

// answer lists what a question is after. One that names subjects is searched for; one that names no time is about what comes.
func (desk *Desk) answer(ctx context.Context, request bot.Request, reading ask.Reading, text string, page int) (bot.Reply, error) {
	asked := asked{Question: reading.Question, label: reading.Label, page: page, data: textData(verbAsk, text)}
	if !reading.Understood {
		return desk.search(ctx, request, asked, "did_not_understand")
	}
	desk.bound(request, &asked)
	switch {
	case asked.Order != alliance.Earliest:
		return desk.one(ctx, request, asked)
	case len(asked.Words) > 0 && !hasRestriction(reading.Question):
		return desk.search(ctx, request, asked, "find_none")
	case len(asked.People)+len(asked.Units)+len(asked.Venues)+len(asked.Words) == 0:
		asked.data = listData(asked.Question, asked.label)
	}
	return desk.list(ctx, request, asked)
}

// bound closes the span of a question: one without a time is about what comes.
func (desk *Desk) bound(request bot.Request, asked *asked) {
	switch {
	case !asked.Timed():
		asked.Span, asked.label = upcoming(desk.here(request)), "upcoming"
	case asked.To.IsZero():
		asked.To = upcoming(asked.From).To
	case asked.From.IsZero():
		asked.From = asked.To.Add(-ahead)
	}
}

// hasRestriction reports whether a question says more than subject words.
func hasRestriction(question alliance.Question) bool {
	return question.Timed() || len(question.Kinds)+len(question.People)+len(question.Units)+len(question.Venues) > 0
}

// one answers a question for the next, first or last event.
func (desk *Desk) one(ctx context.Context, request bot.Request, asked asked) (bot.Reply, error) {
	offset := 0
	if asked.Order == alliance.Last {
		found, err := desk.found(ctx, asked.Question, 0, 0)
		if err != nil {
			return bot.Reply{}, err
		}
		offset = max(found.Total-1, 0)
	}
	found, err := desk.found(ctx, asked.Question, offset, pageSize)
	if err != nil {
		return bot.Reply{}, err
	}
	events := found.Events
	if asked.Order == alliance.Next {
		events = slices.DeleteFunc(events, func(event alliance.Event) bool {
			return event.Begun(request.Now) || event.Status == alliance.Cancelled
		})
	}
	if len(events) == 0 {
		asked.page, asked.data = 1, nil
		return desk.list(ctx, request, asked)
	}
	return desk.cardOf(request, events[0]), nil
}

// askAgain shows another page of the answer to a question.
func (desk *Desk) askAgain(ctx context.Context, request bot.Request) (bot.Reply, error) {
	text, page, err := textPage(request)
	if err != nil {
		return bot.Reply{}, err
	}
	reading, err := desk.read(ctx, request, text)
	if err != nil {
		return bot.Reply{}, err
	}
	reply, err := desk.answer(ctx, request, reading, text, page)
	return replacing(reply), err
}
