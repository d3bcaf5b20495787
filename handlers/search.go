package handlers

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

const (
	searchBack  = 180 * 24 * time.Hour // how far back subjects are looked for
	searchAhead = 365 * 24 * time.Hour
	searchMost  = 2000 // how many events are looked at
)

// find searches for subject words.
func (desk *Desk) find(ctx context.Context, request bot.Request) (bot.Reply, error) {
	switch {
	case request.Text == "":
		return desk.text(request, "find_usage", nil)
	case utf8.RuneCountInString(request.Text) > longestQuestion:
		return desk.text(request, "too_long_question", map[string]any{"Limit": longestQuestion})
	}
	return desk.look(ctx, request, request.Text, 1)
}

// findAgain shows another page of what was found.
func (desk *Desk) findAgain(ctx context.Context, request bot.Request) (bot.Reply, error) {
	text, page, err := textPage(request)
	if err != nil {
		return bot.Reply{}, err
	}
	reply, err := desk.look(ctx, request, text, page)
	return replacing(reply), err
}

// look answers a text as a question where it is one, else with the events that mention its words.
func (desk *Desk) look(ctx context.Context, request bot.Request, text string, page int) (bot.Reply, error) {
	reading, err := desk.read(ctx, request, text)
	if err != nil {
		return bot.Reply{}, err
	}
	if reading.Understood && hasRestriction(reading.Question) {
		return desk.answer(ctx, request, reading, text, page)
	}
	words := alliance.Question{Words: strings.Fields(text)}
	return desk.search(ctx, request, asked{Question: words, page: page, data: textData(verbFind, text)}, "find_none")
}

// search looks for the words in titles, speakers, units, venues and descriptions of the events around now; what is to come
// goes before what is over. Where nothing is found, it answers with the text none.
func (desk *Desk) search(ctx context.Context, request bot.Request, asked asked, none string) (bot.Reply, error) {
	if !asked.Timed() {
		asked.Span = alliance.Span{From: request.Now.Add(-searchBack).In(desk.Zone), To: request.Now.Add(searchAhead).In(desk.Zone)}
	}
	mentioning, err := desk.mentioning(ctx, asked.Question)
	if err != nil {
		return bot.Reply{}, err
	}
	var coming, past []alliance.Event
	for _, event := range mentioning {
		if event.Over(request.Now) {
			past = append(past, event)
		} else {
			coming = append(coming, event)
		}
	}
	slices.Reverse(past)
	events := slices.Concat(coming, past)
	if len(events) == 0 {
		return desk.text(request, none, map[string]any{"Words": strings.Join(asked.Words, " ")})
	}
	pages := pagesOf(len(events))
	page := min(asked.page, pages)
	listing := render.Listing{
		Reading: render.Reading{Span: asked.Span, Words: asked.Words}, Events: slice(events, (page-1)*pageSize, pageSize),
		Total: len(events), Page: page, Pages: pages, Data: asked.data, Now: request.Now,
	}
	return bot.Say(desk.Render.Events(request.Language, listing)), nil
}

// mentioning reads the events a question is after that mention all of its words.
func (desk *Desk) mentioning(ctx context.Context, question alliance.Question) ([]alliance.Event, error) {
	page, err := desk.Events.Find(ctx, queryOf(question), 0, searchMost)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(page.Events, func(event alliance.Event) bool { return !mentions(event, question.Words) }), nil
}

// mentions reports whether every word stands somewhere in what the event says. Only letters and digits count: who looks for
// 三教改革 means “三教”改革 too.
func mentions(event alliance.Event, words []string) bool {
	text := bare(strings.Join(slices.Concat([]string{event.Title, event.Venue, event.Address, event.Description}, event.Speakers, event.Units), "\n"))
	found := false
	for _, word := range words {
		if word = bare(word); word == "" {
			continue
		}
		if !strings.Contains(text, word) {
			return false
		}
		found = true
	}
	return found
}

// bare is the text without anything but letters, digits and line breaks, in lower case.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r):
			return unicode.ToLower(r)
		case r == '\n': // nothing is found across lines
			return r
		}
		return -1
	}, text)
}

// slice is size events from offset on.
func slice(events []alliance.Event, offset, size int) []alliance.Event {
	return events[min(offset, len(events)):min(offset+size, len(events))]
}
