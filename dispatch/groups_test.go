package dispatch_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/sandbox"
)

// opens opens a topic of the forum.
func (w *world) opens(name string) int64 {
	w.Helper()
	id, err := w.telegram.ChangeTopic(w.Context(), sandbox.Topic{Chat: forum, Action: "open", Name: name})
	w.check(err)
	w.chat(forum, func(chat *alliance.Chat) {
		if chat.Topics == nil {
			chat.Topics = map[int64]alliance.Topic{}
		}
		chat.Forum, chat.Topics[id] = true, alliance.Topic{Name: name}
	})
	return id
}

func (w *world) chat(id int64, change func(*alliance.Chat)) {
	w.Helper()
	_, err := w.store.ChangeChat(w.Context(), id, change)
	w.check(err)
}

// subscribes subscribes a chat to lectures an hour before.
func (w *world) subscribes(id, topic int64, change func(*alliance.Member)) {
	w.Helper()
	w.chat(id, func(chat *alliance.Chat) {
		subscribed := chat.Subscribed()
		subscribed.Kinds, subscribed.Leads = []alliance.Kind{alliance.Lecture}, []time.Duration{time.Hour}
		if change != nil {
			change(&subscribed)
		}
		chat.Subscriber, chat.Topic = &subscribed, topic
	})
}

// saidIn are the texts that the bot has said in a topic of the forum.
func (w *world) saidIn(topic int64) []string {
	w.Helper()
	var texts []string
	for _, message := range w.got(forum) {
		if message.Topic == topic {
			texts = append(texts, message.Text+message.Caption)
		}
	}
	return texts
}

// TestTopics: a broadcast goes to members and to several topics of one forum, each once; those closed or gone fail with that reason,
// are not chosen any more, and can be retried; edit and recall find what arrived.
func TestTopics(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		open, closed, gone := w.opens("open"), w.opens("closed"), w.opens("gone")
		change := func(topic int64, action string) {
			t.Helper()
			_, err := w.telegram.ChangeTopic(t.Context(), sandbox.Topic{Chat: forum, Topic: topic, Action: action})
			w.check(err)
		}
		change(closed, "close")
		change(gone, "delete")
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "old"}, Audience: alliance.Audience{Members: true, Chats: []alliance.Place{
				{Chat: forum}, {Chat: forum, Topic: open}, {Chat: forum, Topic: closed}, {Chat: forum, Topic: gone}, {Chat: forum, Topic: open},
			}},
		})
		wake, _ := w.dispatcher()
		if tally := w.await("b"); tally.Sent != 5 || tally.Total != 7 || !maps.Equal(tally.Reasons, map[string]int{"topic closed": 1, "topic gone": 1}) {
			t.Errorf("tally %+v", tally)
		}
		if chat, err := w.store.Chat(t.Context(), forum); err != nil || !chat.Present() || len(chat.OpenTopics()) != 1 {
			t.Errorf("the forum is %+v, %v", chat, err)
		}
		change(closed, "reopen")
		if _, err := w.store.Retry(t.Context(), "b"); err != nil {
			t.Fatal(err)
		}
		wake()
		if tally := w.await("b"); tally.Sent != 6 || tally.Failed != 1 {
			t.Errorf("after trying again %+v", tally)
		}
		w.begin(alliance.Dispatch{ID: "e", Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Content: alliance.Content{Text: "new"}})
		wake()
		if tally := w.await("e"); tally.Sent != 6 || tally.Total != 6 {
			t.Errorf("edit: %+v", tally)
		}
		for _, topic := range []int64{0, open, closed} {
			if got := w.saidIn(topic); len(got) != 1 || got[0] != "new" {
				t.Errorf("topic %d got %q", topic, got)
			}
		}
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b"})
		wake()
		if tally := w.await("r"); tally.Sent != 6 || tally.Total != 6 {
			t.Errorf("recall: %+v", tally)
		}
		for _, message := range w.got(forum) {
			if !message.Deleted {
				t.Errorf("still there: %+v", message)
			}
		}
	})
}

