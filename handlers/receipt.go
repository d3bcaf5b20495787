package handlers

import (
	"context"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// remindersFollowed is how many reminders of reminders are followed back to the broadcast they are about.
const remindersFollowed = 16

// receive confirms that somebody has read a broadcast. Confirming a reminder confirms what it reminds of too.
func (desk *Desk) receive(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 1 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "receipt button with %d arguments", len(request.Args))
	}
	said := "receipt_thanks"
	for id, followed := request.Args[0], 0; id != "" && followed < remindersFollowed; followed++ {
		dispatch, err := desk.Dispatches.Dispatch(ctx, id)
		switch {
		case err != nil && alliance.KindOf(err) != alliance.NotFound:
			return bot.Reply{}, err
		case followed == 0 && (err != nil || !dispatch.Receipt):
			return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "receipt_none", nil)), Alert: true}, nil
		case err != nil || !dispatch.Receipt:
			id = ""
			continue
		}
		received, err := desk.received(ctx, request, dispatch)
		switch {
		case err != nil:
			return bot.Reply{}, err
		case !received && followed == 0:
			return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "receipt_others", nil)), Alert: true}, nil
		case !received:
			id = ""
			continue
		}
		if _, err := desk.Receipts.Confirm(ctx, id, request.Member.ID, request.Now); err != nil {
			return bot.Reply{}, err
		}
		if followed == 0 && !dispatch.Deadline.IsZero() && request.Now.After(dispatch.Deadline) {
			said = "receipt_late"
		}
		id = ""
		if dispatch.Audience.Which == alliance.WhichUnconfirmed {
			id = dispatch.Audience.Of
		}
	}
	return bot.Reply{Toast: toast(desk.Render.Text(request.Language, said, nil))}, nil
}

// received reports whether a broadcast went to whoever presses its button, or to the group in which they do: buttons can be forged,
// and the author's own try has one too.
func (desk *Desk) received(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (bool, error) {
	received, err := desk.Receipts.Received(ctx, dispatch.ID, alliance.Place{Chat: request.Member.ID})
	if err != nil || received || !request.Group {
		return received, err
	}
	for _, place := range dispatch.Audience.Places() {
		chat, err := desk.Chats.Chat(ctx, place.Chat) // which may have become a supergroup since
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return false, err
		}
		if request.Place() != place && request.Place() != (alliance.Place{Chat: chat.ID, Topic: place.Topic}) {
			continue
		}
		if received, err := desk.Receipts.Received(ctx, dispatch.ID, place); err != nil || received {
			return received, err
		}
	}
	return false, nil
}
