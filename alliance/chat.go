package alliance

import (
	"cmp"
	"slices"
)

// ChatKind says what sort of chat it is.
type ChatKind string

// The kinds of chats that have more than one member.
const (
	BasicGroup ChatKind = "group"
	Supergroup ChatKind = "supergroup"
	Channel    ChatKind = "channel"
)

// Chat is a group or channel that the bot is in, or was.
type Chat struct {
	ID     int64           `json:"id"`
	Title  string          `json:"title"`
	Kind   ChatKind        `json:"kind,omitempty"`
	Forum  bool            `json:"forum,omitempty"`  // has topics
	Topics map[int64]Topic `json:"topics,omitempty"` // as far as they were seen: Telegram does not list them
	// Unreachable says why nothing can be said there (see Absent and NoRight); empty while it can.
	Unreachable string `json:"unreachable,omitempty"`
	Moved       int64  `json:"moved,omitempty"` // the supergroup that this group has become
	// Subscriber is the chat as one that is reminded: a member with the chat's id, its kinds, lead times, quiet hours and digests.
	// Nil until an administrator has chosen something.
	Subscriber *Member `json:"subscriber,omitempty"`
	Topic      int64   `json:"topic,omitempty"` // where in a forum its reminders go

	Language Language `json:"-"` // chosen there; empty: the community's
}

// Topic is a part of a forum.
type Topic struct {
	Name   string `json:"name,omitempty"` // empty: not known
	Closed bool   `json:"closed,omitempty"`
}

// NoRight is why nothing can be said where the bot is, and may not write.
const NoRight = "no right to write"

// Present reports whether the bot is in the chat, whether or not it may write there.
func (chat Chat) Present() bool {
	return chat.Moved == 0 && (chat.Unreachable == "" || chat.Unreachable == NoRight)
}

// Name is how people know a place of the chat again: its title and, for a topic, the topic's name; or else their numbers.
func (chat Chat) Name(topic int64) string {
	title := cmp.Or(chat.Title, Place{Chat: chat.ID}.String())
	if topic == 0 {
		return title
	}
	return title + " › " + cmp.Or(chat.Topics[topic].Name, Place{Chat: topic}.String())
}

// PlaceKind is what people call a place of the chat.
func (chat Chat) PlaceKind(topic int64) PlaceKind {
	switch {
	case topic != 0:
		return TopicPlace
	case chat.Kind == Channel:
		return ChannelPlace
	}
	return GroupPlace
}

// Member is the chat as one that is told something: what it has subscribed to, in its language.
func (chat Chat) Member() Member {
	member := Member{ID: chat.ID}
	if chat.Subscriber != nil {
		member = *chat.Subscriber
	}
	member.Language = chat.Language
	if chat.Unreachable != NoRight { // which is tried, since nobody tells when it is given back
		member.Unreachable = chat.Unreachable
	}
	return member
}

// Subscribed is what the chat has subscribed to; before anything was chosen that is nothing.
func (chat Chat) Subscribed() Member {
	if chat.Subscriber == nil {
		return Member{ID: chat.ID, Role: Guest, Kinds: []Kind{}, NoWeekly: true}
	}
	return *chat.Subscriber
}

// OpenTopics are the ids of the topics in which can be written, by name.
func (chat Chat) OpenTopics() []int64 {
	var open []int64
	for id, topic := range chat.Topics {
		if !topic.Closed {
			open = append(open, id)
		}
	}
	slices.SortFunc(open, func(a, b int64) int {
		return cmp.Or(cmp.Compare(chat.Topics[a].Name, chat.Topics[b].Name), cmp.Compare(a, b))
	})
	return open
}

// PlaceOutcome is what became of a dispatch in a group or channel.
type PlaceOutcome struct {
	Place   Place
	Name    string
	Kind    PlaceKind
	Outcome Outcome
}
