package sandbox

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// topic is a part of a forum; its id is that of the message that made it.
type topic struct {
	name   string
	made   *Message
	closed bool
}

// ForumTopic is a topic of a forum as the chat page needs it.
type ForumTopic struct {
	ID     int64  `json:"message_thread_id"`
	Name   string `json:"name"`
	Closed bool   `json:"closed,omitempty"`
}

func (c *chat) listTopics() []ForumTopic {
	var topics []ForumTopic
	for id, known := range c.topics {
		topics = append(topics, ForumTopic{ID: id, Name: known.name, Closed: known.closed})
	}
	slices.SortFunc(topics, func(a, b ForumTopic) int { return cmp.Compare(a.ID, b.ID) })
	return topics
}

// Topic is what its creator does to a topic of a forum: "open" makes one called Name; "rename", "close", "reopen" and "delete" do so with
// the one whose id is Topic.
type Topic struct {
	Chat   int64  `json:"chat"`
	Topic  int64  `json:"message_thread_id"`
	Action string `json:"action"`
	Name   string `json:"name"`
}

// The service messages that tell of topics, by action.
var topicServices = map[string]string{"open": "topicOpened", "rename": "topicRenamed", "close": "topicClosed", "reopen": "topicReopened"}

// ChangeTopic makes or changes a topic and gives its id. The bot is told of everything but a deletion, as by Telegram.
func (s *Server) ChangeTopic(_ context.Context, change Topic) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	place := s.chats[change.Chat]
	if place == nil || !place.forum {
		return 0, fmt.Errorf("change topic: %d is no forum", change.Chat)
	}
	known, service := place.topics[change.Topic], topicServices[change.Action]
	switch {
	case change.Action == "open" && change.Name != "":
		known = &topic{name: change.Name}
	case known == nil:
		return 0, fmt.Errorf("change topic: no topic %d", change.Topic)
	case change.Action == "delete":
		delete(place.topics, change.Topic)
		s.changes.step() // no message tells the page
		return change.Topic, nil
	case change.Action == "rename" && change.Name != "":
		known.name = change.Name
	case change.Action == "close", change.Action == "reopen":
		known.closed = change.Action == "close"
	default:
		return 0, fmt.Errorf("change topic: no action %q called %q", change.Action, change.Name)
	}
	return s.tellTopic(place, known, change.Topic, service, time.Now()), nil
}

// tellTopic puts the service message into the forum; the first one of a topic gives it its id.
func (s *Server) tellTopic(place *chat, changed *topic, id int64, service string, now time.Time) int64 {
	creator := s.creator(place)
	message := &Message{Service: service, Topic: id, TopicName: changed.name}
	s.file(place, message, &creator, now)
	if id == 0 {
		message.Topic, changed.made = message.ID, message
		if place.topics == nil {
			place.topics = map[int64]*topic{}
		}
		place.topics[message.ID] = changed
	}
	if !place.absent() {
		s.emit("message", place.id, now, message.view())
	}
	return message.Topic
}

// enter puts what a user says into a topic; 0 is the first one, and all there is where there are no topics.
func (c *chat) enter(message *Message, id int64) error {
	known := c.topics[id]
	switch {
	case id == 0:
		return nil
	case known == nil:
		return fmt.Errorf("no topic %d in chat %d", id, c.id)
	}
	message.Topic, message.TopicName = id, known.name
	return nil
}

// thread finds the topic that a message of the bot goes to: the one that is asked for, else that of the message it replies to.
func (s *Server) thread(c *call, place *chat, message *Message) error {
	message.Topic = c.number("message_thread_id")
	if replied := place.message(message.ReplyTo); message.Topic == 0 && replied != nil {
		message.Topic = replied.Topic
	}
	known := place.topics[message.Topic]
	switch {
	case message.Topic == 0:
		return nil
	case known == nil:
		return badRequest("message thread not found")
	case known.closed && place.status != "administrator":
		return badRequest("TOPIC_CLOSED")
	}
	message.TopicName = known.name
	return nil
}

// topicView tells of a topic in a service message (Bot API, ForumTopicCreated and ForumTopicEdited).
type topicView struct {
	Name string `json:"name"`
	Icon int    `json:"icon_color,omitempty"`
}

// tellTopic shows which topic a message is in, and what a service message says of it.
func (view *messageView) tellTopic(m *Message) {
	view.Thread, view.InTopic = m.Topic, m.Topic != 0
	switch m.Service {
	case "topicOpened":
		view.TopicCreated = &topicView{Name: m.TopicName, Icon: 7322096}
	case "topicRenamed":
		view.TopicEdited = &topicView{Name: m.TopicName}
	case "topicClosed":
		view.TopicClosed = &nothing{}
	case "topicReopened":
		view.TopicReopened = &nothing{}
	}
}
