package bot

import (
	"context"

	tg "github.com/go-telegram/bot"

	"alliancebot/alliance"
)

// Copy copies a message of any content to a place (Bot API, copyMessage).
func (sender *Sender) Copy(ctx context.Context, turn alliance.Turn, to alliance.Place, source alliance.Source) (int64, error) {
	ids, err := sender.CopyAll(ctx, turn, to, alliance.Message{Sources: []alliance.Source{source}})
	if err != nil {
		return 0, err
	}
	return ids[0], nil
}

// CopyAll copies the sources of message, all of one chat, such as an album, to a place and returns their ids there, in their
// order (Bot API, copyMessage and copyMessages). A single one gets its keyboard, and its text, if there is one, for a caption.
func (sender *Sender) CopyAll(ctx context.Context, turn alliance.Turn, to alliance.Place, message alliance.Message) ([]int64, error) {
	copied := sender.copyMany
	if len(message.Sources) == 1 {
		copied = sender.copyOne
	}
	var ids []int64
	err := sender.paced(ctx, turn, to.Chat, len(message.Sources), "copy", func(ctx context.Context, chat int64) error {
		var err error
		ids, err = copied(ctx, alliance.Place{Chat: chat, Topic: to.Topic}, message)
		return err
	})
	return ids, err
}

func (sender *Sender) copyOne(ctx context.Context, to alliance.Place, message alliance.Message) ([]int64, error) {
	source := message.Sources[0]
	params := &tg.CopyMessageParams{ChatID: to.Chat, MessageThreadID: int(to.Topic), FromChatID: source.Chat, MessageID: int(source.Message)}
	params.Caption, params.CaptionEntities, params.ParseMode = message.Text, entities(message), parseMode(message)
	if len(message.Keyboard) > 0 {
		params.ReplyMarkup = keyboard(message.Keyboard)
	}
	copied, err := sender.api.CopyMessage(ctx, params)
	if err != nil {
		return nil, err
	}
	return []int64{int64(copied.ID)}, nil
}

func (sender *Sender) copyMany(ctx context.Context, to alliance.Place, message alliance.Message) ([]int64, error) {
	params := &tg.CopyMessagesParams{ChatID: to.Chat, MessageThreadID: int(to.Topic), FromChatID: message.Sources[0].Chat}
	for _, source := range message.Sources {
		params.MessageIDs = append(params.MessageIDs, int(source.Message))
	}
	copied, err := sender.api.CopyMessages(ctx, params)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(copied))
	for i, message := range copied {
		ids[i] = int64(message.ID)
	}
	return ids, nil
}
