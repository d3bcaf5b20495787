package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// sorry tells the member about an error and passes it on.
func (router *Router) sorry(ctx context.Context, request Request, cause error) error {
	if alliance.KindOf(cause) == alliance.Unavailable {
		return cause // told by the lane, once, however often it is tried
	}
	err := router.answer(ctx, request, "", Say(router.Table.Sorry(request, alliance.KindOf(cause))))
	return parkable(errors.Join(cause, err))
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

// parkable keeps those errors for which an update is to be parked: our own. What a member got wrong is answered and done.
func parkable(err error) error {
	if kind := alliance.KindOf(err); err == nil || kind == alliance.Internal || kind == alliance.Unavailable {
		return err
	}
	return nil
}

// answer does what a reply says. Members who cannot be reached are noted and are no error.
func (router *Router) answer(ctx context.Context, request Request, query string, reply Reply) error {
	if query != "" {
		if err := router.Sender.AnswerPress(ctx, query, reply.Toast, reply.Alert); err != nil {
			router.Log.Debug("press not answered", "reason", failureOf(err).Reason)
		}
	}
	if reply.Edit != nil {
		if err := router.edit(ctx, request, *reply.Edit); err != nil {
			return err
		}
	}
	if reply.Copy != nil {
		if err := router.persist(ctx, request, func(ctx context.Context, chat int64) error {
			_, err := router.Sender.Copy(ctx, alliance.Turn{Priority: alliance.Answering}, chat, *reply.Copy)
			return err
		}); err != nil {
			return err
		}
	}
	for _, message := range reply.Messages {
		if err := router.say(ctx, request, message); err != nil {
			return err
		}
	}
	return nil
}

func (router *Router) say(ctx context.Context, request Request, message alliance.Message) error {
	var quoted int64
	if request.Group {
		quoted = request.Message
	}
	return router.persist(ctx, request, func(ctx context.Context, chat int64) error {
		_, err := router.Sender.Send(ctx, alliance.Turn{Priority: alliance.Answering}, chat, message, quoted)
		return err
	})
}

// edit replaces the pressed message; where that is not possible any more, the reply is said anew.
func (router *Router) edit(ctx context.Context, request Request, message alliance.Message) error {
	err := router.persist(ctx, request, func(ctx context.Context, chat int64) error {
		return router.Sender.Edit(ctx, chat, request.Message, message)
	})
	var failure *alliance.Failure
	if errors.As(err, &failure) && failure.Class == alliance.Ours {
		return router.say(ctx, request, message)
	}
	return err
}

// persist repeats a call until it succeeds, cannot succeed, or ctx ends; the update stays in the inbox meanwhile. A group that
// has become a supergroup is called under its new id.
func (router *Router) persist(ctx context.Context, request Request, call func(ctx context.Context, chat int64) error) error {
	const shortest, longest = 200 * time.Millisecond, 10 * time.Second
	for wait := shortest; ; wait = min(2*wait, longest) {
		err := call(ctx, request.Chat)
		var failure *alliance.Failure
		if !errors.As(err, &failure) {
			return err
		}
		switch failure.Class {
		case alliance.Gone:
			return router.lose(ctx, request, failure)
		case alliance.Migrated:
			if err := router.Members.Migrate(ctx, request.Chat, failure.MigratedTo); err != nil {
				return err
			}
			request.Chat = failure.MigratedTo
			continue
		case alliance.Ours, alliance.Unconfirmed:
			return fmt.Errorf("answer update %d: %w", request.Update, err)
		case alliance.Flood:
			continue // the limiter waits
		}
		if err := sleepUntil(ctx, time.Now, time.Now().Add(jitter(wait))); err != nil {
			return err
		}
	}
}

// lose notes that a member cannot be reached.
func (router *Router) lose(ctx context.Context, request Request, failure *alliance.Failure) error {
	if request.Group {
		return nil
	}
	_, err := router.Members.ChangeMember(ctx, request.Chat, func(member *alliance.Member) { member.Unreachable = failure.Reason })
	return err
}

// Apologise tells whoever sent an update that the store is away. It needs nothing but the update itself.
func (router *Router) Apologise(ctx context.Context, update Update) {
	var received models.Update
	if json.Unmarshal([]byte(update.Payload), &received) != nil {
		return
	}
	request := Request{Update: received.ID, Language: router.Language}
	switch {
	case received.CallbackQuery != nil:
		request.speak(received.CallbackQuery.From)
		sorry := router.Table.Sorry(request, alliance.Unavailable)
		_ = router.Sender.AnswerPress(ctx, received.CallbackQuery.ID, router.Table.Toast(sorry), true) // it is an apology: no second one
	case received.Message != nil && received.Message.From != nil && received.Message.Chat.Type == models.ChatTypePrivate:
		request.speak(*received.Message.From)
		sorry := router.Table.Sorry(request, alliance.Unavailable)
		_, _ = router.Sender.Send(ctx, alliance.Turn{Priority: alliance.Answering}, received.Message.Chat.ID, sorry, 0)
	}
}

// speak chooses the language of somebody's client, where we speak it.
func (request *Request) speak(user models.User) {
	if language, ok := alliance.ParseLanguage(user.LanguageCode); ok {
		request.Language = language
	}
}
