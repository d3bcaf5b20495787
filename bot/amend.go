package bot

import (
	"context"
	"slices"
	"strings"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Amend replaces the text and keyboard of a message of ours, or its caption where it has none (Bot API, editMessageText and
// editMessageCaption). known says which to try first, and the answer which it was. That nothing changed is no error.
func (sender *Sender) Amend(ctx context.Context, turn alliance.Turn, chat, id int64, message alliance.Message, known alliance.Shape) (alliance.Shape, error) {
	to := func(alliance.Shape) alliance.Message { return message }
	return sender.reshape(ctx, turn, chat, id, to, known, alliance.Worded, alliance.Captioned)
}

// reshape replaces what can be replaced of a message: it takes it for one shape after the other, known first.
func (sender *Sender) reshape(ctx context.Context, turn alliance.Turn, chat, id int64, to func(alliance.Shape) alliance.Message, known alliance.Shape, shapes ...alliance.Shape) (alliance.Shape, error) {
	order := append([]alliance.Shape{known}, slices.DeleteFunc(shapes, func(shape alliance.Shape) bool { return shape == known })...)
	for _, shape := range order {
		message, unfit := to(shape), false
		err := sender.paced(ctx, turn, chat, 1, message.Text, func(ctx context.Context, chat int64) error {
			err := sender.replace(ctx, chat, id, message, shape)
			if unfit = unfitting(err); unfit {
				return nil
			}
			return err
		})
		if !unfit {
			return shape, err
		}
	}
	return known, &alliance.Failure{Class: alliance.Ours, Reason: "400 message can't be edited"}
}

// misfits are Telegram's words for a message that is of another sort than it was taken for (td/telegram/MessagesManager.cpp).
var misfits = []string{
	"there is no text in the message to edit", "there is no caption in the message to edit", "there is no media in the message to edit",
	"message media can't be edited", "can't change media type in the album", "content type can't be used in an album", "message can't be edited",
}

func unfitting(err error) bool { return says(err, misfits) }

// says reports whether an error is in one of some words of Telegram.
func says(err error, all []string) bool {
	return err != nil && slices.ContainsFunc(all, func(words string) bool { return strings.Contains(strings.ToLower(err.Error()), words) })
}

// unchanged: the message was as it was to be.
func unchanged(err error) bool {
	return err != nil && strings.Contains(err.Error(), "message is not modified")
}

// replace makes message of one of ours that has a shape. That nothing changed is no error.
func (sender *Sender) replace(ctx context.Context, chat, id int64, message alliance.Message, shape alliance.Shape) error {
	var markup models.ReplyMarkup
	if len(message.Keyboard) > 0 {
		markup = keyboard(message.Keyboard)
	}
	var err error
	switch shape {
	case alliance.Worded:
		_, err = sender.api.EditMessageText(ctx, &tg.EditMessageTextParams{
			ChatID: chat, MessageID: int(id), Text: message.Text, ParseMode: parseMode(message), Entities: entities(message), ReplyMarkup: markup,
			LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: tg.True()},
		})
	case alliance.Captioned:
		_, err = sender.api.EditMessageCaption(ctx, &tg.EditMessageCaptionParams{
			ChatID: chat, MessageID: int(id), Caption: message.Text, ParseMode: parseMode(message), CaptionEntities: entities(message),
			ReplyMarkup: markup,
		})
	case alliance.Pictured, alliance.Filed:
		err = sender.blank(ctx, chat, id, message, shape)
	case alliance.Fixed:
		_, err = sender.api.EditMessageReplyMarkup(ctx, &tg.EditMessageReplyMarkupParams{ChatID: chat, MessageID: int(id), ReplyMarkup: markup})
	}
	if unchanged(err) {
		return nil
	}
	return err
}
