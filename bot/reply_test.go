package bot_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/sandbox"
)

// answers has the handler of a command reply so, to somebody who asks.
func (w *world) answers(reply bot.Reply) {
	w.Helper()
	w.write(sandbox.Post{From: zhang, Text: "hello"}) // starts the bot
	w.router.Table.Commands = append(w.router.Table.Commands, bot.Command{
		Name: "wish", Role: alliance.Ordinary, Handle: func(context.Context, bot.Request) (bot.Reply, error) { return reply, nil },
	})
	w.receives(zhang, `"text":"/wish"`)
	w.router.Table.Commands = w.router.Table.Commands[:len(w.router.Table.Commands)-1]
}

// receives handles a message as it comes from Telegram.
func (w *world) receives(from int64, content string) {
	w.Helper()
	payload := fmt.Sprintf(`{"update_id":1,"message":{"message_id":1,"date":1,"from":{"id":%d,"first_name":"X"},"chat":{"id":%d,"type":"private"},%s}}`, from, from, content)
	update, err := bot.ReadUpdate([]byte(payload))
	w.check(err)
	w.check(w.router.Handle(w.Context(), update))
}

// fromBot are the messages of the bot in a chat, the oldest first.
func (w *world) fromBot(chat int64) []sandbox.Message {
	w.Helper()
	messages, err := w.telegram.Messages(w.Context(), chat, 0)
	w.check(err)
	return slices.DeleteFunc(messages, func(message sandbox.Message) bool { return !message.Bot })
}

// TestAlbumGoesToItsDraft: a command that waits for nothing more still gets the other parts of its album, and nothing else.
func TestAlbumGoesToItsDraft(t *testing.T) {
	w := newWorld(t)
	w.write(sandbox.Post{From: admin, Text: "hello"}) // starts the bot
	w.check(w.store.SetDraft(t.Context(), admin, alliance.Draft{ID: "1", Command: "compose", Album: "a"}))
	const photo = `"photo":[{"file_id":"f","file_unique_id":"u","width":1,"height":1}],"caption":" 海报 ",`
	w.receives(admin, photo+`"media_group_id":"a"`)
	w.receives(admin, photo+`"media_group_id":"b"`)
	w.receives(admin, `"text":"next"`)
	var got []string
	for _, request := range w.requests() {
		got = append(got, request.Album+" "+request.Caption+request.Text)
	}
	said := w.said(admin)
	if want := []string{"a 海报", "b 海报", " next"}; !slices.Equal(got, want) {
		t.Errorf("requests %q, want %q", got, want)
	}
	if want := []string{"composed zh", "heard 0", "heard 4"}; !slices.Equal(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
}

// TestReplyInOrder: copies with their buttons, messages and a document arrive in order, and the handler hears the id of the last
// message.
func TestReplyInOrder(t *testing.T) {
	w := newWorld(t)
	one := w.write(sandbox.Post{From: zhang, Photo: true, Caption: "一"}).MessageID
	two := w.write(sandbox.Post{From: zhang, Photo: true}).MessageID
	var said int64
	w.answers(bot.Reply{
		Messages: []alliance.Message{
			{Sources: []alliance.Source{{Chat: zhang, Message: one}}, Keyboard: [][]alliance.Button{{{Text: "收到", Data: "1:got:x"}}}},
			{Sources: []alliance.Source{{Chat: zhang, Message: one}, {Chat: zhang, Message: two}}},
			{Text: "预览"},
		},
		Document: &alliance.Document{Name: "明细.xlsx", Bytes: []byte("x")},
		Said:     func(_ context.Context, id int64) error { said = id; return nil },
	})
	messages := w.fromBot(zhang)
	if len(messages) != 5 {
		t.Fatalf("%d messages: %+v", len(messages), messages)
	}
	if messages[0].Caption != "一" || len(messages[0].Keyboard) != 1 || len(messages[1].Keyboard) != 0 || messages[3].Text != "预览" || messages[3].ID != said {
		t.Errorf("said %d: %+v", said, messages)
	}
	if media := messages[4].Media; media == nil || media.Type != "document" {
		t.Errorf("document %+v", messages[4])
	}
}

// TestRefusedReply: what Telegram refuses is said to be so, in place of the rest.
func TestRefusedReply(t *testing.T) {
	w := newWorld(t)
	w.answers(bot.Reply{
		Messages: []alliance.Message{{Sources: []alliance.Source{{Chat: zhang, Message: 4711}}}, {Text: "预览"}},
		Refused:  &alliance.Message{Text: "不允许"},
		Said:     func(context.Context, int64) error { t.Error("heard of a message that was not said"); return nil },
	})
	if said := w.said(zhang); !slices.Equal(said, []string{"不允许"}) {
		t.Errorf("said %q", said)
	}
}

// TestEditOfAnother replaces a message that was not pressed.
func TestEditOfAnother(t *testing.T) {
	w := newWorld(t)
	w.answers(bot.Reply{Messages: []alliance.Message{{Text: "旧"}}})
	old := w.fromBot(zhang)[0].ID
	w.answers(bot.Reply{Edit: &alliance.Message{Text: "新"}, EditID: old})
	if said := w.said(zhang); !slices.Equal(said, []string{"新"}) {
		t.Errorf("said %q", said)
	}
}
