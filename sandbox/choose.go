package sandbox

import (
	"context"
	"fmt"
	"time"
)

// Choice is a user choosing one of the results that an inline query was answered with.
type Choice struct {
	Query   string `json:"query_id"`
	Result  string `json:"result_id"`
	Chat    int64  `json:"chat"` // 0: the private chat of the user
	ReplyTo int64  `json:"reply_to"`
	Topic   int64  `json:"message_thread_id,omitempty"`
}

// Choose posts the message of the result into the chat, as the user's, via the bot. The bot gets it as it gets every message, and
// is told of the choice if it has asked for that (Bot API, ChosenInlineResult).
func (s *Server) Choose(_ context.Context, choice Choice) (Posted, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	posted, err := s.choose(choice, time.Now())
	if err != nil {
		return Posted{}, fmt.Errorf("choose result: %w", err)
	}
	return posted, nil
}

func (s *Server) choose(choice Choice, now time.Time) (Posted, error) {
	q := s.queries[choice.Query]
	if q == nil || q.results == nil {
		return Posted{}, fmt.Errorf("no answered inline query %q", choice.Query)
	}
	offered := q.offers[choice.Result]
	switch {
	case offered == nil:
		return Posted{}, fmt.Errorf("inline query %s was not offered %q", q.id, choice.Result)
	case offered.Text == "":
		return Posted{}, fmt.Errorf("result %q has no text, and the sandbox posts texts only", choice.Result)
	}
	user, place, err := s.participant(q.user, choice.Chat)
	if err != nil {
		return Posted{}, err
	}
	message := offered.copied()
	message.Keyboard, message.ReplyTo, message.Via = offered.Keyboard, choice.ReplyTo, &s.bot
	if err := place.enter(message, choice.Topic); err != nil {
		return Posted{}, err
	}
	posted := s.say(user, place, message, now)
	s.emit("chosen_inline_result", user.ID, now, chosenView{
		Result: choice.Result, From: user.account(), Query: q.text, Inline: message.inlineID(),
	})
	return posted, nil
}

// chosenView tells the bot which of its results was chosen (Bot API, ChosenInlineResult).
type chosenView struct {
	Result string   `json:"result_id"`
	From   *Account `json:"from"`
	Query  string   `json:"query"`
	Inline string   `json:"inline_message_id,omitempty"`
}

// inlineID is by what the bot knows a message that somebody posted via it; one without keys it does not know (Bot API,
// ChosenInlineResult).
func (m *Message) inlineID() string {
	if m.Via == nil || len(m.Keyboard) == 0 {
		return ""
	}
	return fmt.Sprintf("INLINE%d_%d", m.Chat, m.ID)
}

// inlined finds the message of an inline id, or nil.
func (s *Server) inlined(id string) *Message {
	var chat, number int64
	if _, err := fmt.Sscanf(id, "INLINE%d_%d", &chat, &number); err != nil || s.chats[chat] == nil {
		return nil
	}
	if message := s.chats[chat].message(number); message != nil && message.inlineID() == id {
		return message
	}
	return nil
}
