package bot

import (
	"context"

	tg "github.com/go-telegram/bot"

	"alliancebot/alliance"
)

// Withdraw takes back the messages that a chat has got at a time (Bot API, deleteMessage and deleteMessages). Where Telegram does
// not let them be deleted any more, which is after 48 hours, each is replaced by line as far as it can be: its text or caption, its
// picture or file, its buttons. The answer is of which shape each was, for the next chat that has got the same; nil: they are
// deleted. That some are not there any more is no error; that none is, is one of class Missing.
func (sender *Sender) Withdraw(ctx context.Context, turn alliance.Turn, chat int64, ids []int64, line alliance.Message, known []alliance.Shape) ([]alliance.Shape, error) {
	deleted, err := sender.remove(ctx, turn, chat, ids)
	if deleted || err != nil {
		return nil, err
	}
	shapes := make([]alliance.Shape, len(ids))
	copy(shapes, known)
	missing := 0
	for i, id := range ids {
		to := func(shape alliance.Shape) alliance.Message {
			if i > 0 && shape == alliance.Pictured { // an album shows the caption of one picture only
				return alliance.Message{}
			}
			return line
		}
		shapes[i], err = sender.reshape(ctx, turn, chat, id, to, shapes[i], alliance.Worded, alliance.Pictured, alliance.Filed, alliance.Captioned, alliance.Fixed)
		switch {
		case err != nil && failureOf(err).Class == alliance.Missing:
			shapes[i] = alliance.Worded
			missing++
		case err != nil:
			return nil, err
		}
	}
	if missing == len(ids) {
		return nil, err
	}
	return shapes, nil
}

// undeletable are Telegram's words for a message that it does not let be deleted any more.
var undeletable = []string{"message can't be deleted", "message_delete_forbidden"}

// remove deletes messages, and reports whether Telegram lets them be deleted.
func (sender *Sender) remove(ctx context.Context, turn alliance.Turn, chat int64, ids []int64) (deleted bool, err error) {
	err = sender.paced(ctx, turn, chat, 1, "delete", func(ctx context.Context, chat int64) error {
		err := sender.delete(ctx, chat, ids)
		if deleted = !says(err, undeletable); !deleted {
			return nil
		}
		return err
	})
	return deleted, err
}

func (sender *Sender) delete(ctx context.Context, chat int64, ids []int64) error {
	if len(ids) == 1 {
		_, err := sender.api.DeleteMessage(ctx, &tg.DeleteMessageParams{ChatID: chat, MessageID: int(ids[0])})
		return err
	}
	params := &tg.DeleteMessagesParams{ChatID: chat}
	for _, id := range ids {
		params.MessageIDs = append(params.MessageIDs, int(id))
	}
	_, err := sender.api.DeleteMessages(ctx, params)
	return err
}
