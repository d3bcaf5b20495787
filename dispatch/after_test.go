package dispatch_test

import (
	"maps"
	"slices"
	"testing"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// album posts pictures that belong together and gives them as sources.
func (w *world) album(pictures int) (sources []alliance.Source) {
	w.Helper()
	for i := range pictures {
		post := sandbox.Post{From: author, Photo: true, Album: "1"}
		if i == 0 {
			post.Caption = "照片"
		}
		posted, err := w.telegram.Send(w.Context(), post)
		w.check(err)
		sources = append(sources, alliance.Source{Chat: author, Message: posted.MessageID})
	}
	return sources
}

// photo posts a picture with a caption and gives it as a source.
func (w *world) photo() []alliance.Source { return w.album(1) }

// shown lists what a chat shows of the bot: deleted messages are not.
func (w *world) shown(chat int64) []sandbox.Message {
	w.Helper()
	return slices.DeleteFunc(w.got(chat), func(message sandbox.Message) bool { return message.Deleted })
}

// TestAlbum is copied in its order, with its buttons below; the ledger knows all its messages.
func TestAlbum(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Receipt: true,
			Content: alliance.Content{Sources: w.album(3), Links: []alliance.Link{{Text: "网站", URL: "https://example.org"}}},
		})
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != 3 {
			t.Errorf("tally %+v", tally)
		}
		for id := author; id <= 3; id++ {
			got := w.got(id)
			if len(got) != 4 || got[0].Caption != "照片" || got[2].Album != got[0].Album || got[2].Media == nil {
				t.Fatalf("member %d got %+v", id, got)
			}
			ids := []int64{got[0].ID, got[1].ID, got[2].ID, got[3].ID}
			if outcome := w.outcome("b", id); !slices.Equal(outcome.Messages, ids) {
				t.Errorf("the ledger knows %v of %v", outcome.Messages, ids)
			}
			if keys := got[3].Keyboard; len(keys) != 2 || keys[0][0].URL != "https://example.org" || keys[1][0].Data != "1:got:b" || keys[1][0].Text != "Received" {
				t.Errorf("buttons %+v", keys)
			}
		}
	})
}

// TestAlbumWithoutItsButtons: an album is not sent twice because its buttons could not be sent.
func TestAlbumWithoutItsButtons(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 0)
		w.fault(sandbox.Fault{Action: "drop_reply", Methods: []string{"sendMessage"}})
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Sources: w.album(2)}})
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != 1 || len(w.got(author)) != 3 {
			t.Errorf("tally %+v, %d messages", tally, len(w.got(author)))
		}
	})
}

// TestAlbumWhoseButtonsMustWait: where its buttons may only be sent after the lease, the album is settled without them.
func TestAlbumWhoseButtonsMustWait(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 0)
		w.fault(sandbox.Fault{Action: "429", RetryAfter: 62, Methods: []string{"sendMessage"}, Count: 1})
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Sources: w.album(2)}})
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != 1 || len(w.got(author)) != 2 {
			t.Errorf("tally %+v, %d messages", tally, len(w.got(author)))
		}
	})
}

// TestVersions: each member gets their language, with its links and the button to confirm.
func TestVersions(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 1)
		w.change(2, func(member *alliance.Member) { member.Language = alliance.Chinese })
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Text: "通知"},
			Versions: map[alliance.Language]alliance.Content{alliance.English: {Text: "Notice", Links: []alliance.Link{{Text: "Site", URL: "https://example.org"}}}},
		})
		w.dispatcher()
		w.await("b")
		english, chinese := w.got(1)[0], w.got(2)[0]
		if english.Text != "Notice" || len(english.Keyboard) != 2 || chinese.Text != "通知" || len(chinese.Keyboard) != 1 || chinese.Keyboard[0][0].Text != "收到" {
			t.Errorf("got %q %+v and %q %+v", english.Text, english.Keyboard, chinese.Text, chinese.Keyboard)
		}
	})
}

// TestEdit changes what everybody has got, whatever it was, and keeps the button to confirm.
func TestEdit(t *testing.T) {
	for name, c := range map[string]struct {
		content func(*world) alliance.Content
		shows   func(sandbox.Message) string
		buttons int
	}{
		"text":  {func(*world) alliance.Content { return alliance.Content{Text: "old"} }, func(m sandbox.Message) string { return m.Text }, 1},
		"photo": {func(w *world) alliance.Content { return alliance.Content{Sources: w.photo()} }, func(m sandbox.Message) string { return m.Caption }, 1},
		"album": {func(w *world) alliance.Content { return alliance.Content{Sources: w.album(2)} }, func(m sandbox.Message) string { return m.Caption }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(t *testing.T) {
				w := newWorld(t, 20)
				w.check(w.telegram.Block(t.Context(), 5, true))
				w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: c.content(w)})
				wake, _ := w.dispatcher()
				w.await("b")
				w.fault(sandbox.Fault{Action: "500", Methods: []string{"editMessageText", "editMessageCaption"}, Count: 3})
				for _, edit := range []string{"first", "second"} { // the same again changes nothing, and is no failure
					w.begin(alliance.Dispatch{ID: edit, Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Content: alliance.Content{Text: "new <text>"}})
					wake()
					if tally := w.await(edit); tally.Sent != 20 || tally.Total != 20 {
						t.Errorf("%s: tally %+v", edit, tally)
					}
				}
				for id := author; id <= 21; id++ {
					if got := w.got(id); id != 5 && (c.shows(got[0]) != "new <text>" || len(got[0].Keyboard) != c.buttons) {
						t.Errorf("member %d sees %q %+v", id, c.shows(got[0]), got[0].Keyboard)
					}
				}
			})
		})
	}
}

// TestGroups: a broadcast to groups goes to no member, follows a group that has become a supergroup, and is edited there.
func TestGroups(t *testing.T) {
	play(t, func(t *testing.T) {
		const super = int64(-1_000_000_002_001)
		w := newWorld(t, 2)
		w.check(w.telegram.Migrate(t.Context(), group, super))
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "old"},
			Audience: alliance.Audience{Chats: []alliance.Place{{Chat: group}, {Chat: hall}, {Chat: -2003}, {Chat: group}}},
		})
		wake, _ := w.dispatcher()
		if tally := w.await("b"); tally.Sent != 2 || tally.Total != 3 || !maps.Equal(tally.Reasons, map[string]int{"chat not found": 1}) {
			t.Errorf("tally %+v", tally)
		}
		w.begin(alliance.Dispatch{ID: "e", Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Content: alliance.Content{Text: "new"}})
		wake()
		if tally := w.await("e"); tally.Sent != 2 || tally.Total != 2 {
			t.Errorf("edit: tally %+v", tally)
		}
		for _, chat := range []int64{super, hall} {
			if got := w.got(chat); len(got) != 1 || got[0].Text != "new" {
				t.Errorf("chat %d got %+v", chat, got)
			}
		}
		if got := w.got(author); len(got) != 0 {
			t.Errorf("a member got %+v", got)
		}
		w.begin(alliance.Dispatch{
			ID: "both", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "both"},
			Audience: alliance.Audience{Chats: []alliance.Place{{Chat: hall}}, Languages: []alliance.Language{alliance.English}},
		})
		wake()
		if tally := w.await("both"); tally.Sent != 4 {
			t.Errorf("members and a group: tally %+v", tally)
		}
	})
}
