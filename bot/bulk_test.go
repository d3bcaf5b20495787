package bot_test

import (
	"errors"
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
		for _, tried := range []bool{false, true} { // the second time nothing changes
			captioned, err := sender.Amend(ctx, turn, anna, id, alliance.Message{Text: "new <b>&", Plain: true, Keyboard: buttons}, tried)
			w.check(err)
			if captioned != (id == poster) {
				t.Errorf("message %d: a caption %t", id, captioned)
			}
		}
	}
	messages, err := w.telegram.Messages(ctx, anna, 0)
	w.check(err)
	for _, message := range messages {
		if message.ID == text && message.Text != "new <b>&" || message.ID == poster && message.Caption != "new <b>&" {
			t.Errorf("got %q %q", message.Text, message.Caption)
		}
		if (message.ID == text || message.ID == poster) && len(message.Keyboard) != 1 {
			t.Errorf("buttons %+v", message.Keyboard)
		}
	}
}

// TestDelete takes messages back; one that is not there is known as such.
func TestDelete(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	ctx, turn, sender := t.Context(), alliance.Turn{}, w.router.Sender
	w.write(sandbox.Post{From: anna, Text: "/open"})
	var ids []int64
	for range 3 {
		id, err := sender.Send(ctx, turn, alliance.Place{Chat: anna}, alliance.Message{Text: "text"}, 0)
		w.check(err)
		ids = append(ids, id)
	}
	w.check(sender.Delete(ctx, turn, anna, ids[:1]))
	w.check(sender.Delete(ctx, turn, anna, ids))
	err := sender.Delete(ctx, turn, anna, ids[:1])
	if failure, ok := errors.AsType[*alliance.Failure](err); !ok || failure.Class != alliance.Missing {
		t.Errorf("deleted again: %v", err)
	}
	_, err = sender.Amend(ctx, turn, anna, ids[0], alliance.Message{Text: "new"}, false)
	if failure, ok := errors.AsType[*alliance.Failure](err); !ok || failure.Class != alliance.Missing {
		t.Errorf("edited: %v", err)
	}
}