// TestUnreachedGroups: what is for those whom an earlier broadcast has not reached goes to the groups that it has not reached either, but
// not to those that it has reached meanwhile; a recall finds them. Where those reached are left out, groups are too.
func TestUnreachedGroups(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 1)
		open, closed := w.opens("open"), w.opens("closed")
		topic := func(topic int64, action string) {
			t.Helper()
			_, err := w.telegram.ChangeTopic(t.Context(), sandbox.Topic{Chat: forum, Topic: topic, Action: action})
			w.check(err)
		}
		topic(closed, "close")
		w.fault(sandbox.Fault{Action: "chat_not_found", Methods: []string{"send"}, Chat: hall, Count: 1})
		all := []alliance.Place{{Chat: forum, Topic: open}, {Chat: forum, Topic: closed}, {Chat: group}, {Chat: hall}}
		w.begin(alliance.Dispatch{
			ID: "a", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "first"}, Audience: alliance.Audience{Members: true, Chats: all},
		})
		wake, _ := w.dispatcher()
		if tally := w.await("a"); tally.Sent != 4 || tally.Total != 6 {
			t.Errorf("first: %+v", tally)
		}
		topic(closed, "reopen")
		unreached := alliance.Audience{Of: "a", Which: alliance.WhichUnreached, Drawn: all[1:3]} // as composed before the group was reached, and the hall was not
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "second"}, Audience: unreached})
		wake()
		if tally := w.await("b"); tally.Sent != 1 || tally.Total != 1 {
			t.Errorf("second: %+v", tally)
		}
		unreached.Chats, unreached.Exclude = all[3:], &alliance.Audience{Of: "b", Which: alliance.WhichReached}
		w.begin(alliance.Dispatch{ID: "c", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "third"}, Audience: unreached})
		wake()
		if tally := w.await("c"); tally.Sent != 1 || tally.Total != 1 {
			t.Errorf("third: %+v", tally)
		}
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b"})
		wake()
		if tally := w.await("r"); tally.Sent != 1 || tally.Total != 1 || len(w.saidIn(closed)) != 1 {
			t.Errorf("recall: %+v", tally)
		}
		for chat, want := range map[int64]int{group: 1, hall: 1, author: 1} {
			if got := w.got(chat); len(got) != want {
				t.Errorf("chat %d got %d messages, want %d: %+v", chat, len(got), want, got)
			}
		}
	})
}

// TestAlbumInTopic: an album and its buttons go to the topic.
func TestAlbumInTopic(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 1)
		topic := w.opens("news")
		var sources []alliance.Source
		for _, caption := range []string{"one", "two"} {
			posted, err := w.telegram.Send(t.Context(), sandbox.Post{From: author, Photo: true, Caption: caption, Album: "a"})
			w.check(err)
			sources = append(sources, alliance.Source{Chat: author, Message: posted.MessageID})
		}
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Sources: sources, Media: true},
			Audience: alliance.Audience{Chats: []alliance.Place{{Chat: forum, Topic: topic}}},
		})
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != 1 || tally.Total != 1 {
			t.Errorf("tally %+v", tally)
		}
		if got := w.saidIn(topic); len(got) != 3 || got[0] != "one" || got[1] != "two" {
			t.Errorf("the topic got %q", got)
		}
	})
}

// TestLostGroups: one that has put the bot out is skipped with the reason and not tried again; one in which it may not write is, since
// nobody tells when it may again.
func TestLostGroups(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 1)
		for _, id := range []int64{group, hall} {
			w.chat(id, func(chat *alliance.Chat) { chat.Title = "group" })
		}
		stand := func(chat int64, status string) {
			t.Helper()
			w.check(w.telegram.Stand(t.Context(), sandbox.Standing{Chat: chat, Status: status}))
		}
		stand(group, "kicked")
		stand(hall, "restricted")
		wake, _ := w.dispatcher()
		send := func(id string) (alliance.Tally, int64) {
			t.Helper()
			before, err := w.telegram.Stats(t.Context())
			w.check(err)
			tried := before.Requests["sendMessage"]
			w.begin(alliance.Dispatch{
				ID: id, Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: id}, Audience: alliance.Audience{Chats: []alliance.Place{{Chat: group}, {Chat: hall}}},
			})
			wake()
			tally := w.await(id)
			after, err := w.telegram.Stats(t.Context())
			w.check(err)
			return tally, after.Requests["sendMessage"] - tried
		}
		want := map[string]int{"kicked": 1, alliance.NoRight: 1}
		if tally, tries := send("first"); !maps.Equal(tally.Reasons, want) || tries != 2 {
			t.Errorf("first: %+v after %d tries", tally, tries)
		}
		if tally, tries := send("second"); !maps.Equal(tally.Reasons, want) || tries != 1 {
			t.Errorf("second: %+v after %d tries", tally, tries)
		}
		stand(hall, "member")
		if tally, _ := send("third"); tally.Sent != 1 || !maps.Equal(tally.Reasons, map[string]int{"kicked": 1}) {
			t.Errorf("third: %+v", tally)
		}
		if chat, err := w.store.Chat(t.Context(), hall); err != nil || chat.Unreachable != "" {
			t.Errorf("the group that can be reached again is %+v, %v", chat, err)
		}
	})
}

