package sandbox

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Press is a user pressing a button. Without Message it is the newest message that has such a button.
type Press struct {
	User    int64  `json:"user"`
	Chat    int64  `json:"chat"` // 0: the private chat of the user
	Message int64  `json:"message_id"`
	Data    string `json:"data"`    // the button with this callback data,
	Text    string `json:"text"`    // or whose text contains this
	Forge   bool   `json:"forge"`   // send Data although no button has it
	WaitMS  int    `json:"wait_ms"` // how long to wait for the answer; 0: not at all
}

// Pressed is what the bot answered. For a button that opens an address, URL is that address and nothing was asked of the bot.
type Pressed struct {
	Answered   bool   `json:"answered"`
	Text       string `json:"text"`
	Alert      bool   `json:"alert"`
	URL        string `json:"url"`
	CallbackID string `json:"callback_id"`
}

// Press presses a button and waits for the answer as long as asked.
func (s *Server) Press(ctx context.Context, press Press) (Pressed, error) {
	q, pressed, err := s.press(press, time.Now())
	if err != nil || q == nil || !s.settled(ctx, q, press.WaitMS) {
		return pressed, err
	}
	return *q.pressed, nil
}

func (s *Server) press(press Press, now time.Time) (*query, Pressed, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user, place, err := s.participant(press.User, press.Chat)
	if err != nil {
		return nil, Pressed{}, err
	}
	message, key, err := place.button(press)
	if err != nil {
		return nil, Pressed{}, err
	}
	if key.URL != "" {
		return nil, Pressed{URL: key.URL}, nil
	}
	q := s.ask(user.ID, false, now)
	view := queryView{ID: q.id, From: user.account(), Inline: message.inlineID(), Instance: strconv.FormatInt(place.id*7919, 10), Data: key.Data}
	if view.Inline == "" {
		view.Message = message.view()
	}
	s.emit("callback_query", place.id, now, view)
	return q, Pressed{CallbackID: q.id}, nil
}

// participant finds a user and the chat they act in; chat 0 is their private one.
func (s *Server) participant(user, chat int64) (*User, *chat, error) {
	if chat == 0 {
		chat = user
	}
	who, place := s.users[user], s.chats[chat]
	switch {
	case who == nil:
		return nil, nil, fmt.Errorf("unknown user %d", user)
	case place == nil:
		return nil, nil, fmt.Errorf("unknown chat %d", chat)
	case place.user != nil && place.user != who:
		return nil, nil, fmt.Errorf("chat %d is the private chat of somebody else", chat)
	case place.movedTo != 0:
		return nil, nil, fmt.Errorf("chat %d has become %d", chat, place.movedTo)
	case who.Deactivated:
		return nil, nil, fmt.Errorf("user %d is deactivated", user)
	}
	return who, place, nil
}

// button finds the button meant: newest message first.
func (c *chat) button(press Press) (*Message, Key, error) {
	for _, message := range slices.Backward(c.history) {
		if !message.Bot && message.Via == nil || message.Deleted || press.Message != 0 && message.ID != press.Message {
			continue
		}
		if press.Forge {
			return message, Key{Data: press.Data}, nil
		}
		if key, ok := message.key(press); ok {
			return message, key, nil
		}
	}
	return nil, Key{}, fmt.Errorf("no button %q in chat %d; there are %q", press.Data+press.Text, c.id, c.buttons())
}

func (m *Message) key(press Press) (Key, bool) {
	for _, row := range m.Keyboard {
		for _, key := range row {
			byData := press.Data != "" && key.Data == press.Data
			byText := press.Data == "" && strings.Contains(key.Text, press.Text)
			if (byData || byText) && (key.Data != "" || key.URL != "") {
				return key, true
			}
		}
	}
	return Key{}, false
}

// buttons lists the texts of the newest buttons, to help whoever looked for another one.
func (c *chat) buttons() []string {
	var texts []string
	for i := len(c.history) - 1; i >= 0 && len(texts) < 20; i-- {
		for _, row := range c.history[i].Keyboard {
			for _, key := range row {
				texts = append(texts, key.Text)
			}
		}
	}
	return texts
}
