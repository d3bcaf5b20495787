package sandbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// memberView is somebody's standing in a chat (Bot API, ChatMember).
type memberView struct {
	Status string   `json:"status"`
	User   *Account `json:"user"`
	Until  *int64   `json:"until_date,omitempty"`
	Member *bool    `json:"is_member,omitempty"`         // restricted
	Writes *bool    `json:"can_send_messages,omitempty"` // restricted
	Posts  bool     `json:"can_post_messages,omitempty"` // administrator
}

// memberUpdate tells of a change of standing (Bot API, ChatMemberUpdated).
type memberUpdate struct {
	Chat chatView   `json:"chat"`
	From *Account   `json:"from"`
	Date int64      `json:"date"`
	Old  memberView `json:"old_chat_member"`
	New  memberView `json:"new_chat_member"`
}

func (s *Server) standing(status string) memberView {
	view := memberView{Status: status, User: &s.bot}
	switch status {
	case "kicked":
		view.Until = new(int64)
	case "restricted":
		in := true
		view.Until, view.Member, view.Writes = new(int64), &in, new(bool)
	case "administrator":
		view.Posts = true
	}
	return view
}

// setBlocked changes whether the user has blocked the bot, and tells the bot of a change.
func (s *Server) setBlocked(user *User, blocked bool, now time.Time) {
	if user.Blocked == blocked {
		return
	}
	user.Blocked = blocked
	s.changes.step()
	was, is := "kicked", "member"
	if blocked {
		was, is = is, was
	}
	s.emit("my_chat_member", user.ID, now, memberUpdate{
		Chat: s.chats[user.ID].view(), From: user.account(), Date: now.Unix(), Old: s.standing(was), New: s.standing(is),
	})
}

// Block makes a user block the bot, or take that back.
func (s *Server) Block(_ context.Context, user int64, blocked bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	who := s.users[user]
	if who == nil {
		return fmt.Errorf("block bot: unknown user %d", user)
	}
	s.setBlocked(who, blocked, time.Now())
	return nil
}

// Deactivate deletes a user's account, as the bot sees it.
func (s *Server) Deactivate(_ context.Context, user int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	who := s.users[user]
	if who == nil {
		return fmt.Errorf("deactivate user: unknown user %d", user)
	}
	who.Deactivated = true
	s.changes.step()
	return nil
}

// Migrate upgrades a basic group to a supergroup of another id, 0: one made of the old. The old id is refused from now on.
func (s *Server) Migrate(_ context.Context, from, to int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, now := s.chats[from], time.Now()
	if to == 0 {
		to = -1_000_000_000_000 + from
	}
	switch {
	case old == nil || old.kind != "group" || old.movedTo != 0:
		return fmt.Errorf("migrate chat %d: not a basic group", from)
	case to >= 0 || s.chats[to] != nil:
		return fmt.Errorf("migrate chat %d: %d is not the id of a new supergroup", from, to)
	}
	next := &chat{id: to, kind: "supergroup", title: old.title, members: slices.Clone(old.members), status: old.status}
	s.chats[to], old.movedTo = next, to
	for _, place := range []*chat{old, next} {
		message := &Message{Service: "migrated", migration: [2]int64{0, to}}
		if place == next {
			message.migration = [2]int64{from, 0}
		}
		s.file(place, message, &Account{ID: 1087968824, IsBot: true, FirstName: "Group", Username: "GroupAnonymousBot"}, now)
		message.Bot = false // said by the group, not by our bot
		s.emit("message", place.id, now, message.view())
	}
	return nil
}

// NewUsers adds one user, or Count users from the id First on.
type NewUsers struct {
	User
	First int64 `json:"first"`
	Count int   `json:"count"`
}

// usersLimit is the most users one call adds.
const usersLimit = 1_000_000

// AddUsers adds users with their private chats.
func (s *Server) AddUsers(_ context.Context, users NewUsers) error {
	if users.First == 0 {
		users.First, users.Count = users.ID, 1
	}
	if users.First <= 0 || users.Count < 1 || users.Count > usersLimit {
		return errors.New("add users: needs a positive id and a count of 1 to 1000000")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range users.Count {
		user := users.User
		user.ID = users.First + int64(i)
		s.addUser(user)
	}
	s.changes.step()
	return nil
}

// Reset brings the world back to what the configuration says. What the bot set up for itself stays, and all numbers go on.
func (s *Server) Reset(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.populate()
	s.changes.log, s.changes.toasts = nil, nil
	s.changes.step()
	return nil
}

// Redeliver delivers the last n confirmed updates once more, with their old ids.
func (s *Server) Redeliver(_ context.Context, last int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	confirmed := s.queue.confirmed
	s.queue.again = append(s.queue.again, confirmed[max(0, len(confirmed)-max(last, 0)):]...)
	s.wakeBot()
	return nil
}
