package sandbox

import (
	"strconv"
	"strings"
	"testing"
)

// inlineUpdate is the part of an update that the tests of inline mode look at.
type inlineUpdate struct {
	ID     int64           `json:"update_id"`
	Query  inlineQueryView `json:"inline_query"`
	Chosen *chosenView     `json:"chosen_inline_result"`
	Press  *queryView      `json:"callback_query"`
	Said   *messageView    `json:"message"`
}

// offered asks as user 1 in a chat and lets the bot offer two cards, the first of which has a key.
func offered(t *testing.T, server *Server, chat int64) InlineAnswer {
	t.Helper()
	answer := make(chan InlineAnswer)
	go func() {
		asked, err := server.Ask(t.Context(), InlineQuery{User: 1, Chat: chat, Query: "lecture", WaitMS: 5000})
		if err != nil {
			t.Error(err)
		}
		answer <- asked
	}()
	update := latest(t, server)
	if want := map[bool]string{true: "sender", false: "group"}[chat == 0]; update.Query.Query != "lecture" || update.Query.ChatType != want {
		t.Errorf("the bot got %+v", update.Query)
	}
	granted[bool](t, server, "answerInlineQuery", "inline_query_id", update.Query.ID, "next_offset", "2", "results", `[
		{"type":"article","id":"a","title":"t","input_message_content":{"message_text":"<b>card</b>","parse_mode":"HTML"},"reply_markup":`+keys(`{"text":"k","callback_data":"1"}`)+`},
		{"type":"article","id":"b","title":"t","input_message_content":{"message_text":"bare","entities":[{"type":"bold","offset":0,"length":4}]}},
		{"type":"photo","id":"c"}]`)
	return <-answer
}

// latest waits for updates, confirms them and gives the last one.
func latest(t *testing.T, server *Server) inlineUpdate {
	t.Helper()
	updates := granted[[]inlineUpdate](t, server, "getUpdates", "timeout", "5")
	if len(updates) == 0 {
		t.Fatal("no update")
	}
	last := updates[len(updates)-1]
	granted[[]inlineUpdate](t, server, "getUpdates", "offset", strconv.FormatInt(last.ID+1, 10))
	return last
}

// TestChoose: what is chosen stands in the chat as the user's, via the bot, which gets it and hears of the choice.
func TestChoose(t *testing.T) {
	for _, chat := range []int64{0, -5} {
		server := newServer(t, testWorld())
		answer := offered(t, server, chat)
		if !answer.Answered || answer.Next != "2" || !strings.Contains(string(answer.Results), `"a"`) {
			t.Fatalf("got %+v", answer)
		}
		posted := must[Posted](t)(server.Choose(t.Context(), Choice{Query: answer.QueryID, Result: "a", Chat: chat}))
		place := chat
		if place == 0 {
			place = 1
		}
		message := must[[]Message](t)(server.Messages(t.Context(), place, 1))[0]
		if message.ID != posted.MessageID || message.From != 1 || message.Bot || message.Via.Username != "test_bot" || message.Text != "card" ||
			len(message.Entities) != 1 || len(message.Keyboard) != 1 {
			t.Errorf("in the chat stands %+v", message)
		}
		updates := granted[[]inlineUpdate](t, server, "getUpdates")
		if len(updates) != 2 || updates[0].ID != posted.UpdateID || updates[0].Said.From.ID != 1 || updates[0].Said.Via.Username != "test_bot" || updates[0].Said.Chat.ID != place {
			t.Fatalf("the bot got %+v", updates)
		}
		if chosen := updates[1].Chosen; chosen == nil || chosen.Result != "a" || chosen.Query != "lecture" || chosen.From.ID != 1 || chosen.Inline == "" {
			t.Errorf("the bot heard of %+v", chosen)
		}
	}
}

// TestInlineMessage: of a message posted via it, the bot sees and changes what its id allows.
func TestInlineMessage(t *testing.T) {
	server := newServer(t, testWorld())
	answer := offered(t, server, -5)
	must[Posted](t)(server.Choose(t.Context(), Choice{Query: answer.QueryID, Result: "a", Chat: -5}))
	must[Pressed](t)(server.Press(t.Context(), Press{User: 2, Chat: -5, Data: "1"}))
	press := latest(t, server).Press
	if press == nil || press.Inline == "" || press.Message != nil || press.From.ID != 2 {
		t.Fatalf("the bot got %+v", press)
	}
	granted[bool](t, server, "editMessageText", "inline_message_id", press.Inline, "text", "changed")
	message := must[[]Message](t)(server.Messages(t.Context(), -5, 1))[0]
	if message.Text != "changed" || message.EditDate == 0 || message.Keyboard == nil {
		t.Errorf("in the chat stands %+v", message)
	}
	for _, id := range []string{press.Inline, "INLINE-5_99", "INLINE7_1", "x"} { // without keys the bot knows it no more
		if got := refused(t, server, "editMessageText", "inline_message_id", id, "text", "again"); got != "Bad Request: MESSAGE_ID_INVALID" {
			t.Errorf("%s: got %s", id, got)
		}
	}
}

// TestChooseOnlyWhereAllowed: a bot that has not asked for it does not hear which result was chosen.
func TestChooseOnlyWhereAllowed(t *testing.T) {
	server := newServer(t, testWorld())
	granted[[]inlineUpdate](t, server, "getUpdates", "allowed_updates", `["message","inline_query"]`)
	answer := offered(t, server, 0)
	must[Posted](t)(server.Choose(t.Context(), Choice{Query: answer.QueryID, Result: "b"}))
	if updates := granted[[]inlineUpdate](t, server, "getUpdates"); len(updates) != 1 || updates[0].Said == nil || len(updates[0].Said.Entities) != 1 {
		t.Errorf("the bot got %+v", updates)
	}
}

func TestChooseRefusals(t *testing.T) {
	server := newServer(t, testWorld())
	answer := offered(t, server, 0)
	unanswered := must[InlineAnswer](t)(server.Ask(t.Context(), InlineQuery{User: 1, Query: "q"})).QueryID
	for choice, want := range map[Choice]string{
		{Query: unanswered, Result: "a"}:               "no answered inline query",
		{Query: answer.QueryID, Result: "z"}:           "not offered",
		{Query: answer.QueryID, Result: "c"}:           "no text",
		{Query: answer.QueryID, Result: "a", Chat: 2}:  "somebody else",
		{Query: answer.QueryID, Result: "a", Topic: 9}: "no topic 9",
	} {
		if _, err := server.Choose(t.Context(), choice); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: got %v", choice, err)
		}
	}
}
