package dispatch

import (
	"context"

	"alliancebot/alliance"
)

// recipient is who is written to, and where.
type recipient struct {
	member   alliance.Member // a group or channel as a member, so far as it is known
	place    alliance.Place
	silenced bool // a group in which the bot could not write when it last tried
}

// recipient finds who is leased: the member whose private chat it is, or a group or channel. Those subscribe as a whole, and say
// themselves in which topic they are reminded.
func (run *run) recipient(ctx context.Context, leased alliance.Place) (recipient, error) {
	if !leased.Group() {
		member, err := run.Members.Member(ctx, leased.Chat)
		return recipient{member: member, place: leased}, err
	}
	chat, err := run.Chats.Chat(ctx, leased.Chat)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound: // Telegram will say whether there is one
		return recipient{member: alliance.Member{ID: leased.Chat}, place: leased}, nil
	case err != nil:
		return recipient{}, err
	}
	place := leased
	if run.dispatch.Purpose != alliance.ForBroadcast {
		place.Topic = chat.Topic
	}
	return recipient{member: chat.Member(), place: place, silenced: chat.Unreachable != ""}, nil
}

// lose notes that somebody cannot be reached, so that nobody tries again before they write.
func (run *run) lose(ctx context.Context, chat int64, reason string) {
	var err error
	if (alliance.Place{Chat: chat}).Group() {
		err = run.changeChat(ctx, chat, func(chat *alliance.Chat) { chat.Unreachable = reason })
	} else {
		_, err = run.Members.ChangeMember(ctx, chat, func(member *alliance.Member) { member.Unreachable = reason })
	}
	if err != nil {
		run.Log.Warn("unreachable recipient not noted", "reason", reason, "error", err)
	}
}

// regain notes that a group has given the bot back the right to write.
func (run *run) regain(ctx context.Context, to recipient) {
	if !to.silenced {
		return
	}
	if err := run.changeChat(ctx, to.place.Chat, func(chat *alliance.Chat) { chat.Unreachable = "" }); err != nil {
		run.Log.Warn("reachable group not noted", "error", err)
	}
}

// closed notes that a topic is closed or gone, so that nobody chooses it any more, and that the forum is reminded in its first topic
// from now on. An administrator who opens it again is heard of.
func (run *run) closed(ctx context.Context, at alliance.Place, reason string) {
	err := run.changeChat(ctx, at.Chat, func(chat *alliance.Chat) {
		if topic, known := chat.Topics[at.Topic]; known {
			topic.Closed = true
			chat.Topics[at.Topic] = topic
		}
		if chat.Topic == at.Topic {
			chat.Topic = 0
		}
	})
	if err != nil {
		run.Log.Warn("closed topic not noted", "reason", reason, "error", err)
	}
}

// changeChat changes a group or channel that is known.
func (run *run) changeChat(ctx context.Context, id int64, change func(*alliance.Chat)) error {
	if _, err := run.Chats.Chat(ctx, id); err != nil {
		if alliance.KindOf(err) == alliance.NotFound {
			return nil
		}
		return err
	}
	_, err := run.Chats.ChangeChat(ctx, id, change)
	return err
}
