package handlers

import (
	"context"
	"slices"
	"strings"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// reminderWords ask for one's reminders after /my.
var reminderWords = []string{"reminders", "reminder", "提醒", "我的提醒"}

// my lists what a member is reminded of, or the reminders themselves.
func (desk *Desk) my(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if slices.Contains(reminderWords, strings.ToLower(request.Text)) {
		return desk.reminders(ctx, request)
	}
	return desk.answer(ctx, request, asked{Asked: alliance.Asked{Question: alliance.Question{Mine: true}}, page: 1})
}

// reminders tells a member what they will get, when, and why.
func (desk *Desk) reminders(ctx context.Context, request bot.Request) (bot.Reply, error) {
	const ahead = 200 // events that are looked at
	events, err := desk.Events.Upcoming(ctx, request.Now, nil, ahead)
	if err != nil {
		return bot.Reply{}, err
	}
	view := render.RemindersView{SettingsView: desk.settingsView(request.Member), Now: request.Now}
	for _, event := range events {
		view.Coming = append(view.Coming, desk.preparing(request, event)...)
		switch {
		case !event.Remindable(request.Now):
		case request.Member.Mutes(event.ID, event.SeriesID()):
			view.Muted = append(view.Muted, event)
		case request.Member.Wants(event.ID, event.SeriesID(), event.Kind):
			view.Coming = append(view.Coming, desk.comingOf(request, event)...)
		}
	}
	snoozed, err := desk.snoozed(ctx, request)
	if err != nil {
		return bot.Reply{}, err
	}
	view.Coming = append(view.Coming, snoozed...)
	slices.SortStableFunc(view.Coming, func(a, b render.ComingReminder) int { return a.Due.Compare(b.Due) })
	return bot.Say(desk.Render.Reminders(request.Language, view)), nil
}

// snoozed lists the reminders that the member has put off, but those of events that would have begun or do not take place.
func (desk *Desk) snoozed(ctx context.Context, request bot.Request) ([]render.ComingReminder, error) {
	snoozes, err := desk.Snoozes.Snoozes(ctx, request.Member.ID, request.Now)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(snoozes))
	for i, snooze := range snoozes {
		ids[i] = snooze.Event
	}
	events, err := desk.Events.EventsByID(ctx, ids)
	if err != nil {
		return nil, err
	}
	var coming []render.ComingReminder
	for _, snooze := range snoozes {
		at := slices.IndexFunc(events, func(event alliance.Event) bool { return event.ID == snooze.Event })
		if at >= 0 && events[at].Remindable(snooze.Due) {
			coming = append(coming, render.ComingReminder{Event: events[at], Due: snooze.Due, Snoozed: true})
		}
	}
	return coming, nil
}

// preparing lists when the member, who has a part in the event, is told what to prepare.
func (desk *Desk) preparing(request bot.Request, event alliance.Event) (coming []render.ComingReminder) {
	for _, told := range desk.times().Preparing(request.Member, event, request.Now) {
		coming = append(coming, render.ComingReminder{Event: event, Lead: told.Lead, Due: told.Due, Part: event.Parts().Of(request.Member)})
	}
	return coming
}

// comingOf lists the reminders of an event that are still to come for the member.
func (desk *Desk) comingOf(request bot.Request, event alliance.Event) []render.ComingReminder {
	var coming []render.ComingReminder
	for _, reminder := range desk.times().Coming(request.Member, event, request.Now) {
		coming = append(coming, render.ComingReminder{
			Event: event, Lead: reminder.Lead, Due: reminder.Due, Alone: request.Member.Wishes[event.ID].Wanted,
			Added: !request.Member.RemindedAt(reminder.Lead, desk.Leads),
		})
	}
	return coming
}
