package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// InlineQuery is a user typing the bot's name and a question in some chat (Bot API, InlineQuery).
type InlineQuery struct {
	User   int64  `json:"user"`
	Chat   int64  `json:"chat"` // 0: the private chat of the user
	Query  string `json:"query"`
	Offset string `json:"offset"`
	WaitMS int    `json:"wait_ms"`
}

// InlineAnswer is what the bot offered. With the id of the query one of the results can be chosen.
type InlineAnswer struct {
	QueryID  string          `json:"query_id"`
	Answered bool            `json:"answered"`
	Results  json.RawMessage `json:"results,omitempty"`
	Next     string          `json:"next_offset"`
	Personal bool            `json:"is_personal"`
}

// Ask sends an inline query and waits for the answer as long as asked.
func (s *Server) Ask(ctx context.Context, inline InlineQuery) (InlineAnswer, error) {
	q, err := s.askInline(inline, time.Now())
	if err != nil {
		return InlineAnswer{}, err
	}
	if !s.settled(ctx, q, inline.WaitMS) {
		return InlineAnswer{QueryID: q.id}, nil
	}
	return *q.results, nil
}

func (s *Server) askInline(inline InlineQuery, now time.Time) (*query, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user, place, err := s.participant(inline.User, inline.Chat)
	if err != nil {
		return nil, fmt.Errorf("ask inline: %w", err)
	}
	q := s.ask(user.ID, true, now)
	q.text = inline.Query
	s.emit("inline_query", user.ID, now, inlineQueryView{
		ID: q.id, From: user.account(), Query: inline.Query, Offset: inline.Offset, ChatType: place.askedIn(),
	})
	return q, nil
}

// inlineQueryView is an inline query as the bot gets it (Bot API, InlineQuery).
type inlineQueryView struct {
	ID       string   `json:"id"`
	From     *Account `json:"from"`
	Query    string   `json:"query"`
	Offset   string   `json:"offset"`
	ChatType string   `json:"chat_type"`
}

// askedIn is the type of the chat as inline queries tell it: the one with the bot itself is the sender's.
func (c *chat) askedIn() string {
	if c.user != nil {
		return "sender"
	}
	return c.kind
}

// inlineResult is the part of a result that is checked (Bot API, InlineQueryResult).
type inlineResult struct {
	Type    string `json:"type"`
	ID      string `json:"id"`
	Title   string `json:"title"`
	Content *struct {
		Text     *string         `json:"message_text"`
		Mode     string          `json:"parse_mode"`
		Entities json.RawMessage `json:"entities"`
	} `json:"input_message_content"`
	Markup json.RawMessage `json:"reply_markup"`
}

func (s *Server) answerInlineQuery(c *call) (any, error) {
	offers, err := readOffers(c)
	if err != nil {
		return nil, err
	}
	if len(c.text("next_offset")) > 64 {
		return nil, badRequest("NEXT_OFFSET_INVALID")
	}
	q, err := s.open(c.text("inline_query_id"), true, c.now)
	if err != nil {
		return nil, err
	}
	q.offers = offers
	q.results = &InlineAnswer{
		QueryID: q.id, Answered: true, Results: json.RawMessage(c.text("results")), Next: c.text("next_offset"), Personal: c.flag("is_personal"),
	}
	close(q.answered)
	return true, nil
}

// readOffers checks the results of an answer and gives the message of each by the result's id.
func readOffers(c *call) (map[string]*Message, error) {
	var results []inlineResult
	if _, err := c.object("results", &results); err != nil {
		return nil, badRequest("can't parse JSON encoded inline query results")
	}
	if len(results) > 50 {
		return nil, badRequest("too many inline query results specified")
	}
	offers := map[string]*Message{}
	for _, result := range results {
		if _, twice := offers[result.ID]; twice {
			return nil, badRequest("RESULT_ID_DUPLICATE")
		}
		message, err := result.message()
		if err != nil {
			return nil, err
		}
		offers[result.ID] = message
	}
	return offers, nil
}

// message is what choosing the result says. Of a result without a text only the keyboard is known.
func (result inlineResult) message() (*Message, error) {
	switch {
	case result.ID == "" || len(result.ID) > 64:
		return nil, badRequest("RESULT_ID_INVALID")
	case result.Type == "article" && result.Title == "":
		return nil, badRequest("can't parse inline query result: Can't find field \"title\"")
	case result.Type == "article" && result.Content == nil:
		return nil, badRequest("can't parse inline query result: Input message content is not specified")
	}
	message := &Message{}
	if result.Content != nil && result.Content.Text != nil {
		text, entities, err := formatted(*result.Content.Text, result.Content.Mode, string(result.Content.Entities))
		switch {
		case err != nil:
			return nil, err
		case text == "":
			return nil, badRequest("can't parse inline query result: Message text is empty")
		case units(text) > textLimit:
			return nil, badRequest("MESSAGE_TOO_LONG")
		}
		message.Text, message.Entities = text, entities
	}
	given := call{values: map[string]string{"reply_markup": string(result.Markup)}}
	keys, err := given.markup()
	message.Keyboard = keys.inline
	return message, err
}
