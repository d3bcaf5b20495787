package bot

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// blanks are the picture and the files that take the place of what was withdrawn. Each is uploaded once, and then known to
// Telegram by an id.
type blanks struct {
	mu  sync.Mutex
	ids map[blankOf]string
}

// blankOf tells one from the other; a file has the text that stands for what it was.
type blankOf struct {
	shape alliance.Shape
	text  string
}

func (blanks *blanks) id(of blankOf) string {
	blanks.mu.Lock()
	defer blanks.mu.Unlock()
	return blanks.ids[of]
}

func (blanks *blanks) keep(of blankOf, id string) {
	blanks.mu.Lock()
	defer blanks.mu.Unlock()
	if blanks.ids == nil {
		blanks.ids = map[blankOf]string{}
	}
	blanks.ids[of] = id
}

// blank replaces the picture or file of a message by one that shows nothing, and its caption by a text (Bot API, editMessageMedia).
func (sender *Sender) blank(ctx context.Context, chat, id int64, message alliance.Message, shape alliance.Shape) error {
	of := blankOf{shape: shape}
	var media models.InputMedia
	if shape == alliance.Pictured {
		photo := &models.InputMediaPhoto{Media: sender.blanks.id(of), Caption: message.Text, ParseMode: parseMode(message)}
		if photo.Media == "" {
			photo.Media, photo.MediaAttachment = "attach://withdrawn.png", bytes.NewReader(greyPicture())
		}
		media = photo
	} else {
		of.text = message.Text
		file := &models.InputMediaDocument{Media: sender.blanks.id(of), Caption: message.Text, ParseMode: parseMode(message)}
		if file.Media == "" {
			file.Media, file.MediaAttachment = "attach://withdrawn.txt", strings.NewReader(message.Text+"\n")
		}
		media = file
	}
	edited, err := sender.api.EditMessageMedia(ctx, &tg.EditMessageMediaParams{ChatID: chat, MessageID: int(id), Media: media})
	switch {
	case err != nil:
		return err
	case len(edited.Photo) > 0:
		sender.blanks.keep(of, edited.Photo[len(edited.Photo)-1].FileID)
	case edited.Document != nil:
		sender.blanks.keep(of, edited.Document.FileID)
	}
	return nil
}

// greyPicture is a small picture of nothing but grey.
func greyPicture() []byte {
	const width, height, grey = 320, 180, 0xc8
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.Gray{Y: grey}})); err != nil {
		panic(err) // writing to memory
	}
	return encoded.Bytes()
}
