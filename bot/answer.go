package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"

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
		if err := router.edit(ctx, request, *reply.Edit, reply.EditID); err != nil {
			return err
		}
	}
	if err := router.sayAll(ctx, request, reply); err != nil {
		return err
	}
	if reply.Document == nil {
		return nil
	}
	return router.persist(ctx, request, func(ctx context.Context) error {
		return router.Sender.SendDocument(ctx, alliance.Turn{Priority: alliance.Answering}, request.Place(), *reply.Document)
	})
}

// sayAll says the messages of a reply, or instead of the rest what is to be said if Telegram refuses one.
func (router *Router) sayAll(ctx context.Context, request Request, reply Reply) error {
	var last int64
	for _, message := range reply.Messages {
		id, err := router.say(ctx, request, message)
		if rejected(err) && reply.Refused != nil {
			_, err = router.say(ctx, request, *reply.Refused)
			return err
		}
		if err != nil {
			return err
		}
		last = id
	}
	if reply.Said == nil || last == 0 {
		return nil
	}
	return reply.Said(ctx, last)
}

// say says or copies one message and returns the id of it, or of the last of an album.
func (router *Router) say(ctx context.Context, request Request, message alliance.Message) (id int64, err error) {
	var quoted int64
	if request.Group {
		quoted = request.Message
	}
	turn := alliance.Turn{Priority: alliance.Answering}
	if request.New { // a class that joins at once is not to keep the others waiting
		turn.Priority = alliance.Greeting
	}
	if len(message.Sources) > 0 {
		return router.copied(ctx, turn, request, message)
	}
	err = router.persist(ctx, request, func(ctx context.Context) error {
		id, err = router.Sender.Send(ctx, turn, request.Place(), message, quoted)
		return err
	})
	if err == nil && id != 0 && request.Group {
		router.regain(ctx, request.Chat)
	}
	return id, err
}

// regain notes that the bot may write in a group in which it could not.
func (router *Router) regain(ctx context.Context, group int64) {
	_, err := router.Chats.ChangeChat(ctx, group, func(chat *alliance.Chat) {
		if chat.Unreachable == alliance.NoRight {
			chat.Unreachable = ""
		}
	})
	if err != nil {
		router.Log.Warn("reachable group not noted", "error", err)
	}
}

// copied copies messages and returns the id of the last. Only afterwards an album can get a text of its own for a caption.
func (router *Router) copied(ctx context.Context, turn alliance.Turn, request Request, message alliance.Message) (id int64, err error) {
	var ids []int64
	err = router.persist(ctx, request, func(ctx context.Context) error {
		if len(ids) == 0 {
			if ids, err = router.Sender.CopyAll(ctx, turn, request.Place(), message); err != nil || len(ids) == 0 {
				return err
			}
			id = ids[len(ids)-1]
		}
		if len(ids) == 1 || message.Text == "" {
			return nil
		}
		_, err = router.Sender.Amend(ctx, turn, request.Chat, ids[0], message, alliance.Captioned)
		return err
	})
	return id, err
}

// edit replaces a message of ours, by default the pressed one; where that is not possible any more, the reply is said anew.
func (router *Router) edit(ctx context.Context, request Request, message alliance.Message, id int64) error {
	err := router.persist(ctx, request, func(ctx context.Context) error {
		return router.Sender.Edit(ctx, request.Chat, cmp.Or(id, request.Message), message)
	})
	if rejected(err) {
		_, err = router.say(ctx, request, message)
	}
	return err
}

// rejected reports whether Telegram does not take what we said.
func rejected(err error) bool {
	failure, ok := errors.AsType[*alliance.Failure](err)
	return ok && failure.Class == alliance.Ours
}

// persist repeats a call until it succeeds, cannot succeed, or ctx ends; the update stays in the inbox meanwhile.
func (router *Router) persist(ctx context.Context, request Request, call func(context.Context) error) error {
	err := patiently(ctx, call, untold)
	var failure *alliance.Failure
	switch {
	case !errors.As(err, &failure):
		return err
	case failure.Class == alliance.Gone:
		return router.lose(ctx, request, failure)
	case failure.Class == alliance.Closed: // the topic, while this was on its way
		return nil
	}
	return fmt.Errorf("answer update %d: %w", request.Update, err)
}

// lose notes that a member or a group cannot be reached.
func (router *Router) lose(ctx context.Context, request Request, failure *alliance.Failure) error {
	if request.Group {
		router.sightings.forget(request.Place())
		_, err := router.Chats.ChangeChat(ctx, request.Chat, func(chat *alliance.Chat) { chat.Unreachable = failure.Reason })
		return err
	}
	_, err := router.Members.ChangeMember(ctx, request.Chat, func(member *alliance.Member) { member.Unreachable = failure.Reason })
	return err
}
