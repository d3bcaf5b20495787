package sandbox

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Standing is what becomes of the bot in a group or channel: "member", "administrator", "restricted" (it may not write), "left" or
// "kicked" (Bot API, ChatMember).
type Standing struct {
	Chat   int64  `json:"chat"`
	Status string `json:"status"`
}

// Stand gives the bot a standing in a group or channel, by its creator, and tells it of a change.
func (s *Server) Stand(_ context.Context, standing Standing) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	place := s.chats[standing.Chat]
	if place == nil || place.user != nil || place.movedTo != 0 {
		return fmt.Errorf("change standing: %d is no group", standing.Chat)
	}
	if !slices.Contains([]string{"member", "administrator", "restricted", "left", "kicked"}, standing.Status) {
		return fmt.Errorf("change standing: no status %q", standing.Status)
	}
	s.stand(place, standing.Status, s.creator(place), time.Now())
	return nil
}

// creator is the first member of a group, or somebody in its place.
func (s *Server) creator(place *chat) Account {
	if len(place.members) > 0 && s.users[place.members[0]] != nil {
		return *s.users[place.members[0]].account()
	}
	return Account{ID: 1, FirstName: place.title}
}

func (s *Server) stand(place *chat, status string, by Account, now time.Time) {
	was := place.status
	if was == status {
		return
	}
	place.status = status
	s.changes.step()
	s.emit("my_chat_member", place.id, now, memberUpdate{
		Chat: place.view(), From: &by, Date: now.Unix(), Old: s.standing(was), New: s.standing(status),
	})
}

// absent reports whether the bot is not in the chat.
func (c *chat) absent() bool { return c.status == "left" || c.status == "kicked" }

// absence is how the server says so.
func (c *chat) absence() error {
	if c.status == "kicked" {
		return forbidden("bot was kicked from the " + c.kind + " chat")
	}
	return forbidden("bot is not a member of the " + c.kind + " chat")
}

// silenced says why the bot may not write to the chat that it is in, or nil.
func (c *chat) silenced() error {
	switch {
	case c.status == "restricted":
		return badRequest("not enough rights to send text messages to the chat")
	case c.kind == "channel" && c.status != "administrator":
		return badRequest("need administrator rights in the channel chat")
	}
	return nil
}
