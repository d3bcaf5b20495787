package bot_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/sandbox"
)

// inline offers what was typed, in two pages.
func (w *world) inline(_ context.Context, request bot.Request) (bot.Offers, error) {
	w.note(request)
	switch request.Text {
	case "panic":
		panic("as wished")
	case "invalid":
		return bot.Offers{}, alliance.Errorf(alliance.Invalid, "as wished")
	case "nothing":
		return bot.Offers{}, nil
	}
	offer := bot.Offer{
		ID: "1", Title: request.Text, Description: string(request.Language) + " " + request.Offset,
		Message: alliance.Message{Text: "<b>said</b>", Keyboard: [][]alliance.Button{{{Text: "open", URL: "https://t.me/" + request.Bot}}}},
	}
	if request.Offset == "2" {
		return bot.Offers{Offers: []bot.Offer{offer}}, nil
	}
	return bot.Offers{Offers: []bot.Offer{offer}, Next: "2"}, nil
}

// TestInline: what is typed after the bot's name in any chat is answered, whatever becomes of it, and makes nobody a member.
func TestInline(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	for _, c := range []struct {
		query, offset string
		says, next    string // title and description of what is offered
	}{
		{" 下周 ", "", "下周: zh ", "2"},
		{"下周", "2", "下周: zh 2", ""},
		{"nothing", "", "", ""},
		{"panic", "", "", ""},
		{"invalid", "", "", ""},
		{"still there", "", "still there: zh ", "2"},
	} {
		answer, err := w.telegram.Ask(t.Context(), sandbox.InlineQuery{User: stranger, Query: c.query, Offset: c.offset, WaitMS: 5000})
		w.check(err)
		var results []struct {
			Title, Description string
			Content            struct {
				Mode string `json:"parse_mode"`
			} `json:"input_message_content"`
		}
		w.check(json.Unmarshal(answer.Results, &results))
		says := ""
		for _, result := range results {
			says += result.Title + ": " + result.Description
			if result.Content.Mode != "HTML" {
				t.Errorf("said as %q", result.Content.Mode)
			}
		}
		if !answer.Answered || !answer.Personal || says != c.says || answer.Next != c.next {
			t.Errorf("%q from %q: got %q and next %q, answered %v", c.query, c.offset, says, answer.Next, answer.Answered)
		}
	}
	if _, err := w.store.Member(t.Context(), stranger); alliance.KindOf(err) != alliance.NotFound {
		t.Errorf("whoever only asked inline is a member: %v", err)
	}
}

// TestOffersChosen: the card that somebody posts via the bot comes to it like any message, and is no question to it: neither in
// the chat with it nor in a group, where the card may answer the bot.
func TestOffersChosen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	w.ask(sandbox.Post{From: anna, Text: "/open"})
	w.ask(sandbox.Post{From: anna, Chat: group, Text: "/open"})
	messages, err := w.telegram.Messages(t.Context(), group, 0)
	w.check(err)
	spoken := messages[len(messages)-1].ID
	answer, err := w.telegram.Ask(t.Context(), sandbox.InlineQuery{User: anna, Query: "下周", WaitMS: 5000})
	w.check(err)
	for _, choice := range []sandbox.Choice{{}, {Chat: group, ReplyTo: spoken}} {
		choice.Query, choice.Result = answer.QueryID, "1"
		if _, err := w.telegram.Choose(t.Context(), choice); err != nil {
			t.Fatal(err)
		}
	}
	for _, chat := range []int64{0, group} { // in order: had the card been answered, that would stand before this
		w.ask(sandbox.Post{From: anna, Chat: chat, Text: "/open"})
	}
	if private, public := w.said(anna), w.said(group); len(private) != 2 || len(public) != 2 {
		t.Errorf("the bot answered its own card: %q, %q", private, public)
	}
}

// TestAnswerInGroup: what a group is asked its administrators answer by a reply to the question, and nothing else is taken for an answer;
// they can call it off, also by a word.
func TestAnswerInGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	last := func() int64 {
		t.Helper()
		messages, err := w.telegram.Messages(t.Context(), group, 0)
		w.check(err)
		return messages[len(messages)-1].ID
	}
	in := func(from int64, text string, replyTo int64, want string) {
		t.Helper()
		if got := w.ask(sandbox.Post{From: from, Chat: group, Text: text, ReplyTo: replyTo}); got != want {
			t.Errorf("%q by %d: got %q, want %q", text, from, got, want)
		}
	}
	in(zhang, "/open", 0, "opened zh")
	other := last()
	in(zhang, "/seat", 0, "which seat?")
	question := last()
	in(anna, "7", question, "chairs_only zh")
	in(zhang, "@our_bot 7", 0, "heard 1")
	in(zhang, "7", other, "heard 1")
	in(zhang, "打开", question, "seated zh")
	in(anna, "/stop@our_bot", 0, "chairs_only zh")
	in(zhang, "/stop@our_bot", 0, "stopped true")
	in(zhang, "7", question, "heard 1")
	in(zhang, "/seat", 0, "which seat?")
	in(zhang, "停", last(), "stopped true")
	in(zhang, "/stop", 0, "stopped false")
}

// TestChairs: what only administrators of a group may do, they may and others may not; in private everybody may.
func TestChairs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	for _, c := range []struct {
		post sandbox.Post
		says string
	}{
		{sandbox.Post{From: anna, Chat: group, Text: "/chair"}, "chairs_only zh"},
		{sandbox.Post{From: zhang, Chat: group, Text: "/chair"}, "chaired zh"}, // its creator
		{sandbox.Post{From: owner, Chat: group, Text: "/chair"}, "chaired zh"}, // of the bot
		{sandbox.Post{From: anna, Text: "/chair"}, "chaired en"},
	} {
		if got := w.ask(c.post); got != c.says {
			t.Errorf("%+v: got %q, want %q", c.post, got, c.says)
		}
	}
	payload := []byte(`{"update_id":779,"message":{"message_id":50,"date":1,"text":"/chair","from":{"id":1087968824,"is_bot":true,"first_name":"Group","username":"GroupAnonymousBot"},
		"sender_chat":{"id":-5,"type":"supergroup","title":"Group"},"chat":{"id":-5,"type":"supergroup","title":"Group"}}}`)
	before := time.Now().UnixNano()
	w.check(w.intake.Accept(t.Context(), w.handling, read(payload)))
	if got := w.answered(group, before); got != "chaired zh" {
		t.Errorf("an anonymous administrator: got %q", got)
	}
	w.fault(sandbox.Fault{Action: "chat_not_found", Methods: []string{"getChatMember"}, Count: 1})
	if got := w.ask(sandbox.Post{From: zhang, Chat: group, Text: "/chair"}); got != "chairs_only zh" {
		t.Errorf("where Telegram does not say who administers: got %q", got)
	}
	messages, err := w.telegram.Messages(t.Context(), group, 0)
	w.check(err)
	keyboard := messages[len(messages)-3].ID
	for user, says := range map[int64]string{anna: "toast chairs_only zh", zhang: "done"} {
		pressed, err := w.telegram.Press(t.Context(), sandbox.Press{User: user, Chat: group, Message: keyboard, Data: alliance.ButtonData("chair"), WaitMS: 5000})
		w.check(err)
		if pressed.Text != says {
			t.Errorf("%d pressed: got %q, want %q", user, pressed.Text, says)
		}
	}
}
