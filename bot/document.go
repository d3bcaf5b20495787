package bot

import (
	"bytes"
	"cmp"
	"context"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// SendDocument sends a file (Bot API, sendDocument).
func (sender *Sender) SendDocument(ctx context.Context, turn alliance.Turn, to alliance.Place, document alliance.Document) error {
	_, err := sender.enclose(ctx, turn, to, alliance.Message{Document: &document}, 0)
	return err
}

// enclose sends a message's document with its text below. A file that goes to many is uploaded for the first of them.
func (sender *Sender) enclose(ctx context.Context, turn alliance.Turn, to alliance.Place, message alliance.Message, replyTo int64) (id int64, err error) {
	params := &tg.SendDocumentParams{Caption: message.Text, ParseMode: parseMode(message), MessageThreadID: int(to.Topic), ReplyParameters: reply(replyTo)}
	if len(message.Keyboard) > 0 {
		params.ReplyMarkup = keyboard(message.Keyboard)
	}
	document := *message.Document
	err = sender.uploads.share(ctx, turn, document, func(known string) (string, error) {
		file := known
		err := sender.paced(ctx, turn, to.Chat, 1, cmp.Or(message.Text, document.Name), func(ctx context.Context, chat int64) error {
			params.ChatID, params.Document = chat, fileToSend(document, known)
			sent, err := sender.api.SendDocument(ctx, params)
			if err != nil {
				return err
			}
			id = int64(sent.ID)
			if sent.Document != nil {
				file = sent.Document.FileID
			}
			return nil
		})
		return file, err
	})
	return id, err
}

// fileToSend is the file as Telegram knows it, or else the file itself.
func fileToSend(document alliance.Document, known string) models.InputFile {
	if known != "" {
		return &models.InputFileString{Data: known}
	}
	return &models.InputFileUpload{Filename: document.Name, Data: bytes.NewReader(document.Bytes)}
}
