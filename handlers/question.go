package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
	"alliancebot/render"
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
	question, name := reading.Question, reading.Label
	if !reading.Understood {
		return desk.search(ctx, request, question, "did_not_understand")
	}
	now := desk.here(request)
	if !question.Timed() || question.To.IsZero() {
		if !question.Timed() {
			question.Span, name = upcoming(now), "upcoming"
		} else {
			question.To = upcoming(question.From).To
		}
	}
	if question.From.IsZero() {
		question.From = question.To.Add(-ahead)
	}
	if question.Order != alliance.Earliest {
		return desk.one(ctx, request, question, name)
	}
	if len(question.Words) > 0 && !hasRestriction(reading.Question) {
		return desk.search(ctx, request, question, "find_none")
	}
	data := listData(question, name)
	if len(question.People)+len(question.Units)+len(question.Venues) > 0 {
		data = askData(text)
	}
	return desk.list(ctx, request, question, name, page, data)
}

// hasRestriction reports whether a question says more than subject words.
func hasRestriction(question alliance.Question) bool {
	return question.Timed() || len(question.Kinds)+len(question.People)+len(question.Units)+len(question.Venues) > 0
}

// one answers a question for the next, first or last event.
func (desk *Desk) one(ctx context.Context, request bot.Request, question alliance.Question, name string) (bot.Reply, error) {
	query := alliance.Query{Span: question.Span, Kinds: question.Kinds, Speakers: question.People, Units: question.Units, Venues: question.Venues}
	offset := 0
	if question.Order == alliance.Last {
		found, err := desk.Events.Find(ctx, query, 0, 0)
		if err != nil {
			return bot.Reply{}, err
		}
		offset = max(found.Total-1, 0)
	}
	found, err := desk.Events.Find(ctx, query, offset, pageSize)
	if err != nil {
		return bot.Reply{}, err
	}
	events := found.Events
	if question.Order == alliance.Next {
		events = slices.DeleteFunc(events, func(event alliance.Event) bool {
			return event.Begun(request.Now) || event.Status == alliance.Cancelled
		})
	}
	if len(events) == 0 {
		return desk.list(ctx, request, question, name, 1, nil)
	}
	return bot.Say(desk.cardOf(request, events[0])), nil
}

// askData makes the callback data of the pages of an answer, where the question fits in it; else there are no such buttons.
func askData(text string) func(int) string {
	const longestPage = 1000
	if strings.Contains(text, ":") || len(alliance.ButtonData(verbAsk, strconv.Itoa(longestPage), text)) > alliance.DataLimit {
		return nil
	}
	return func(page int) string { return alliance.ButtonData(verbAsk, strconv.Itoa(page), text) }
}

// askAgain shows another page of the answer to a question.
func (desk *Desk) askAgain(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 2 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "question button with %d arguments", len(request.Args))
	}
	page, err := strconv.Atoi(request.Args[0])
	if err != nil || page < 1 || page > 1000 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "question button: page")
	}
	reading, err := desk.read(ctx, request, request.Args[1])
	if err != nil {
		return bot.Reply{}, err
	}
	reply, err := desk.answer(ctx, request, reading, request.Args[1], page)
	return replacing(reply), err
}

// find searches for subject words.
func (desk *Desk) find(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if request.Text == "" {
		return desk.text(request, "find_usage", nil)
	}
	reading, err := desk.read(ctx, request, request.Text)
	if err != nil {
		return bot.Reply{}, err
	}
	if reading.Understood && hasRestriction(reading.Question) {
		return desk.answer(ctx, request, reading, request.Text, 1)
	}
	question := alliance.Question{Words: strings.Fields(request.Text)}
	return desk.search(ctx, request, question, "find_none")
}

const (
	searchBack  = 180 * 24 * time.Hour // how far back subjects are looked for
	searchAhead = 365 * 24 * time.Hour
	searchMost  = 2000 // how many events are looked at
	searchShown = 12
)

// search looks for the words in titles, speakers, units, venues and descriptions of the events around now; what is to come
// goes before what is over. Where nothing is found, it answers with the text none.
func (desk *Desk) search(ctx context.Context, request bot.Request, question alliance.Question, none string) (bot.Reply, error) {
	span := question.Span
	if !question.Timed() {
		span = alliance.Span{From: request.Now.Add(-searchBack).In(desk.Zone), To: request.Now.Add(searchAhead).In(desk.Zone)}
	}
	page, err := desk.Events.Find(ctx, alliance.Query{Span: span}, 0, searchMost)
	if err != nil {
		return bot.Reply{}, err
	}
	var coming, past []alliance.Event
	for _, event := range page.Events {
		switch {
		case !mentions(event, question.Words):
		case event.Over(request.Now):
			past = append(past, event)
		default:
			coming = append(coming, event)
		}
	}
	slices.Reverse(past)
	found := slices.Concat(coming, past)
	if len(found) == 0 {
		return desk.text(request, none, map[string]any{"Words": strings.Join(question.Words, " ")})
	}
	return bot.Say(desk.Render.Events(request.Language, render.Listing{
		Reading: render.Reading{Span: span, Words: question.Words}, Events: found[:min(len(found), searchShown)], Total: len(found), Page: 1, Pages: 1, Now: request.Now,
	})), nil
}

// mentions reports whether every word stands somewhere in what the event says.
func mentions(event alliance.Event, words []string) bool {
	text := strings.ToLower(strings.Join(slices.Concat([]string{event.Title, event.Venue, event.Address, event.Description}, event.Speakers, event.Units), "\n"))
	for _, word := range words {
		if !strings.Contains(text, strings.ToLower(word)) {
			return false
		}
	}
	return true
}
