package sandbox

import (
	"encoding/json"
	"reflect"
	"testing"
)

const (
	forum   = int64(-1000000000007)
	channel = int64(-1000000000008)
	outside = int64(-9)
)

func groupWorld(t testing.TB) *Server {
	t.Helper()
	config := testWorld()
	config.Groups = append(config.Groups,
		Group{ID: forum, Title: "Forum", Type: "supergroup", Forum: true, Members: []int64{1}},
		Group{ID: channel, Title: "Channel", Type: "channel", Members: []int64{1}},
		Group{ID: outside, Title: "Outside", Members: []int64{1}, Without: true},
	)
	return newServer(t, config)
}

// groupUpdate is what the bot hears of groups.
type groupUpdate struct {
	ID      int64        `json:"update_id"`
	Message *messageView `json:"message"`
	Post    *messageView `json:"channel_post"`
	Member  *struct {
		Chat chatView   `json:"chat"`
		Old  memberView `json:"old_chat_member"`
		New  memberView `json:"new_chat_member"`
	} `json:"my_chat_member"`
}

// heard confirms all updates and gives them.
func heard(t testing.TB, server *Server) []groupUpdate {
	t.Helper()
	updates := granted[[]groupUpdate](t, server, "getUpdates", "timeout", "0")
	if len(updates) > 0 {
		next, err := json.Marshal(updates[len(updates)-1].ID + 1)
		if err != nil {
			t.Fatal(err)
		}
		granted[[]groupUpdate](t, server, "getUpdates", "offset", string(next), "timeout", "0")
	}
	return updates
}

// TestTopics: what is said in a topic names it, and stays in it; one that is closed or gone is refused in Telegram's words.
func TestTopics(t *testing.T) {
	server := groupWorld(t)
	id := must[int64](t)(server.ChangeTopic(t.Context(), Topic{Chat: forum, Action: "open", Name: "News"}))
	number, _ := json.Marshal(id)
	thread, chat := string(number), "-1000000000007"
	if made := heard(t, server); len(made) != 1 || made[0].Message.TopicCreated.Name != "News" || made[0].Message.Thread != id || !made[0].Message.Chat.Forum {
		t.Fatalf("the new topic is told as %+v", made)
	}
	posted := must[Posted](t)(server.Send(t.Context(), Post{From: 1, Chat: forum, Topic: id, Photo: true}))
	said := heard(t, server)[0].Message
	if said.Thread != id || !said.InTopic || said.ReplyTo == nil || said.ReplyTo.TopicCreated == nil {
		t.Errorf("a message in it is told as %+v", said)
	}
	sent := granted[messageView](t, server, "sendMessage", "chat_id", chat, "message_thread_id", thread, "text", "x")
	reply, _ := json.Marshal(map[string]int64{"message_id": posted.MessageID})
	answered := granted[messageView](t, server, "sendMessage", "chat_id", chat, "text", "x", "reply_parameters", string(reply))
	if sent.Thread != id || answered.Thread != id {
		t.Errorf("the bot's messages are in %d and %d, not in %d", sent.Thread, answered.Thread, id)
	}
	source, _ := json.Marshal(posted.MessageID)
	file := must[[]Message](t)(server.Messages(t.Context(), forum, 0))[1].Media.FileID
	photo := `{"type":"photo","media":"` + file + `"}`
	methods := map[string][]string{
		"sendMessage":    {"text", "x"},
		"copyMessage":    {"from_chat_id", chat, "message_id", string(source)},
		"copyMessages":   {"from_chat_id", chat, "message_ids", "[" + string(source) + "]"},
		"sendMediaGroup": {"media", "[" + photo + "," + photo + "]"},
	}
	refuse := func(want, chat, thread string) {
		t.Helper()
		for method, arguments := range methods {
			if got := refused(t, server, method, append(arguments, "chat_id", chat, "message_thread_id", thread)...); got != want {
				t.Errorf("%s: %s, want %s", method, got, want)
			}
		}
	}
	refuse("Bad Request: message thread not found", chat, "77")
	refuse("Bad Request: message thread not found", chat, "1") // the first topic goes by no number
	must[int64](t)(server.ChangeTopic(t.Context(), Topic{Chat: forum, Topic: id, Action: "rename", Name: "Newer"}))
	must[int64](t)(server.ChangeTopic(t.Context(), Topic{Chat: forum, Topic: id, Action: "close"}))
	refuse("Bad Request: TOPIC_CLOSED", chat, thread)
	must[int64](t)(server.ChangeTopic(t.Context(), Topic{Chat: forum, Topic: id, Action: "reopen"}))
	told := heard(t, server)
	if len(told) != 3 || told[0].Message.TopicEdited.Name != "Newer" || told[1].Message.TopicClosed == nil || told[2].Message.TopicReopened == nil {
		t.Errorf("changes are told as %+v", told)
	}
	must[int64](t)(server.ChangeTopic(t.Context(), Topic{Chat: forum, Topic: id, Action: "delete"}))
	refuse("Bad Request: message thread not found", chat, thread)
	if told := heard(t, server); len(told) != 0 {
		t.Errorf("a deletion is told as %+v", told)
	}
	for _, wrong := range []Topic{{Chat: -5, Action: "open", Name: "x"}, {Chat: forum, Action: "open"}, {Chat: forum, Topic: 99, Action: "close"}} {
		if id, err := server.ChangeTopic(t.Context(), wrong); err == nil {
			t.Errorf("%+v made %d", wrong, id)
		}
	}
}

