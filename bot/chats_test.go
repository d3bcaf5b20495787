package bot_test

import (
	"reflect"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// knows waits until the store knows a chat so.
func (w *world) knows(want alliance.Chat) {
	w.Helper()
	w.await(want.Title+" is known", func() bool {
		got, err := w.store.Chat(w.Context(), want.ID)
		return err == nil && reflect.DeepEqual(got, want)
	})
}

// TestChatsAreKnown: the bot hears where it is added, silenced and put out; where it is added anew nothing is subscribed to.
func TestChatsAreKnown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	want := alliance.Chat{ID: forum, Title: "Forum", Kind: alliance.Supergroup, Forum: true}
	stand := func(chat int64, status string) {
		t.Helper()
		w.check(w.telegram.Stand(t.Context(), sandbox.Standing{Chat: chat, Status: status}))
	}
	stand(forum, "member")
	w.knows(want)
	_, err := w.store.ChangeChat(t.Context(), forum, func(chat *alliance.Chat) {
		chat.Subscriber, chat.Topic = &alliance.Member{ID: forum, Kinds: []alliance.Kind{alliance.Lecture}}, 5
	})
	w.check(err)
	want.Subscriber, want.Topic = &alliance.Member{ID: forum, Kinds: []alliance.Kind{alliance.Lecture}}, 5
	for _, step := range []struct{ status, unreachable string }{
		{"restricted", alliance.NoRight}, {"administrator", ""}, {"kicked", "kicked"},
	} {
		stand(forum, step.status)
		want.Unreachable = step.unreachable
		w.knows(want)
	}
	stand(forum, "member")
	want.Unreachable, want.Subscriber, want.Topic = "", nil, 0
	w.knows(want)
	stand(forum, "left")
	want.Unreachable = "not a member"
	w.knows(want)

	stand(channel, "administrator")
	posts := alliance.Chat{ID: channel, Title: "Channel", Kind: alliance.Channel}
	w.knows(posts)
	stand(channel, "member")
	posts.Unreachable = alliance.NoRight
	w.knows(posts)
}

// TestTopicsAreSeen: messages name the topic that they are in, and tell when it is renamed, closed and opened; answers stay in it.
func TestTopicsAreSeen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.check(w.telegram.Stand(t.Context(), sandbox.Standing{Chat: forum, Status: "kicked"}))
	old, err := w.telegram.ChangeTopic(t.Context(), sandbox.Topic{Chat: forum, Action: "open", Name: "Old"}) // of which nobody tells
	w.check(err)
	w.check(w.telegram.Stand(t.Context(), sandbox.Standing{Chat: forum, Status: "member"}))
	w.poll()
	news, err := w.telegram.ChangeTopic(t.Context(), sandbox.Topic{Chat: forum, Action: "open", Name: "News"})
	w.check(err)
	want := alliance.Chat{ID: forum, Title: "Forum", Kind: alliance.Supergroup, Forum: true, Topics: map[int64]alliance.Topic{news: {Name: "News"}}}
	w.knows(want)
	if got := w.ask(sandbox.Post{From: anna, Chat: forum, Topic: old, Text: "/open"}); got != "opened zh" {
		t.Errorf("in a topic: got %q", got)
	}
	messages, err := w.telegram.Messages(t.Context(), forum, 0)
	w.check(err)
	if answer := messages[len(messages)-1]; answer.Topic != old {
		t.Errorf("the answer is in topic %d, not in %d", answer.Topic, old)
	}
	want.Topics[old] = alliance.Topic{Name: "Old"}
	w.knows(want)
	for _, step := range []struct {
		action, name string
		topic        alliance.Topic
	}{
		{"rename", "Newer", alliance.Topic{Name: "Newer"}},
		{"close", "", alliance.Topic{Name: "Newer", Closed: true}},
		{"reopen", "", alliance.Topic{Name: "Newer"}},
	} {
		_, err := w.telegram.ChangeTopic(t.Context(), sandbox.Topic{Chat: forum, Topic: news, Action: step.action, Name: step.name})
		w.check(err)
		want.Topics[news] = step.topic
		w.knows(want)
	}
	w.write(sandbox.Post{From: anna, Chat: forum, Topic: news, Text: "nothing for the bot"}) // answers "News", as the topic was made
	if got := w.ask(sandbox.Post{From: anna, Chat: forum, Text: "/open"}); got != "opened zh" {
		t.Errorf("outside topics: got %q", got)
	}
	w.knows(want)
}

// TestGroupIsLost: a group that does not let the bot answer is known to be lost, and its next message brings it back.
func TestGroupIsLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	w.fault(sandbox.Fault{Action: "chat_not_found", Methods: []string{"send"}, Chat: group, Count: 1})
	want := alliance.Chat{ID: group, Title: "Group", Kind: alliance.BasicGroup, Unreachable: "chat not found"}
	w.write(sandbox.Post{From: anna, Chat: group, Text: "/open"})
	w.knows(want)
	w.write(sandbox.Post{From: anna, Chat: group, Text: "nothing for the bot"})
	want.Unreachable = ""
	w.knows(want)
}

// TestLastWords: that the bot was removed is told by a message of the group as well, which is no sign that it is still there.
func TestLastWords(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.check(w.telegram.Stand(t.Context(), sandbox.Standing{Chat: forum, Status: "member"}))
	w.poll()
	w.check(w.telegram.Stand(t.Context(), sandbox.Standing{Chat: forum, Status: "kicked"}))
	want := alliance.Chat{ID: forum, Title: "Forum", Kind: alliance.Supergroup, Forum: true, Unreachable: "kicked"}
	w.knows(want)
	payload := []byte(`{"update_id":781,"message":{"message_id":52,"date":1,"from":{"id":1,"first_name":"Zhang"},
		"left_chat_member":{"id":42,"is_bot":true,"first_name":"Bot","username":"our_bot"},"chat":{"id":-1000000000007,"type":"supergroup","title":"Forum","is_forum":true}}}`)
	w.check(w.intake.Accept(t.Context(), w.handling, read(payload)))
	w.await("it is handled", func() bool { return w.meter.count("service ok") == 1 })
	w.knows(want)
}

// TestChannelPosts: a channel's own commands to administer it are obeyed, and whatever else is posted is for its readers.
func TestChannelPosts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.check(w.telegram.Stand(t.Context(), sandbox.Standing{Chat: channel, Status: "administrator"}))
	w.poll()
	for _, text := range []string{"/open", "@our_bot open it", "/stats@our_bot", "/nonsense@our_bot"} {
		w.write(sandbox.Post{From: zhang, Chat: channel, Text: text})
	}
	if got := w.ask(sandbox.Post{From: zhang, Chat: channel, Text: "/chair"}); got != "chaired zh" {
		t.Errorf("got %q", got)
	}
	if said := w.said(channel); len(said) != 1 {
		t.Errorf("the bot has said %q", said)
	}
	payload := []byte(`{"update_id":780,"message":{"message_id":51,"date":1,"text":"/chair@our_bot","is_automatic_forward":true,"from":{"id":777000,"first_name":"Telegram"},
		"sender_chat":{"id":-1000000000008,"type":"channel","title":"Channel"},"chat":{"id":-5,"type":"group","title":"Group"}}}`)
	w.check(w.intake.Accept(t.Context(), w.handling, read(payload)))
	before := time.Now().UnixNano()
	w.write(sandbox.Post{From: anna, Chat: group, Text: "/open"})
	if got := w.answered(group, before); got != "opened zh" || len(w.said(group)) != 1 {
		t.Errorf("the discussion of the channel heard %q, then %q", got, w.said(group))
	}
}
