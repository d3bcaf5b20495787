package store

import (
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

func TestChats(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		_, err := store.Chat(ctx, -7)
		fails(t, "no chat", err, alliance.NotFound)
		must(t, store.SetChatLanguage(ctx, -7, alliance.English))
		_, err = store.Chat(ctx, -7)
		fails(t, "a language alone", err, alliance.NotFound)
		want := alliance.Chat{
			ID: -7, Title: "Teachers", Kind: alliance.Supergroup, Forum: true, Topics: map[int64]alliance.Topic{5: {Name: "News", Closed: true}},
			Unreachable: alliance.NoRight, Topic: 5, Language: alliance.English,
		}
		got, err := store.ChangeChat(ctx, -7, func(chat *alliance.Chat) {
			same(t, "new chat", *chat, alliance.Chat{ID: -7})
			*chat = want
		})
		must(t, err)
		same(t, "written", got, want)
		got, err = store.Chat(ctx, -7)
		must(t, err)
		same(t, "read", got, want)
		other, err := store.ChangeChat(ctx, -8, func(chat *alliance.Chat) { chat.Title = "Heads" })
		must(t, err)
		all, err := store.Chats(ctx)
		must(t, err)
		same(t, "all", all, []alliance.Chat{other, want})
	})
}

// TestSubscribedTimes: reminders are looked for at the times that a group has chosen, until none has chosen them.
func TestSubscribedTimes(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		lead := 3 * time.Hour
		set := func(subscriber *alliance.Member) {
			t.Helper()
			_, err := store.ChangeChat(ctx, -7, func(chat *alliance.Chat) { chat.Subscriber = subscriber })
			must(t, err)
		}
		has := func() bool {
			t.Helper()
			must(t, store.ForgetSlots(ctx))
			slots, err := store.slots(ctx)
			must(t, err)
			for _, slot := range slots {
				if slot.lead == lead {
					return true
				}
			}
			return false
		}
		for _, want := range []bool{true, false} {
			subscriber := &alliance.Member{ID: -7, Leads: []time.Duration{lead}}
			if !want {
				subscriber = nil
			}
			set(subscriber)
			same(t, "time is known", has(), want)
		}
	})
}

// TestMigrateChat: what a group is, and has subscribed to, is found under its old id and its new one, and it is one chat.
func TestMigrateChat(t *testing.T) {
	const from, to = -7, -1001234567890
	for _, known := range []bool{false, true} {
		onEveryEngine(t, func(t *testing.T, store *Store) {
			ctx := t.Context()
			want := alliance.Chat{ID: to, Title: "Teachers", Kind: alliance.Supergroup, Subscriber: &alliance.Member{ID: to, Kinds: []alliance.Kind{alliance.Lecture}}}
			_, err := store.ChangeChat(ctx, from, func(chat *alliance.Chat) {
				chat.Title, chat.Kind, chat.Unreachable = "Teachers", alliance.BasicGroup, "not a member"
				chat.Subscriber = &alliance.Member{ID: from, Kinds: []alliance.Kind{alliance.Lecture}}
			})
			must(t, err)
			if known { // Telegram tells of the new group before it tells of the old one
				want.Title, want.Forum = "Newer", true
				_, err := store.ChangeChat(ctx, to, func(chat *alliance.Chat) { chat.Title, chat.Kind, chat.Forum = "Newer", alliance.Supergroup, true })
				must(t, err)
			}
			for range 2 {
				must(t, store.Migrate(ctx, from, to))
				for _, id := range []int64{from, to} {
					got, err := store.Chat(ctx, id)
					must(t, err)
					same(t, "chat", got, want)
				}
				all, err := store.Chats(ctx)
				must(t, err)
				same(t, "all", all, []alliance.Chat{want})
			}
			changed, err := store.ChangeChat(ctx, from, func(chat *alliance.Chat) { chat.Unreachable = "kicked" })
			must(t, err)
			same(t, "changed by the old id", changed.ID, int64(to))
		})
	}
}

// TestPlaces: the topics of a forum are recipients of their own, and called by their names in a report.
func TestPlaces(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		_, err := store.ChangeChat(ctx, -7, func(chat *alliance.Chat) {
			chat.Title, chat.Topics = "Teachers", map[int64]alliance.Topic{5: {Name: "News"}}
		})
		must(t, err)
		begun := broadcast("b", now)
		begun.Audience.Chats = []alliance.Place{{Chat: -7}, {Chat: -7, Topic: 5}, {Chat: -9}}
		same(t, "begun", begin(t, store, begun), true)
		must(t, store.Append(ctx, "b", "0", "end", []dispatch.Recipient{{Chat: -7}, {Chat: -7, Topic: 5}, {Chat: -9, Skipped: "kicked"}}))
		lease := now.Add(time.Minute)
		leased, err := store.Lease(ctx, "b", now, lease, 9)
		must(t, err)
		same(t, "leased", leased, begun.Audience.Chats[:2])
		sent, closed := alliance.Outcome{State: alliance.Sent, Messages: []int64{1}}, alliance.Outcome{State: alliance.Failed, Reason: "topic closed"}
		settled, err := store.Settle(ctx, "b", []dispatch.Settlement{{Chat: -7, Lease: lease, Outcome: sent}, {Chat: -7, Topic: 5, Lease: lease, Outcome: closed}})
		must(t, err)
		same(t, "settled", settled, 2)
		got, err := store.Places(ctx, begun)
		must(t, err)
		same(t, "places", got, []alliance.PlaceOutcome{
			{Place: alliance.Place{Chat: -7}, Name: "Teachers", Kind: alliance.GroupPlace, Outcome: sent},
			{Place: alliance.Place{Chat: -7, Topic: 5}, Name: "Teachers › News", Kind: alliance.TopicPlace, Outcome: closed},
			{Place: alliance.Place{Chat: -9}, Name: "-9", Kind: alliance.GroupPlace, Outcome: alliance.Outcome{State: alliance.Skipped, Reason: "kicked"}},
		})
		edit := alliance.Dispatch{ID: "e", Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Created: now}
		same(t, "edited", begin(t, store, edit), true)
		got, err = store.Places(ctx, edit)
		must(t, err)
		same(t, "places of the edit", len(got), 3)
		must(t, store.Append(ctx, "e", "0", "end", []dispatch.Recipient{{Chat: -7}}))
		_, err = store.Lease(ctx, "e", now, lease, 9)
		must(t, err)
		_, err = store.Settle(ctx, "e", []dispatch.Settlement{{Chat: -7, Lease: lease, Outcome: sent}})
		must(t, err)
		done, err := store.Conclude(ctx, "e", now)
		must(t, err)
		same(t, "edit done", done, true)
		edit, err = store.Dispatch(ctx, "e")
		must(t, err)
		got, err = store.Places(ctx, edit)
		must(t, err)
		same(t, "places that the edit was for", got, []alliance.PlaceOutcome{{Place: alliance.Place{Chat: -7}, Name: "Teachers", Kind: alliance.GroupPlace, Outcome: sent}})
		received, err := store.Received(ctx, "b", alliance.Place{Chat: -7})
		must(t, err)
		same(t, "received", received, true)
	})
}

// TestUnknownChatStaysUnknown: to look at a group of which nothing is known makes none of it.
func TestUnknownChatStaysUnknown(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		_, err := store.ChangeChat(t.Context(), -7, func(*alliance.Chat) {})
		must(t, err)
		chats, err := store.Chats(t.Context())
		must(t, err)
		same(t, "known", len(chats), 0)
	})
}
