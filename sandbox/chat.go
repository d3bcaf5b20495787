package sandbox

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// historyLimit is how many messages of one chat are kept.
const historyLimit = 5000

// chat is a private chat (user is set) or a group.
type chat struct {
	id       int64
	kind     string // private, group, supergroup, channel
	title    string
	user     *User
	members  []int64
	forum    bool
	topics   map[int64]*topic
	status   string // of the bot in a group or channel, see Standing
	movedTo  int64  // the supergroup this group has become
	messages map[int64]*Message
	history  []*Message // in order of their ids
	lastID   int64      // supergroups count their messages themselves
	gate     gate
	typing   time.Time // until then
	pending  []pending // load updates waiting for an answer
}

func privateChat(user *User) *chat { return &chat{id: user.ID, kind: "private", user: user} }

func groupChat(group Group) *chat {
	kind := group.Type
	if kind == "" {
		kind = "group"
		if group.ID <= -1e12 {
			kind = "supergroup"
		}
	}
	status := "member"
	switch {
	case group.Without:
		status = "left"
	case kind == "channel":
		status = "administrator"
	}
	made := &chat{id: group.ID, kind: kind, title: group.Title, members: slices.Clone(group.Members), forum: group.Forum, status: status}
	if made.forum {
		made.lastID = 1 // the number of its first topic
	}
	return made
}

func (c *chat) add(message *Message) {
	if c.messages == nil {
		c.messages = map[int64]*Message{}
	}
	c.messages[message.ID] = message
	if c.history = append(c.history, message); len(c.history) <= historyLimit+historyLimit/10 {
		return
	}
	cut := len(c.history) - historyLimit
	for _, old := range c.history[:cut] {
		delete(c.messages, old.ID)
	}
	c.history = slices.Clone(c.history[cut:])
}

// message finds a message that has not been deleted, or nil.
func (c *chat) message(id int64) *Message {
	if m := c.messages[id]; m != nil && !m.Deleted {
		return m
	}
	return nil
}

// nextID gives the next message its id: private chats and basic groups share one row of numbers, a supergroup has its own.
func (s *Server) nextID(c *chat) int64 {
	if c.kind == "supergroup" || c.kind == "channel" {
		c.lastID++
		return c.lastID
	}
	s.lastMessage++
	return s.lastMessage
}

// chatOf finds the chat that an argument names, for reading.
func (s *Server) chatOf(c *call, name string) (*chat, error) {
	if !c.has(name) {
		return nil, badRequest("%s is empty", name)
	}
	id, err := strconv.ParseInt(strings.TrimSpace(c.text(name)), 10, 64)
	place := s.chats[id]
	if err != nil || place == nil {
		return nil, badRequest("chat not found")
	}
	return place, nil
}

// target finds the chat of chat_id, in which the bot wants to change something.
func (s *Server) target(c *call) (*chat, error) {
	place, err := s.chatOf(c, "chat_id")
	switch {
	case err != nil:
		return nil, err
	case place.movedTo != 0:
		return nil, upgraded(place.movedTo)
	case place.absent():
		return nil, place.absence()
	case place.user != nil && place.user.Deactivated:
		return nil, place.user.refuses()
	}
	return place, nil
}

// admit is the last gate before n messages enter a chat: flood limits, then what only the other side knows.
func (s *Server) admit(place *chat, n int, now time.Time) error {
	if seconds := s.flood(place, n, now); seconds > 0 {
		s.stats.Flood++
		return tooManyRequests(seconds)
	}
	if place.user != nil {
		return place.user.refuses()
	}
	return nil
}
