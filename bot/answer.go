package bot

import (
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
		if err := router.edit(ctx, request, *reply.Edit); err != nil {
			return err
		}
	}
	if reply.Copy != nil {
		if err := router.persist(ctx, request, func(ctx context.Context) error {
			_, err := router.Sender.Copy(ctx, alliance.Turn{Priority: alliance.Answering}, request.Chat, *reply.Copy)
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
	if reply.Document == nil {
		return nil
	}
	return router.persist(ctx, request, func(ctx context.Context) error {
		return router.Sender.SendDocument(ctx, alliance.Turn{Priority: alliance.Answering}, request.Chat, *reply.Document)
	})
}

func (router *Router) say(ctx context.Context, request Request, message alliance.Message) error {
	var quoted int64
	if request.Group {
		quoted = request.Message
	}
	return router.persist(ctx, request, func(ctx context.Context) error {
		_, err := router.Sender.Send(ctx, alliance.Turn{Priority: alliance.Answering}, request.Chat, message, quoted)
		return err
	})
}

// edit replaces the pressed message; where that is not possible any more, the reply is said anew.
func (router *Router) edit(ctx context.Context, request Request, message alliance.Message) error {
	err := router.persist(ctx, request, func(ctx context.Context) error {
		return router.Sender.Edit(ctx, request.Chat, request.Message, message)
	})
	var failure *alliance.Failure
	if errors.As(err, &failure) && failure.Class == alliance.Ours {
		return router.say(ctx, request, message)
	}
	return err
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
	}
	return fmt.Errorf("answer update %d: %w", request.Update, err)
}

// lose notes that a member cannot be reached.
func (router *Router) lose(ctx context.Context, request Request, failure *alliance.Failure) error {
	if request.Group {
		return nil
	}
	_, err := router.Members.ChangeMember(ctx, request.Chat, func(member *alliance.Member) { member.Unreachable = failure.Reason })
	return err
}
