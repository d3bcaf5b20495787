package bot

import (
	"bytes"
	"context"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// SendDocument sends a file (Bot API, sendDocument).
func (sender *Sender) SendDocument(ctx context.Context, turn alliance.Turn, to alliance.Place, document Document) error {
	return sender.paced(ctx, turn, to.Chat, 1, document.Name, func(ctx context.Context, chat int64) error {
		file := &models.InputFileUpload{Filename: document.Name, Data: bytes.NewReader(document.Bytes)}
		_, err := sender.api.SendDocument(ctx, &tg.SendDocumentParams{ChatID: chat, MessageThreadID: int(to.Topic), Document: file})
		return err
	})
}
