package handlers

import (
	"context"
	"strings"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// start greets: a new member with what can be asked, others with a word of welcome.
// A link to an event opens its card.
func (desk *Desk) start(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if id, linked := strings.CutPrefix(request.Text, eventPayload); linked {
		return desk.opened(ctx, request, id)
	}
	if request.New {
		return desk.greet(ctx, request, "start")
	}
	return desk.greet(ctx, request, "welcome_back")
}

// opened shows the event that a link leads to, after a greeting where somebody is new.
func (desk *Desk) opened(ctx context.Context, request bot.Request, id string) (bot.Reply, error) {
	var greeting bot.Reply
	if request.New {
		var err error
		if greeting, err = desk.greet(ctx, request, "start"); err != nil {
			return bot.Reply{}, err
		}
	}
	event, err := desk.Events.Event(ctx, id)
	if alliance.KindOf(err) == alliance.NotFound && err != nil {
		return bot.Say(append(greeting.Messages, desk.Render.Text(request.Language, "event_gone", nil))...), nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Say(append(greeting.Messages, desk.cardOf(request, event).Messages...)...), nil
}

// greet says a word of welcome, with examples of what can be asked now.
func (desk *Desk) greet(ctx context.Context, request bot.Request, name string) (bot.Reply, error) {
	examples, err := desk.examples(ctx, request)
	if err != nil {
		return bot.Reply{}, err
	}
	return desk.text(request, name, map[string]any{"Name": request.Member.Name, "Examples": examples})
}

// help explains what can be asked and lists the commands this member has.
func (desk *Desk) help(ctx context.Context, request bot.Request) (bot.Reply, error) {
	examples, err := desk.examples(ctx, request)
	if err != nil {
		return bot.Reply{}, err
	}
	var entries []render.HelpEntry
	for _, command := range desk.Table().Offered(request.Role, request.Group) {
		entries = append(entries, render.HelpEntry{Name: command.Name})
	}
	return bot.Say(desk.Render.Help(request.Language, examples, entries, request.Role)), nil
}

// about tells what the Community is.
func (desk *Desk) about(_ context.Context, request bot.Request) (bot.Reply, error) {
	return desk.text(request, "about", nil)
}

// cancel ends what the chat is in the middle of.
func (desk *Desk) cancel(ctx context.Context, request bot.Request) (bot.Reply, error) {
	dropped, err := desk.Drafts.DropDraft(ctx, request.Chat)
	if err != nil {
		return bot.Reply{}, err
	}
	if dropped {
		return desk.text(request, "cancelled", nil)
	}
	return desk.text(request, "nothing_to_cancel", nil)
}

// experts lists those who speak at events.
func (desk *Desk) experts(ctx context.Context, request bot.Request) (bot.Reply, error) {
	people, _, _, err := desk.Events.Names(ctx)
	if err != nil {
		return bot.Reply{}, err
	}
	experts := make([]alliance.Expert, len(people))
	for i, name := range people {
		experts[i] = alliance.Expert{Name: name}
	}
	return desk.text(request, "experts", map[string]any{"Experts": experts})
}

// units lists those who organise events.
func (desk *Desk) units(ctx context.Context, request bot.Request) (bot.Reply, error) {
	_, names, _, err := desk.Events.Names(ctx)
	if err != nil {
		return bot.Reply{}, err
	}
	units := make([]alliance.Unit, len(names))
	for i, name := range names {
		units[i] = alliance.Unit{Name: name}
	}
	return desk.text(request, "units", map[string]any{"Units": units})
}
