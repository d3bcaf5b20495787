package dispatch_test

import (
	"maps"
	"testing"

	"alliancebot/alliance"
)

// TestMoveAfterBroadcast: what a group got before it became a supergroup stays behind, and another message that has its number is
// neither edited nor deleted; what it got afterwards is, by whichever id it was named.
func TestMoveAfterBroadcast(t *testing.T) {
	play(t, func(t *testing.T) {
		const super = int64(-1_000_000_002_001)
		w := newWorld(t, 0)
		w.chat(group, func(chat *alliance.Chat) { chat.Title = "group" })
		announce := func(id string) {
			w.begin(alliance.Dispatch{
				ID: id, Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: id}, Audience: alliance.Audience{Chats: []alliance.Place{{Chat: group}}},
			})
		}
		talk := func(chat int64) {
			for range 5 {
				_, err := w.sender.Send(t.Context(), alliance.Turn{}, alliance.Place{Chat: chat}, alliance.Message{Text: "other"}, 0)
				w.check(err)
			}
		}
		talk(group)
		announce("before")
		wake, _ := w.dispatcher()
		w.await("before")
		w.check(w.telegram.Migrate(t.Context(), group, super))
		talk(super)
		announce("after")
		wake()
		w.await("after")
		change := func(id, of string, task alliance.Task) alliance.Tally {
			w.begin(alliance.Dispatch{ID: id, Purpose: alliance.ForBroadcast, Task: task, Of: of, Content: alliance.Content{Text: "changed"}})
			wake()
			return w.await(id)
		}
		for _, task := range []alliance.Task{alliance.Edit, alliance.Recall} { // in this order: what was recalled takes no edit
			id := "before-" + string(task)
			if tally := change(id, "before", task); tally.Sent != 0 || !maps.Equal(tally.Reasons, map[string]int{"group moved": 1}) {
				t.Errorf("%s: %+v", id, tally)
			}
		}
		if tally := change("after-e", "after", alliance.Edit); tally.Sent != 1 {
			t.Errorf("edit: %+v", tally)
		}
		for number, message := range w.got(super) {
			want := "other"
			if number == 5 {
				want = "changed"
			}
			if message.Text != want || message.Deleted {
				t.Errorf("message %d is %+v, want %q", number, message, want)
			}
		}
		if tally := change("after-r", "after", alliance.Recall); tally.Sent != 1 || !w.got(super)[5].Deleted {
			t.Errorf("recall: %+v, %+v", tally, w.got(super)[5])
		}
	})
}
