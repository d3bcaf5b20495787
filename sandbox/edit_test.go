package sandbox

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// TestWhatCanBeEdited: of each sort of message some parts can be replaced, and Telegram says why the others cannot.
func TestWhatCanBeEdited(t *testing.T) {
	server := fixture(t)
	sent := func(method string, pairs ...string) string {
		t.Helper()
		return strconv.FormatInt(granted[messageView](t, server, method, append([]string{"chat_id", "1"}, pairs...)...).ID, 10)
	}
	file := func(kind string) string { return server.files.add(kind, kind, "", plainPicture()).FileID }
	album := func(kind string) string {
		media := `{"type":"` + kind + `","media":"` + file(kind) + `"}`
		views := granted[[]messageView](t, server, "sendMediaGroup", "chat_id", "1", "media", "["+media+","+media+"]")
		return strconv.FormatInt(views[1].ID, 10)
	}
	const no = "Bad Request: "
	noText, noCaption, noMedia := no+"there is no text in the message to edit", no+"there is no caption in the message to edit", no+"message media can't be edited"
	fixed, other := no+"message can't be edited", no+"can't change media type in the album"
	for name, c := range map[string]struct {
		id                                  string
		text, caption, photo, document, key string
	}{
		"text":              {sent("sendMessage", "text", "x"), "", noCaption, "", "", ""},
		"photo":             {sent("sendPhoto", "photo", file("photo")), noText, "", "", "", ""},
		"voice":             {sent("sendVoice", "voice", file("voice")), noText, "", noMedia, noMedia, ""},
		"poll":              {sent("sendPoll", "question", "q", "options", `["a","b"]`), noText, noCaption, noMedia, noMedia, ""},
		"place":             {sent("sendLocation", "latitude", "28.4", "longitude", "119.9"), fixed, fixed, fixed, fixed, ""},
		"album":             {album("photo"), noText, "", "", other, ""},
		"album of files":    {album("document"), noText, "", other, "", ""},
		"album of the like": {album("video"), noText, "", "", other, ""},
	} {
		for _, try := range []struct{ want, method, name, value string }{
			{c.text, "editMessageText", "text", "new"},
			{c.caption, "editMessageCaption", "caption", "new"},
			{c.key, "editMessageReplyMarkup", "reply_markup", keys(`{"text":"a","callback_data":"b"}`)},
			{c.photo, "editMessageMedia", "media", `{"type":"photo","media":"` + file("photo") + `","caption":"gone"}`},
			{c.document, "editMessageMedia", "media", `{"type":"document","media":"` + file("document") + `"}`},
		} {
			if got := ask(t, server, try.method, "chat_id", "1", "message_id", c.id, try.name, try.value); got.Description != try.want {
				t.Errorf("%s, %s %s:\n got %q\nwant %q", name, try.method, try.value, got.Description, try.want)
			}
		}
	}
	given := `{"type":"photo","media":"` + file("photo") + `"}`
	id := sent("sendMessage", "text", "x")
	if view := granted[messageView](t, server, "editMessageMedia", "chat_id", "1", "message_id", id, "media", given); view.Text != "" || len(view.Photo) == 0 {
		t.Errorf("a text became %+v", view)
	}
	if got := refused(t, server, "editMessageMedia", "chat_id", "1", "message_id", id, "media", given); got[:len(no)+len("message is not modified")] != no+"message is not modified" {
		t.Errorf("the same again: %s", got)
	}
}

// TestDeleteSomeInTime: one message that is too old keeps the others too; those that are not there are skipped.
func TestDeleteSomeInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := fixture(t)
		time.Sleep(deleteTime + time.Second)
		young := strconv.FormatInt(granted[messageView](t, server, "sendMessage", "chat_id", "1", "text", "x").ID, 10)
		if got := refused(t, server, "deleteMessages", "chat_id", "1", "message_ids", "[1,"+young+"]"); got != "Bad Request: message can't be deleted for everyone" {
			t.Errorf("got %s", got)
		}
		granted[bool](t, server, "deleteMessages", "chat_id", "1", "message_ids", "["+young+",77]")
		if got := refused(t, server, "deleteMessage", "chat_id", "1", "message_id", young); got != "Bad Request: message to delete not found" {
			t.Errorf("got %s", got)
		}
	})
}

// TestPostFormatted: the formatting that a user chose reaches the bot, with what Telegram marks by itself.
func TestPostFormatted(t *testing.T) {
	server := fixture(t)
	must[Posted](t)(server.Send(t.Context(), Post{From: 1, Text: "see /help, 重要", Entities: []Entity{{Type: "bold", Offset: 11, Length: 2}}}))
	updates := granted[[]received](t, server, "getUpdates")
	got := updates[len(updates)-1].Message.Entities
	if len(got) != 2 || got[0].Type != "bot_command" || got[1] != (Entity{Type: "bold", Offset: 11, Length: 2}) {
		t.Errorf("got %+v", got)
	}
}
