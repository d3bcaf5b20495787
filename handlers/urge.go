package handlers

import (
	"context"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// urge reminds those of a liaison's unit who have not confirmed a broadcast, once a day.
func (desk *Desk) urge(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 1 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "urge button with %d arguments", len(request.Args))
	}
	say := func(name string, data any) (bot.Reply, error) {
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, name, data)), Alert: true}, nil
	}
	dispatch, err := desk.Dispatches.Dispatch(ctx, request.Args[0])
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound || err == nil && !dispatch.Receipt:
		return say("old_button", nil)
	case err != nil:
		return bot.Reply{}, err
	case !over(dispatch) || dispatch.Recalled != "" || request.Member.Unit == "":
		return say("urged_too_late", nil)
	}
	count, err := desk.missingOf(ctx, dispatch.ID, request.Member.Unit)
	switch {
	case err != nil:
		return bot.Reply{}, err
	case count == 0:
		return say("urged_none", nil)
	}
	key := unitKey(request.Member.Unit) + "-" + desk.here(request).Format("20060102")
	begun, err := desk.Dispatches.Begin(ctx, dispatch.UrgeMemo(request.Member.Unit, key, request.Now.UTC()))
	switch {
	case err != nil:
		return bot.Reply{}, err
	case !begun:
		return say("urged_already", nil)
	}
	desk.audit(request, dispatch.ID, "urge")
	desk.Begun()
	return say("urged", map[string]any{"Count": count})
}

// missingOf counts those of a unit who have got a broadcast and not confirmed it.
func (desk *Desk) missingOf(ctx context.Context, id, unit string) (int, error) {
	units, err := desk.missing(ctx, id)
	for _, choice := range units {
		if choice.Name == unit {
			return choice.Members, err
		}
	}
	return 0, err
}
