package alliance

import (
	"reflect"
	"testing"
)

func TestChatPresent(t *testing.T) {
	for want, chats := range map[bool][]Chat{
		true:  {{}, {Unreachable: NoRight}},
		false: {{Unreachable: "kicked"}, {Unreachable: "not a member"}, {Moved: -1001}},
	} {
		for _, chat := range chats {
			if got := chat.Present(); got != want {
				t.Errorf("%+v: present %v", chat, got)
			}
		}
	}
}

func TestChatName(t *testing.T) {
	chat := Chat{Title: "交流群", Topics: map[int64]Topic{5: {Name: "通知"}, 6: {}}}
	for topic, want := range map[int64]string{0: "交流群", 5: "交流群 › 通知", 6: "交流群 › 6"} {
		if got := chat.Name(topic); got != want {
			t.Errorf("topic %d is called %q", topic, got)
		}
	}
}

// TestPlaceCount counts a group, its first topic and another one, and a channel as what people call them.
func TestPlaceCount(t *testing.T) {
	var count PlaceCount
	for step, place := range []struct {
		chat  Chat
		topic int64
		mixed bool
	}{{Chat{Kind: BasicGroup}, 0, false}, {Chat{Kind: Supergroup, Forum: true}, 0, false}, {Chat{Kind: Supergroup, Forum: true}, 5, true}, {Chat{Kind: Channel}, 0, true}} {
		count = count.With(place.chat.PlaceKind(place.topic))
		if count.Total() != step+1 || count.Mixed() != place.mixed {
			t.Errorf("with %+v it is %+v, mixed %v", place, count, count.Mixed())
		}
	}
	if count != (PlaceCount{Groups: 2, Channels: 1, Topics: 1}) {
		t.Errorf("counted are %+v", count)
	}
}

func TestChatMember(t *testing.T) {
	chat := Chat{ID: -1, Language: English, Unreachable: NoRight}
	if got := chat.Member(); !reflect.DeepEqual(got, Member{ID: -1, Language: English}) {
		t.Errorf("without a subscription it is %+v", got)
	}
	chat.Subscriber, chat.Unreachable = &Member{ID: -1, Kinds: []Kind{Lecture}}, "kicked"
	if got := chat.Member(); !reflect.DeepEqual(got, Member{ID: -1, Kinds: []Kind{Lecture}, Language: English, Unreachable: "kicked"}) {
		t.Errorf("with one it is %+v", got)
	}
	for _, kind := range Kinds() {
		if (Chat{}).Subscribed().Follows(kind) {
			t.Errorf("a chat follows %s before anybody has chosen that", kind)
		}
	}
	if (Chat{}).Subscribed().WantsDigest(Weekly) {
		t.Error("a chat wants a digest before anybody has chosen that")
	}
}

func TestAudienceOfChats(t *testing.T) {
	chats := []Place{{Chat: -1}}
	for want, audiences := range map[bool][]Audience{
		true:  {{}, {Chats: chats, Members: true}, {Chats: chats, Roles: []Role{Ordinary}}},
		false: {{Chats: chats}, {Chats: chats, Members: true, Roles: []Role{Owner}}},
	} {
		for _, audience := range audiences {
			if got := audience.Includes(Member{ID: 7, Role: Ordinary}, Chinese); got != want {
				t.Errorf("%+v means members: %v", audience, got)
			}
		}
	}
}
