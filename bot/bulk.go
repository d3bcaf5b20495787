package bot

import (
	"context"
	"strings"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Copy copies a message of any content to a place (Bot API, copyMessage).
func (sender *Sender) Copy(ctx context.Context, turn alliance.Turn, to alliance.Place, source alliance.Source) (int64, error) {
	ids, err := sender.CopyAll(ctx, turn, to, []alliance.Source{source}, nil)
	if err != nil {
		return 0, err
	}
	return ids[0], nil
}

// CopyAll copies messages of one chat, such as an album, to a place and returns their ids there, in their order (Bot API, copyMessage
// and copyMessages). Only a single message can have a keyboard.
func (sender *Sender) CopyAll(ctx context.Context, turn alliance.Turn, to alliance.Place, sources []alliance.Source, rows [][]alliance.Button) ([]int64, error) {
	copied := sender.copyMany
	if len(sources) == 1 {
		copied = sender.copyOne
	}
	var ids []int64
	err := sender.paced(ctx, turn, to.Chat, len(sources), "copy", func(ctx context.Context, chat int64) error {
		var err error
		ids, err = copied(ctx, alliance.Place{Chat: chat, Topic: to.Topic}, sources, rows)
		return err
	})
	return ids, err
}

func (sender *Sender) copyOne(ctx context.Context, to alliance.Place, sources []alliance.Source, rows [][]alliance.Button) ([]int64, error) {
	params := &tg.CopyMessageParams{
		ChatID: to.Chat, MessageThreadID: int(to.Topic), FromChatID: sources[0].Chat, MessageID: int(sources[0].Message),
	}
	if len(rows) > 0 {
		params.ReplyMarkup = keyboard(rows)
	}
	copied, err := sender.api.CopyMessage(ctx, params)
	if err != nil {
		return nil, err
	}
	return []int64{int64(copied.ID)}, nil
}

func (sender *Sender) copyMany(ctx context.Context, to alliance.Place, sources []alliance.Source, _ [][]alliance.Button) ([]int64, error) {
	params := &tg.CopyMessagesParams{ChatID: to.Chat, MessageThreadID: int(to.Topic), FromChatID: sources[0].Chat}
	for _, source := range sources {
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

// Amend replaces the text and keyboard of a message of ours, or its caption where it has none (Bot API, editMessageText and
// editMessageCaption). captioned says which to try first, and the answer which it was. That nothing changed is no error.
func (sender *Sender) Amend(ctx context.Context, turn alliance.Turn, chat, id int64, message alliance.Message, captioned bool) (bool, error) {
	for _, caption := range []bool{captioned, !captioned} {
		unfit := false
		err := sender.paced(ctx, turn, chat, 1, message.Text, func(ctx context.Context, chat int64) error {
			err := sender.replace(ctx, chat, id, message, caption)
			if unfit = err != nil && unfitting(err); unfit {
				return nil
			}
			return err
		})
		if !unfit {
			return caption, err
		}
	}
	return captioned, &alliance.Failure{Class: alliance.Ours, Reason: "400 neither text nor caption"}
}

// unfitting: a message without a text was to get one, or one without a caption.
func unfitting(err error) bool {
	return strings.Contains(err.Error(), "there is no text in the message to edit") || strings.Contains(err.Error(), "there is no caption in the message to edit")
}

// unchanged: the message was as it was to be.
func unchanged(err error) bool {
	return err != nil && strings.Contains(err.Error(), "message is not modified")
}

func (sender *Sender) replace(ctx context.Context, chat, id int64, message alliance.Message, caption bool) error {
	var markup models.ReplyMarkup
	if len(message.Keyboard) > 0 {
		markup = keyboard(message.Keyboard)
	}
	var err error
	if caption {
		_, err = sender.api.EditMessageCaption(ctx, &tg.EditMessageCaptionParams{
			ChatID: chat, MessageID: int(id), Caption: message.Text, ParseMode: parseMode(message), ReplyMarkup: markup,
		})
	} else {
		_, err = sender.api.EditMessageText(ctx, &tg.EditMessageTextParams{
			ChatID: chat, MessageID: int(id), Text: message.Text, ParseMode: parseMode(message), ReplyMarkup: markup,
			LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: tg.True()},
		})
	}
	if unchanged(err) {
		return nil
	}
	return err
}

// Delete takes messages of ours back (Bot API, deleteMessage and deleteMessages), which Telegram allows for 48 hours.
func (sender *Sender) Delete(ctx context.Context, turn alliance.Turn, chat int64, ids []int64) error {
	return sender.paced(ctx, turn, chat, 1, "delete", func(ctx context.Context, chat int64) error {
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
	})
}
