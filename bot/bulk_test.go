package bot_test

import (
	"slices"
	"testing"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// TestAmend replaces a text or a caption, whichever the message has, and says which it was.
func TestAmend(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	ctx, turn, sender := t.Context(), alliance.Turn{}, w.router.Sender
	w.write(sandbox.Post{From: anna, Text: "/open"})
	posted, err := w.telegram.Send(ctx, sandbox.Post{From: anna, Photo: true, Caption: "poster"})
	w.check(err)
	text, err := sender.Send(ctx, turn, alliance.Place{Chat: anna}, alliance.Message{Text: "text"}, 0)
	w.check(err)
	poster, err := sender.Copy(ctx, turn, alliance.Place{Chat: anna}, alliance.Source{Chat: anna, Message: posted.MessageID})
	w.check(err)
	buttons := [][]alliance.Button{{{Text: "ok", Data: "1:ok"}}}
	for _, id := range []int64{text, poster} {
		for _, tried := range []alliance.Shape{alliance.Worded, alliance.Captioned} { // the second time nothing changes
			shape, err := sender.Amend(ctx, turn, anna, id, alliance.Message{
				Text: "new <b>&", Plain: true, Keyboard: buttons, Entities: []alliance.Entity{{Type: "bold", Length: 3}},
			}, tried)
			w.check(err)
			if (shape == alliance.Captioned) != (id == poster) {
				t.Errorf("message %d: shape %d", id, shape)
			}
		}
	}
	messages, err := w.telegram.Messages(ctx, anna, 0)
	w.check(err)
	bold := []sandbox.Entity{{Type: "bold", Length: 3}}
	for _, message := range messages {
		if message.ID == text && !slices.Equal(message.Entities, bold) || message.ID == poster && !slices.Equal(message.CaptionEntities, bold) {
			t.Errorf("formatted %+v %+v", message.Entities, message.CaptionEntities)
		}
		if message.ID == text && message.Text != "new <b>&" || message.ID == poster && message.Caption != "new <b>&" {
			t.Errorf("got %q %q", message.Text, message.Caption)
		}
		if (message.ID == text || message.ID == poster) && len(message.Keyboard) != 1 {
			t.Errorf("buttons %+v", message.Keyboard)
		}
	}
}
