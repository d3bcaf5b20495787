package bot

import (
	"context"
	"errors"
	"slices"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// press answers a pressed button. Its data is never trusted: only the table says what a verb may do, and for whom.
func (router *Router) press(ctx context.Context, received *models.Update) (string, error) {
	query := received.CallbackQuery
	request := Request{Update: received.ID, Bot: router.Username, Chat: query.From.ID, Language: router.clientLanguage(&query.From), Now: router.Now()}
	if message := query.Message.Message; message != nil {
		request.Chat, request.Message, request.Group = message.Chat.ID, int64(message.ID), message.Chat.Type != models.ChatTypePrivate
		request.Topic = topicOf(message)
	} else if old := query.Message.InaccessibleMessage; old != nil {
		request.Chat, request.Message, request.Group = old.Chat.ID, int64(old.MessageID), old.Chat.Type != models.ChatTypePrivate
	}
	if err := router.identify(ctx, &request, &query.From); err != nil {
		return "button", router.toast(ctx, request, query.ID, router.Table.Sorry(request, alliance.KindOf(err)), err)
	}
	verb, args, ok := alliance.ParseButtonData(query.Data)
	at := slices.IndexFunc(router.Table.Buttons, func(button Button) bool { return button.Verb == verb })
	if !ok || at < 0 {
		return "old button", router.toast(ctx, request, query.ID, router.Table.Excuse(request, OldButton), nil)
	}
	button := router.Table.Buttons[at]
	if button.Private && request.Group {
		return verb, router.toast(ctx, request, query.ID, router.Table.Excuse(request, PrivateOnly), nil)
	}
	if !allowed(&request, button.Role) || button.Liaison && !request.Member.Liaison {
		return verb, router.toast(ctx, request, query.ID, router.Table.Excuse(request, NotAllowed), nil)
	}
	if chairs, err := router.chairs(ctx, &request, button.Chairs); err != nil || !chairs {
		if err != nil {
			return verb, router.toast(ctx, request, query.ID, router.Table.Sorry(request, alliance.KindOf(err)), err)
		}
		return verb, router.toast(ctx, request, query.ID, router.Table.Excuse(request, ChairsOnly), nil)
	}
	request.Verb, request.Args = verb, args
	reply, err := router.run(ctx, button.Handle, request)
	if err != nil {
		return verb, router.toast(ctx, request, query.ID, router.Table.Sorry(request, alliance.KindOf(err)), err)
	}
	if err := router.answer(ctx, request, query.ID, reply); err != nil {
		return verb, router.sorry(ctx, request, err)
	}
	return verb, nil
}

// toast answers a press with a short text and passes the cause on. A press is not tried again when the store is back: whoever
// was told to press again would have pressed twice.
func (router *Router) toast(ctx context.Context, request Request, query string, message alliance.Message, cause error) error {
	err := router.answer(ctx, request, query, Reply{Toast: router.Table.Toast(message), Alert: true})
	if alliance.KindOf(cause) == alliance.Unavailable {
		cause = nil
	}
	return errors.Join(parkable(cause), err)
}