// TestSubscribedGroups: groups get a reminder, a notice and a digest as members do, in their language and in the topic that was chosen,
// each once; nobody else is told by that.
func TestSubscribedGroups(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 0)
		w.change(author, func(member *alliance.Member) { member.Kinds, member.NoWeekly = []alliance.Kind{}, true })
		topic := w.opens("news")
		w.subscribes(forum, topic, nil)
		w.check(w.store.SetChatLanguage(t.Context(), forum, alliance.English))
		w.subscribes(group, 0, func(member *alliance.Member) { member.NoWeekly = false })
		w.subscribes(hall, 0, func(member *alliance.Member) { member.Leads = []time.Duration{3 * time.Hour} })
		w.chat(-2003, func(chat *alliance.Chat) { chat.Title = "nothing chosen" })
		before := w.lecture(time.Hour, nil)
		wake, _ := w.dispatcher()
		w.begin(reminder(before, time.Hour))
		if tally := w.await(reminder(before, time.Hour).ID); tally.Sent != 2 || tally.Total != 2 {
			t.Errorf("reminder: %+v", tally)
		}
		if got := w.saidIn(topic); len(got) != 1 || !strings.Contains(got[0], "Lecture in") || len(w.got(forum)) != 1 {
			t.Errorf("the topic got %q", got)
		}
		for _, message := range append(w.got(forum), w.got(group)...) {
			if len(message.Keyboard) != 1 || len(message.Keyboard[0]) != 1 {
				t.Errorf("under a reminder to all: %+v", message.Keyboard)
			}
		}
		after := w.lecture(0, func(event *alliance.Event) { event.Start, event.Venue = before.Start, "实训楼 301" })
		w.begin(noticeOf(before, after))
		wake()
		if tally := w.await("n-" + after.ID); tally.Sent != 2 || tally.Total != 2 {
			t.Errorf("notice: %+v", tally)
		}
		covers := alliance.Span{From: w.clock.now().UTC(), To: w.clock.now().Add(24 * time.Hour).UTC()}
		w.begin(alliance.Dispatch{ID: "d", Purpose: alliance.ForDigest, Digest: alliance.Weekly, Covers: covers})
		wake()
		if tally := w.await("d"); tally.Sent != 1 || tally.Total != 1 {
			t.Errorf("digest: %+v", tally)
		}
		for chat, want := range map[int64]int{forum: 2, group: 3, hall: 0, author: 0} {
			if got := w.got(chat); len(got) != want {
				t.Errorf("chat %d got %d messages, want %d: %+v", chat, len(got), want, got)
			}
		}
	})
}

// TestSubscribedTopicIsClosed: where the topic that was chosen is closed, a forum is reminded in its first one, and goes on to be.
func TestSubscribedTopicIsClosed(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 0)
		w.change(author, func(member *alliance.Member) { member.Kinds = []alliance.Kind{} })
		topic := w.opens("news")
		w.subscribes(forum, topic, nil)
		_, err := w.telegram.ChangeTopic(t.Context(), sandbox.Topic{Chat: forum, Topic: topic, Action: "close"})
		w.check(err)
		event := w.lecture(time.Hour, nil)
		w.begin(reminder(event, time.Hour))
		w.dispatcher()
		if tally := w.await(reminder(event, time.Hour).ID); tally.Sent != 1 || tally.Total != 1 || len(w.saidIn(0)) != 1 {
			t.Errorf("tally %+v, the forum got %+v", tally, w.got(forum))
		}
		if chat, err := w.store.Chat(t.Context(), forum); err != nil || chat.Topic != 0 || chat.Subscriber == nil || !chat.Topics[topic].Closed {
			t.Errorf("the forum is %+v, %v", chat, err)
		}
	})
}

