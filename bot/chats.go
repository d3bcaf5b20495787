package bot

import (
	"context"
	"strings"
	"sync"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Chats is what is kept of groups and channels.
type Chats interface {
	Register
	ChangeChat(ctx context.Context, id int64, change func(*alliance.Chat)) (alliance.Chat, error)
	ChatLanguage(ctx context.Context, chat int64) (alliance.Language, error)
}

// sighting is what a message says of the group, channel or topic that it is in.
type sighting struct {
	title   string
	kind    alliance.ChatKind
	forum   bool
	created string // name of the topic when it was made; empty: it does not say
}

// sightings are what messages said last, so that only what is new is written down.
type sightings struct {
	mu   sync.Mutex
	last map[alliance.Place]sighting
}

// sightingsLimit bounds how many places are remembered.
const sightingsLimit = 10_000

// news reports whether a place was last seen otherwise, and remembers how it is seen now.
func (sightings *sightings) news(place alliance.Place, seen sighting) bool {
	sightings.mu.Lock()
	defer sightings.mu.Unlock()
	last, known := sightings.last[place]
	if seen.created == "" {
		seen.created = last.created
	}
	if known && last == seen {
		return false
	}
	if sightings.last == nil || len(sightings.last) >= sightingsLimit {
		sightings.last = map[alliance.Place]sighting{}
	}
	sightings.last[place] = seen
	return true
}

// forget makes the next message in a place news.
func (sightings *sightings) forget(place alliance.Place) {
	sightings.mu.Lock()
	defer sightings.mu.Unlock()
	delete(sightings.last, place)
}

// topicOf is the topic of a forum in which a message is. Other groups number their threads of answers in the same way.
func topicOf(message *models.Message) int64 {
	if !message.IsTopicMessage {
		return 0
	}
	return int64(message.MessageThreadID)
}

// meet writes down what a message says of the group or channel that it is in, and of its topic. Service messages always count, since
// another replica may have seen what lies in between.
func (router *Router) meet(ctx context.Context, message *models.Message) error {
	left := message.LeftChatMember
	if message.Chat.Type == models.ChatTypePrivate || left != nil && strings.EqualFold(left.Username, router.Username) { // the last it hears
		return nil
	}
	place := alliance.Place{Chat: message.Chat.ID, Topic: topicOf(message)}
	seen := sighting{title: message.Chat.Title, kind: alliance.ChatKind(message.Chat.Type), forum: message.Chat.IsForum, created: topicCreated(message)}
	if !router.sightings.news(place, seen) && !service(message) {
		return nil
	}
	_, err := router.Chats.ChangeChat(ctx, place.Chat, func(chat *alliance.Chat) {
		if chat.ID != place.Chat { // a message from before the group became a supergroup
			return
		}
		seen.enter(chat)
		if chat.Unreachable != alliance.NoRight {
			chat.Unreachable = ""
		}
		if place.Topic != 0 {
			meetTopic(chat, place.Topic, message)
		}
	})
	if err != nil {
		router.sightings.forget(place)
	}
	return err
}

func (seen sighting) enter(chat *alliance.Chat) {
	chat.Title, chat.Kind, chat.Forum = seen.title, seen.kind, seen.forum
}

// topicCreated is the name that the topic of a message had when it was made: each message that answers no other one names it
// (Bot API, Message, reply_to_message).
func topicCreated(message *models.Message) string {
	created := message.ForumTopicCreated
	if created == nil && message.ReplyToMessage != nil {
		created = message.ReplyToMessage.ForumTopicCreated
	}
	if created == nil {
		return ""
	}
	return created.Name
}

// meetTopic enters what a message says of its topic. The name that it was given last counts.
func meetTopic(chat *alliance.Chat, id int64, message *models.Message) {
	topic := chat.Topics[id]
	if topic.Name == "" {
		topic.Name = topicCreated(message)
	}
	if edited := message.ForumTopicEdited; edited != nil && edited.Name != "" {
		topic.Name = edited.Name
	}
	switch {
	case message.ForumTopicClosed != nil:
		topic.Closed = true
	case message.ForumTopicReopened != nil:
		topic.Closed = false
	}
	if chat.Topics == nil {
		chat.Topics = map[int64]alliance.Topic{}
	}
	chat.Topics[id] = topic
}

// standing notes that the bot was added to a group or channel, given or denied the right to write, or put out. Where it is added
// again nothing is subscribed to any more.
func (router *Router) standing(ctx context.Context, change *models.ChatMemberUpdated) error {
	unreachable := unreachable(change.Chat.Type, change.NewChatMember)
	seen := sighting{title: change.Chat.Title, kind: alliance.ChatKind(change.Chat.Type), forum: change.Chat.IsForum}
	_, err := router.Chats.ChangeChat(ctx, change.Chat.ID, func(chat *alliance.Chat) {
		if chat.ID != change.Chat.ID {
			return
		}
		seen.enter(chat)
		was := chat.Present()
		chat.Unreachable = unreachable
		if !was && chat.Present() {
			chat.Subscriber, chat.Topic = nil, 0
		}
	})
	return err
}

// unreachable is why nothing can be said where the bot has this standing; empty where it can.
func unreachable(kind models.ChatType, member models.ChatMember) string {
	writes := true
	switch member.Type {
	case models.ChatMemberTypeLeft:
		return "not a member"
	case models.ChatMemberTypeBanned:
		return "kicked"
	case models.ChatMemberTypeRestricted:
		if restricted := member.Restricted; restricted != nil && !restricted.IsMember {
			return "not a member"
		}
		writes = member.Restricted != nil && member.Restricted.CanSendMessages
	case models.ChatMemberTypeAdministrator:
		writes = kind != models.ChatTypeChannel || member.Administrator != nil && member.Administrator.CanPostMessages
	case models.ChatMemberTypeMember:
		writes = kind != models.ChatTypeChannel
	case models.ChatMemberTypeOwner:
	}
	if !writes {
		return alliance.NoRight
	}
	return ""
}
