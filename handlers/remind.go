package handlers

import (
	"context"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// remind follows a single event, or mutes it, as its card's button says. In a group that is the wish of whoever pressed.
func (desk *Desk) remind(ctx context.Context, request bot.Request) (bot.Reply, error) {
	event, err := desk.pressed(ctx, request, 2)
	if err != nil {
		return bot.Reply{}, err
	}
	reply, err := desk.wished(ctx, &request, event, request.Args[1] == render.On)
	if err != nil || request.Group {
		return reply, err
	}
	if card := desk.cardOf(request, event).Messages; len(card) == 1 {
		reply.Edit = &card[0]
	}
	return reply, nil
}

// mute says that no more reminders of an event are wanted; the reminder under which the button is stays as it is.
func (desk *Desk) mute(ctx context.Context, request bot.Request) (bot.Reply, error) {
	event, err := desk.pressed(ctx, request, 1)
	if err != nil {
		return bot.Reply{}, err
	}
	return desk.wished(ctx, &request, event, false)
}

// muteSeries mutes the series of an event, or takes that back, as the button says.
func (desk *Desk) muteSeries(ctx context.Context, request bot.Request) (bot.Reply, error) {
	event, err := desk.pressed(ctx, request, 3)
	switch {
	case err != nil:
		return bot.Reply{}, err
	case event.Series == "": // not any more
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "old_button", nil)), Alert: true}, nil
	}
	muted := request.Args[1] == render.On
	request.Member, err = desk.Members.ChangeMember(ctx, request.Member.ID, func(member *alliance.Member) {
		*member = member.Muting(event, muted, request.Now)
	})
	if err != nil {
		return bot.Reply{}, err
	}
	reply := bot.Reply{Toast: toast(desk.Render.Text(request.Language, "series_toast", map[string]any{"On": muted}))}
	if card := desk.cardOf(request, event).Messages; len(card) == 1 && request.Args[2] == render.UnderCard {
		reply.Edit = &card[0]
	}
	return reply, nil
}

// wished notes what somebody wants of an event and says what comes of it. Who has not started the bot cannot be reminded.
func (desk *Desk) wished(ctx context.Context, request *bot.Request, event alliance.Event, wanted bool) (bot.Reply, error) {
	if !request.Member.Role.Allows(alliance.Ordinary) {
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "remind_start", nil)), Alert: true}, nil
	}
	member, err := desk.Members.ChangeMember(ctx, request.Member.ID, func(member *alliance.Member) { *member = member.Wishing(event, wanted, request.Now) })
	if err != nil {
		return bot.Reply{}, err
	}
	request.Member = member
	leads := slices.Sorted(slices.Values(member.LeadsOf(event, desk.Leads)))
	slices.Reverse(leads)
	coming := slices.DeleteFunc(slices.Clone(leads), func(lead time.Duration) bool { return !request.Now.Before(event.Start.Add(-lead)) })
	facts := map[string]any{"On": wanted, "Leads": leads, "Next": coming}
	return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "remind_toast", facts)), Alert: wanted && len(coming) == 0}, nil
}