// TestVersionsInGroups: each group gets the version in its language, and an edit of one version changes it where that one is.
func TestVersionsInGroups(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 0)
		for _, id := range []int64{group, hall} {
			w.chat(id, func(chat *alliance.Chat) { chat.Title = "group" })
		}
		w.check(w.store.SetChatLanguage(t.Context(), hall, alliance.English))
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "通知"},
			Versions: map[alliance.Language]alliance.Content{alliance.English: {Text: "Notice"}},
			Audience: alliance.Audience{Chats: []alliance.Place{{Chat: group}, {Chat: hall}}},
		})
		wake, _ := w.dispatcher()
		w.await("b")
		says := func(chat int64, want string) {
			t.Helper()
			if got := w.got(chat); len(got) != 1 || got[0].Text != want {
				t.Errorf("chat %d got %+v, want %q", chat, got, want)
			}
		}
		says(group, "通知")
		says(hall, "Notice")
		w.begin(alliance.Dispatch{
			ID: "e", Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Version: alliance.English, Content: alliance.Content{Text: "Correction"},
		})
		wake()
		if tally := w.await("e"); tally.Sent != 1 || tally.Total != 1 {
			t.Errorf("edit: %+v", tally)
		}
		says(group, "通知")
		says(hall, "Correction")
	})
}

// TestGroupNamedTwice: a group that has become a supergroup is told once, also where it is named by both ids.
func TestGroupNamedTwice(t *testing.T) {
	play(t, func(t *testing.T) {
		const super = int64(-1_000_000_002_001)
		w := newWorld(t, 0)
		w.chat(group, func(chat *alliance.Chat) { chat.Title = "group" })
		w.check(w.telegram.Migrate(t.Context(), group, super))
		w.check(w.store.Migrate(t.Context(), group, super))
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "once"}, Audience: alliance.Audience{Chats: []alliance.Place{{Chat: group}, {Chat: super}}},
		})
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != 1 || tally.Total != 1 || len(w.got(super)) != 1 {
			t.Errorf("tally %+v, the group got %+v", tally, w.got(super))
		}
	})
}

// TestMoveIsFoundOut: a group of whose new id nobody has told is found out by writing to it, and what it has subscribed to moves along.
func TestMoveIsFoundOut(t *testing.T) {
	play(t, func(t *testing.T) {
		const super = int64(-1_000_000_002_001)
		w := newWorld(t, 0)
		w.change(author, func(member *alliance.Member) { member.Kinds = []alliance.Kind{} })
		w.subscribes(group, 0, nil)
		w.check(w.telegram.Migrate(t.Context(), group, super))
		event := w.lecture(time.Hour, nil)
		w.begin(reminder(event, time.Hour))
		w.dispatcher()
		if tally := w.await(reminder(event, time.Hour).ID); tally.Sent != 1 || tally.Total != 1 || len(w.got(super)) != 1 {
			t.Errorf("tally %+v, the group got %+v", tally, w.got(super))
		}
		chats, err := w.store.Chats(t.Context())
		if err != nil || len(chats) != 1 || chats[0].ID != super || chats[0].Subscriber == nil {
			t.Errorf("known are %+v, %v", chats, err)
		}
	})
}

// TestPaceOfForum: the topics of a forum share its pace, so that Telegram refuses nothing, and all of them get the broadcast.
func TestPaceOfForum(t *testing.T) {
	play(t, func(t *testing.T) {
		const perMinute, topics = 20, 45
		w := newWorldOf(t, 0, sandbox.Limits{GroupPerMinute: perMinute})
		w.paced(bot.ChatPace{Group: perMinute})
		begun := alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "news"}}
		for range topics {
			begun.Audience.Chats = append(begun.Audience.Chats, alliance.Place{Chat: forum, Topic: w.opens("topic")})
		}
		start := time.Now()
		w.begin(begun)
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != topics || tally.Total != topics {
			t.Errorf("tally %+v", tally)
		}
		stats, err := w.telegram.Stats(t.Context())
		w.check(err)
		if took := time.Since(start); stats.Flood != 0 || len(w.got(forum)) != topics || took < 2*time.Minute || took > 3*time.Minute {
			t.Errorf("%d refused, %d arrived, after %s", stats.Flood, len(w.got(forum)), took)
		}
	})
}
