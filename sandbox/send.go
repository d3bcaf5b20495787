package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"time"
)

// Post is a message that a user writes.
type Post struct {
	From     int64     `json:"from"`
	Chat     int64     `json:"chat"` // 0: the private chat of the user
	Text     string    `json:"text"`
	Entities []Entity  `json:"entities,omitempty"` // the formatting that the user chose, of the text or the caption
	ReplyTo  int64     `json:"reply_to"`
	Topic    int64     `json:"message_thread_id,omitempty"`
	Photo    bool      `json:"photo"`              // with a picture: the document, or a plain one
	Document *Document `json:"document,omitempty"` // with a file
	Caption  string    `json:"caption"`
	Album    string    `json:"media_group_id,omitempty"` // posts with the same one are one album
}

// Document is a file that a user sends.
type Document struct {
	Name string `json:"name"`
	MIME string `json:"mime"`
	Data []byte `json:"base64"`
}

// Posted says under which ids a post went off. UpdateID is 0 where the bot does not get it.
type Posted struct {
	MessageID int64 `json:"message_id"`
	UpdateID  int64 `json:"update_id"`
}

// Send puts a user's message into a chat and an update on its way to the bot. Writing to the bot starts and un-blocks it.
func (s *Server) Send(_ context.Context, post Post) (Posted, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.post(post, time.Now())
}

func (s *Server) post(post Post, now time.Time) (Posted, error) {
	user, place, err := s.participant(post.From, post.Chat)
	if err != nil {
		return Posted{}, fmt.Errorf("send message: %w", err)
	}
	message, err := s.compose(post)
	if err != nil {
		return Posted{}, fmt.Errorf("send message: %w", err)
	}
	if err := place.enter(message, post.Topic); err != nil {
		return Posted{}, fmt.Errorf("send message: %w", err)
	}
	return s.say(user, place, message, now), nil
}

// say puts a user's message into the chat and tells the bot, if it is there.
func (s *Server) say(user *User, place *chat, message *Message, now time.Time) Posted {
	if place.user != nil {
		user.Started = true
		s.setBlocked(user, false, now)
	}
	s.file(place, message, user.account(), now)
	if place.absent() {
		return Posted{MessageID: message.ID}
	}
	kind := "message"
	if place.kind == "channel" {
		kind = "channel_post"
	}
	return Posted{MessageID: message.ID, UpdateID: s.emit(kind, place.id, now, message.view())}
}

// compose makes the message with the entities that Telegram marks in what users write.
func (s *Server) compose(post Post) (*Message, error) {
	message := &Message{Text: strings.TrimSpace(post.Text), ReplyTo: post.ReplyTo, Caption: post.Caption, Album: post.Album}
	switch {
	case post.Document != nil:
		if len(post.Document.Data) > fileLimit {
			return nil, errors.New("a file has at most 20 MB")
		}
		kind := "document"
		if post.Photo {
			kind = "photo"
		}
		message.Media = s.files.add(kind, post.Document.Name, post.Document.MIME, post.Document.Data)
	case post.Photo:
		message.Media = s.files.add("photo", "photo.png", "image/png", plainPicture())
	case message.Text == "":
		return nil, errors.New("nothing to send")
	}
	if message.Media != nil && message.Text != "" && message.Caption == "" {
		message.Caption, message.Text = message.Text, ""
	}
	if units(message.Text) > textLimit || units(message.Caption) > captionLimit {
		return nil, errors.New("a text has at most 4096 characters, a caption 1024")
	}
	message.Entities, message.CaptionEntities = post.marks(message.Text), post.marks(message.Caption)
	return message, nil
}

// marks are the entities of a text: the formatting that was chosen, and what Telegram marks by itself.
func (post Post) marks(text string) []Entity {
	if text == "" {
		return nil
	}
	marks := slices.Concat(post.Entities, found(text, post.Entities))
	slices.SortStableFunc(marks, func(a, b Entity) int { return a.Offset - b.Offset })
	return marks
}

// plainPicture is a small picture of one colour.
func plainPicture() []byte {
	picture := image.NewPaletted(image.Rect(0, 0, 320, 240), color.Palette{color.RGBA{R: 0x54, G: 0x8a, B: 0xc4, A: 0xff}})
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, picture); err != nil {
		panic(err) // writing to memory
	}
	return encoded.Bytes()
}
