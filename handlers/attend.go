package handlers

import (
	"context"
	"slices"
	"strconv"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// Answers are what speakers have said of coming to an event.
type Answers interface {
	Answer(ctx context.Context, event string, member int64, answer alliance.Answer) error
	Answers(ctx context.Context, event string) ([]alliance.Answer, error)
}

// attend notes whether a speaker comes. Those who organise the event hear at once that somebody may not, and that this is solved.
func (desk *Desk) attend(ctx context.Context, request bot.Request) (bot.Reply, error) {
	event, err := desk.pressed(ctx, request, 3)
	if err != nil {
		return bot.Reply{}, err
	}
	start, err := strconv.ParseInt(request.Args[1], 36, 64)
	comes := request.Args[2] == render.On
	if err != nil || !comes && request.Args[2] != render.Off {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "attend button of update %d", request.Update)
	}
	if why := unanswerable(request, event, start); why != "" {
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "attend_"+why, nil)), Alert: true}, nil
	}
	answer := alliance.Answer{Expert: request.Member.Expert, Comes: comes, Start: event.Start, At: request.Now.UTC(), Update: request.Update}
	if err := desk.keepAnswer(ctx, request, event, answer); err != nil {
		return bot.Reply{}, err
	}
	answers, err := desk.Answers.Answers(ctx, event.ID)
	if err != nil {
		return bot.Reply{}, err
	}
	shown := desk.Render.Preparation(request.Language, render.PreparationView{Event: event, Member: request.Member, Answers: answers, Now: request.Now})
	return bot.Reply{Edit: &shown, Toast: toast(desk.Render.Text(request.Language, "attend_toast", map[string]any{"Comes": comes}))}, nil
}

// keepAnswer tells organisers of an answer where it is news for them, and keeps it: last, so that an update handled again tells them once.
func (desk *Desk) keepAnswer(ctx context.Context, request bot.Request, event alliance.Event, answer alliance.Answer) error {
	answers, err := desk.Answers.Answers(ctx, event.ID)
	if err != nil {
		return err
	}
	before := event.AttendanceOf(answer.Expert, answers)
	switch doubted := before.Answered && !before.Comes; {
	case before.Answered && before.Comes == answer.Comes: // said before
		return nil
	case doubted != !answer.Comes:
		if err := desk.tellOrganisers(ctx, request, event, answer); err != nil {
			return err
		}
	}
	return desk.Answers.Answer(ctx, event.ID, request.Member.ID, answer)
}

// unanswerable is why a speaker's answer about an event that was to start then is of no use, if so.
func unanswerable(request bot.Request, event alliance.Event, start int64) string {
	switch {
	case event.Over(request.Now) || event.Status != alliance.Planned: // one of several days may have its speaker to come
		return "over"
	case event.Start.Unix() != start:
		return "moved"
	case event.Parts().Of(request.Member) != alliance.Speaking:
		return "other"
	}
	return ""
}

// tellOrganisers tells those who organise an event what a speaker has said.
func (desk *Desk) tellOrganisers(ctx context.Context, request bot.Request, event alliance.Event, answer alliance.Answer) error {
	organisers, err := desk.organisers(ctx, event, request.Member.ID)
	if err != nil || len(organisers) == 0 {
		return err
	}
	begun, err := desk.Dispatches.Begin(ctx, alliance.Dispatch{
		ID: "w-" + event.ID + "-" + strconv.FormatInt(request.Update, 36), Purpose: alliance.ForAnswer, Created: request.Now.UTC(),
		Event: event.ID, Start: event.Start, Answer: answer, Audience: alliance.Audience{Only: organisers},
	})
	if err == nil && begun {
		desk.Begun()
	}
	return err
}

// organisers are those who organise an event, but for the one who asks; where nobody of its units uses the bot, the admins.
func (desk *Desk) organisers(ctx context.Context, event alliance.Event, asks int64) ([]int64, error) {
	var organisers, admins []int64
	parts := alliance.Parts{Units: event.Units}
	err := desk.everyMember(ctx, func(member alliance.Member) {
		switch {
		case !member.Reachable() || member.ID == asks:
		case parts.Of(member) == alliance.Organising:
			organisers = append(organisers, member.ID)
		case member.Role.Allows(alliance.Admin) || slices.Contains(desk.Owners, member.ID):
			admins = append(admins, member.ID)
		}
	})
	if len(organisers) == 0 {
		organisers = admins
	}
	slices.Sort(organisers)
	return organisers, err
}
