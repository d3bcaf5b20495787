package handlers

import (
	"context"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// Snoozes are reminders that members ask for once more.
type Snoozes interface {
	Snooze(ctx context.Context, event string, chat int64, due time.Time) error
	Snoozes(ctx context.Context, chat int64, now time.Time) ([]alliance.Reminder, error)
}

// snooze puts a reminder off, unless the event would have begun by then.
func (desk *Desk) snooze(ctx context.Context, request bot.Request) (bot.Reply, error) {
	event, err := desk.pressed(ctx, request, 2)
	if err != nil {
		return bot.Reply{}, err
	}
	until, known := alliance.Snooze(request.Args[1]).Until(desk.here(request))
	if !known {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "snooze button of update %d", request.Update)
	}
	if !event.Remindable(until) {
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "snooze_late", nil)), Alert: true}, nil
	}
	if err := desk.Snoozes.Snooze(ctx, event.ID, request.Member.ID, until); err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "snooze_toast", map[string]any{"Until": until, "Now": request.Now}))}, nil
}