// TestForumBegins: a forum that the bot joins as the world begins has its topics, and the bot hears of both, also after a reset.
func TestForumBegins(t *testing.T) {
	config := testWorld()
	config.Groups = []Group{{ID: forum, Title: "Forum", Forum: true, Members: []int64{1}, Joins: true, Topics: []string{"News", "Talk"}}}
	server := newServer(t, config)
	for range 2 {
		told := heard(t, server)
		if len(told) != 3 || told[0].Member.Old.Status != "left" || told[0].Member.New.Status != "member" {
			t.Fatalf("the beginning is told as %+v", told)
		}
		for i, name := range []string{"News", "Talk"} {
			if made := told[i+1].Message; made.TopicCreated == nil || made.TopicCreated.Name != name || made.From.ID != 1 {
				t.Errorf("topic %s is told as %+v", name, made)
			}
		}
		news, talk := told[1].Message.Thread, told[2].Message.Thread
		must[int64](t)(server.ChangeTopic(t.Context(), Topic{Chat: forum, Topic: talk, Action: "close"}))
		want := Chat{ID: forum, Type: "supergroup", Title: "Forum", Members: []int64{1}, Forum: true, Topics: []ForumTopic{{news, "News", false}, {talk, "Talk", true}}}
		if shown := must[State](t)(server.State(t.Context())).Chats[0]; !reflect.DeepEqual(shown, want) {
			t.Errorf("the page knows %+v, want %+v", shown, want)
		}
		if err := server.Reset(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// TestStanding: the bot hears what becomes of it in a group, and nothing else while it is not in it.
func TestStanding(t *testing.T) {
	server := groupWorld(t)
	was := "left"
	say := func() string {
		answer := ask(t, server, "sendMessage", "chat_id", "-9", "text", "x")
		return answer.Description
	}
	for _, step := range []struct{ status, refusal string }{
		{"member", ""},
		{"restricted", "Bad Request: not enough rights to send text messages to the chat"},
		{"administrator", ""},
		{"kicked", "Forbidden: bot was kicked from the group chat"},
		{"member", ""},
		{"left", "Forbidden: bot is not a member of the group chat"},
	} {
		for range 2 { // the second time it is no news
			if err := server.Stand(t.Context(), Standing{Chat: outside, Status: step.status}); err != nil {
				t.Fatal(err)
			}
		}
		told := heard(t, server)
		if len(told) != 1 || told[0].Member.Old.Status != was || told[0].Member.New.Status != step.status || told[0].Member.Chat.ID != outside {
			t.Errorf("%s is told as %+v", step.status, told)
		}
		if got := say(); got != step.refusal {
			t.Errorf("%s: %q, want %q", step.status, got, step.refusal)
		}
		was = step.status
	}
	must[Posted](t)(server.Send(t.Context(), Post{From: 1, Chat: outside, Text: "hi"}))
	if told := heard(t, server); len(told) != 0 {
		t.Errorf("where it has left it hears %+v", told)
	}
	for _, wrong := range []Standing{{Chat: 1, Status: "member"}, {Chat: 99, Status: "member"}, {Chat: outside, Status: "asleep"}} {
		if err := server.Stand(t.Context(), wrong); err == nil {
			t.Errorf("%+v was accepted", wrong)
		}
	}
}

// TestChannel: what is posted in a channel is the channel's, and the bot needs rights to post.
func TestChannel(t *testing.T) {
	server := groupWorld(t)
	must[Posted](t)(server.Send(t.Context(), Post{From: 1, Chat: channel, Text: "hi"}))
	told := heard(t, server)
	if len(told) != 1 || told[0].Post == nil || told[0].Post.From != nil || told[0].Post.SenderChat.ID != channel || told[0].Post.Chat.Type != "channel" {
		t.Fatalf("a post is told as %+v", told)
	}
	granted[messageView](t, server, "sendMessage", "chat_id", "-1000000000008", "text", "x")
	if err := server.Stand(t.Context(), Standing{Chat: channel, Status: "member"}); err != nil {
		t.Fatal(err)
	}
	if got, want := refused(t, server, "sendMessage", "chat_id", "-1000000000008", "text", "x"), "Bad Request: need administrator rights in the channel chat"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
