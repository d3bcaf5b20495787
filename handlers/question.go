package handlers

import (
	"context"
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
	reading, err := desk.read(ctx, request)
	if err != nil {
		return bot.Reply{}, err
	}
	switch reading.Talk {
	case ask.Greeting:
		return desk.greet(ctx, request, "greeting")
	case ask.Thanks:
		return desk.text(request, "thanks", nil)
	case ask.Farewell:
		return desk.text(request, "farewell", nil)
	case ask.Consent:
		return desk.text(request, "consent", nil)
	case ask.Help:
		return desk.help(ctx, request)
	case ask.About:
		return desk.about(ctx, request)
	case ask.NoTalk:
	}
	if reading.Command != "" { // in other spelling than the table's
		return bot.Reply{Command: reading.Command}, nil
	}
	return desk.reply(ctx, request, reading)
}

// read understands a text with the names the store knows. One that goes on from the question before is read together with it.
func (desk *Desk) read(ctx context.Context, request bot.Request) (ask.Reading, error) {
	known, err := desk.names.known(ctx, desk.Events, request.Now)
	if err != nil {
		return ask.Reading{}, err
	}
	now := desk.here(request)
	reading := ask.Read(request.Text, now, known)
	if !reading.Continues {
		return reading, nil
	}
	before, err := desk.Questions.Topic(ctx, request.Chat, request.Now)
	switch {
	case err == nil:
		return ask.Continue(desk.local(before).Question, request.Text, now, known), nil
	case alliance.KindOf(err) == alliance.NotFound:
		return reading, nil
	}
	return ask.Reading{}, err
}

// reply answers a question that was read. One that names nothing but subjects, or nothing at all, may be none.
func (desk *Desk) reply(ctx context.Context, request bot.Request, reading ask.Reading) (bot.Reply, error) {
	question := reading.Question
	if !reading.Understood && len(question.Words) == 0 {
		return desk.puzzled(ctx, request)
	}
	asked := asked{Asked: alliance.Asked{Question: question, Other: reading.Other}, page: 1}
	if reading.Impossible != nil {
		asked.impossible = reading.Impossible.Text
		if !question.Timed() {
			asked.Span = reading.Impossible.Near
		}
	}
	asked, found, err := desk.likelier(ctx, request, asked)
	switch {
	case err != nil:
		return bot.Reply{}, err
	case !reading.Understood && found.Total == 0:
		return desk.puzzled(ctx, request)
	}
	return desk.show(ctx, request, asked, found)
}

// likelier is the question in the reading of its time that finds events, if only one does: in November, 10月有什么 is hardly about
// the next October, of which nothing is known yet.
func (desk *Desk) likelier(ctx context.Context, request bot.Request, question asked) (asked, found, error) {
	first, err := desk.found(ctx, request, question, pageSize)
	if err != nil || first.Total > 0 || question.Other == nil {
		return question, first, err
	}
	other := question
	other.Asked, _ = turned(question.Asked, turnOther)
	second, err := desk.found(ctx, request, other, pageSize)
	if err != nil || second.Total == 0 {
		return question, first, err
	}
	return other, second, nil
}

// puzzled says that a text was not understood, with examples of what can be asked now.
func (desk *Desk) puzzled(ctx context.Context, request bot.Request) (bot.Reply, error) {
	examples, err := desk.examples(ctx, request)
	if err != nil {
		return bot.Reply{}, err
	}
	return desk.text(request, "did_not_understand", map[string]any{"Examples": examples})
}
