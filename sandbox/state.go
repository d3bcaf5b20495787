package sandbox

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// State is the world as the chat page needs it.
type State struct {
	Bot      Account      `json:"bot"`
	Users    []User       `json:"users"`
	Chats    []Chat       `json:"chats"`
	Commands []CommandSet `json:"commands"`
	Faults   []Fault      `json:"faults"`
	Zone     string       `json:"zone"` // IANA name of the zone the users live in; empty: the browser's
	Seq      int64        `json:"seq"`  // where to go on with Changes
}

// Chat is a chat of the sandbox; a private chat has the id of its user.
type Chat struct {
	ID      int64        `json:"id"`
	Type    string       `json:"type"` // private, group, supergroup
	Title   string       `json:"title"`
	Members []int64      `json:"members"`
	Forum   bool         `json:"forum,omitempty"`
	Topics  []ForumTopic `json:"topics,omitempty"` // of a forum, in the order they were made; the first one, which every forum has, is not among them
}

// State gives the world.
func (s *Server) State(context.Context) (State, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := State{
		Bot: s.bot, Users: make([]User, 0, len(s.users)), Chats: make([]Chat, 0, len(s.chats)),
		Commands: s.profile.commandSets(), Faults: s.faultList(), Zone: s.config.Zone, Seq: s.changes.seq,
	}
	for _, user := range s.users {
		state.Users = append(state.Users, *user)
	}
	for _, place := range s.chats {
		if place.movedTo == 0 {
			state.Chats = append(state.Chats, place.shown())
		}
	}
	slices.SortFunc(state.Users, func(a, b User) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(state.Chats, func(a, b Chat) int { return cmp.Compare(a.ID, b.ID) })
	return state, nil
}

func (c *chat) shown() Chat {
	if c.user != nil {
		return Chat{ID: c.id, Type: c.kind, Title: c.user.FirstName, Members: []int64{c.id}}
	}
	return Chat{ID: c.id, Type: c.kind, Title: c.title, Members: append([]int64{}, c.members...), Forum: c.forum, Topics: c.listTopics()}
}

// Messages gives the last messages of a chat, oldest first, deleted ones among them; limit 0 is 200.
func (s *Server) Messages(_ context.Context, chat int64, limit int) ([]Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	place := s.chats[chat]
	if place == nil {
		return nil, fmt.Errorf("list messages: unknown chat %d", chat)
	}
	if limit <= 0 {
		limit = 200
	}
	history := place.history[max(0, len(place.history)-limit):]
	messages := make([]Message, len(history))
	for i, message := range history {
		messages[i] = message.shown()
	}
	return messages, nil
}
