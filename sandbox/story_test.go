package sandbox

import (
	"net/http/httptest"
	"strconv"
	"testing"
	"time"
)

// received is the part of an update that the stories look at.
type received struct {
	ID      int64        `json:"update_id"`
	Message *messageView `json:"message"`
	Query   *queryView   `json:"callback_query"`
	Member  *struct {
		New memberView `json:"new_chat_member"`
	} `json:"my_chat_member"`
}

// TestConversation follows a question, its answer, a button and the edit it brings, through the client and over a real connection.
func TestConversation(t *testing.T) {
	server := newServer(t, testWorld())
	listener := httptest.NewServer(server)
	t.Cleanup(listener.Close)
	client := Client{Base: listener.URL}
	ctx := t.Context()

	posted := must[Posted](t)(client.Send(ctx, Post{From: 2, Text: "/start abc"}))
	updates := granted[[]received](t, server, "getUpdates", "timeout", "5")
	if len(updates) != 1 || updates[0].ID != posted.UpdateID || updates[0].Message.Text != "/start abc" {
		t.Fatalf("got updates %+v", updates)
	}
	want := Entity{Type: "bot_command", Length: 6}
	if got := updates[0].Message.Entities; len(got) != 1 || got[0] != want {
		t.Errorf("got entities %+v", got)
	}
	offset := strconv.FormatInt(updates[0].ID+1, 10)

	granted[messageView](t, server, "sendMessage", "chat_id", "2", "text", "<b>Hi</b> &amp; welcome", "parse_mode", "HTML",
		"reply_markup", `{"inline_keyboard":[[{"text":"Sign up","callback_data":"1:go"}]]}`)
	arrived := must[Arrived](t)(client.Wait(ctx, Awaited{Chat: 2, Contains: "welcome"}))
	if !arrived.OK || arrived.Last.Text != "Hi & welcome" || arrived.Last.Keyboard[0][0].Data != "1:go" {
		t.Fatalf("got %+v", arrived)
	}

	pressed := make(chan Pressed)
	go func() { pressed <- must[Pressed](t)(client.Press(ctx, Press{User: 2, Text: "Sign", WaitMS: 5000})) }()
	updates = granted[[]received](t, server, "getUpdates", "timeout", "5", "offset", offset)
	if len(updates) != 1 || updates[0].Query.Data != "1:go" {
		t.Fatalf("got updates %+v", updates)
	}
	id := updates[0].Query.ID
	granted[bool](t, server, "answerCallbackQuery", "callback_query_id", id, "text", "Done", "show_alert", "true")
	if got := <-pressed; got != (Pressed{Answered: true, Text: "Done", Alert: true, CallbackID: id}) {
		t.Errorf("got %+v", got)
	}
	seq := must[State](t)(client.State(ctx)).Seq
	granted[messageView](t, server, "editMessageText", "chat_id", "2", "message_id", strconv.FormatInt(arrived.Last.ID, 10), "text", "You are in")
	changes := must[Changes](t)(client.Changes(ctx, seq, time.Second))
	if len(changes.Messages) != 1 || changes.Messages[0].Text != "You are in" || changes.Messages[0].EditDate == 0 {
		t.Errorf("got %+v", changes)
	}
	arrived = must[Arrived](t)(client.Wait(ctx, Awaited{Chat: 2, Contains: "You are in", AfterNS: arrived.Last.AtNS, Edits: true}))
	if !arrived.OK {
		t.Error("the edit was not seen")
	}
}
