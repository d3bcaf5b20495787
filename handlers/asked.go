package handlers

import (
	"context"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

const (
	// ahead is how far a question with an open end looks in a large calendar, and any looks back.
	ahead = 90 * 24 * time.Hour
	// large is from how many events on a calendar is large: that many are counted and put in order within a few milliseconds.
	large = 2000
)

// asked is a question about to be answered.
type asked struct {
	alliance.Asked
	page       int    // from 1
	dated      bool   // names a time, by which its events stand
	impossible string // a time that was asked for and does not exist, as written
}

// keep keeps the question for the buttons under its answer and for what the chat asks next, and gives its id.
func (desk *Desk) keep(ctx context.Context, request bot.Request, asked asked) (string, error) {
	kept := asked.Asked
	kept.Span = kept.In(time.UTC)
	if kept.Other != nil {
		other := kept.Other.In(time.UTC)
		kept.Other = &other
	}
	return desk.Questions.KeepQuestion(ctx, request.Chat, kept, request.Now)
}

// local is a question that was kept, on the community's clock.
func (desk *Desk) local(kept alliance.Asked) alliance.Asked {
	kept.Span = kept.In(desk.Zone)
	if kept.Other != nil {
		other := kept.Other.In(desk.Zone)
		kept.Other = &other
	}
	return kept
}

// bounded is the question with the span that is looked through, and what an open span is called: one without a time is about what
// comes, unless it asks for a subject, which may be long past. Names have few events; else a large calendar is bounded.
func (desk *Desk) bounded(request bot.Request, asked asked) (asked, string) {
	open := ""
	now := desk.here(request)
	asked.dated = asked.Timed()
	switch {
	case !asked.dated && len(asked.Words) > 0:
	case !asked.dated:
		asked.Span, open = alliance.Span{From: now.Truncate(time.Minute)}, "upcoming"
	case asked.To.IsZero() && asked.From.Sub(now).Abs() < aMoment:
		open = "upcoming"
	case asked.From.IsZero() && asked.To.Sub(now).Abs() < aMoment:
		open = "past"
	}
	if asked.Span != (alliance.Span{}) && !asked.Named() && desk.Index.Len() >= large {
		switch {
		case asked.To.IsZero():
			asked.To = alliance.Day(later(asked.From, now).Add(ahead), 0).From
		case asked.From.IsZero():
			asked.From = alliance.Day(earlier(asked.To, now).Add(-ahead), 0).From
		}
	}
	return asked, open
}

// aMoment is how far a bound may lie from now to be called now.
const aMoment = time.Minute

// queryOf says which stored events a question of this member is after.
func queryOf(question alliance.Question, member alliance.Member) alliance.Query {
	query := alliance.Query{Span: question.Span, Kinds: question.Wanted(), Speakers: question.People, Units: question.Units, Venues: question.Venues}
	if question.Mine {
		query.Kinds = slices.DeleteFunc(alliance.Kinds(), func(kind alliance.Kind) bool {
			return !member.Follows(kind) || len(query.Kinds) > 0 && !slices.Contains(query.Kinds, kind)
		})
	}
	return query
}

// readingOf is how the answer says that a question was read; open is what its span is called where it had an open end.
func readingOf(asked asked, open string, words []string) render.Reading {
	reading := render.Reading{
		Span: asked.Span, Hours: asked.Hours, Open: open, Kinds: asked.Kinds, Without: asked.Without, Order: asked.Order, Focus: asked.Focus, Mine: asked.Mine,
		Words: distinct(asked.People, asked.Units, asked.Venues, words), Impossible: asked.impossible,
		Except: distinct(asked.Except.People, asked.Except.Units, asked.Except.Venues),
	}
	if len(reading.Kinds) > 0 {
		reading.Kinds, reading.Without = asked.Wanted(), nil
	}
	return reading
}

// distinct joins lists of words, each word once: a school is the name of a unit and of a place.
func distinct(lists ...[]string) []string {
	var all []string
	for _, word := range slices.Concat(lists...) {
		if !slices.Contains(all, word) {
			all = append(all, word)
		}
	}
	return all
}
