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
	Query  string `json:"query"`
	Offset string `json:"offset"`
	WaitMS int    `json:"wait_ms"`
}

// InlineAnswer is what the bot offered.
type InlineAnswer struct {
	Answered bool            `json:"answered"`
	Results  json.RawMessage `json:"results,omitempty"`
	Next     string          `json:"next_offset"`
	Personal bool            `json:"is_personal"`
}

// Ask sends an inline query and waits for the answer as long as asked.
func (s *Server) Ask(ctx context.Context, inline InlineQuery) (InlineAnswer, error) {
	q, err := s.askInline(inline, time.Now())
	if err != nil || !s.settled(ctx, q, inline.WaitMS) {
		return InlineAnswer{}, err
	}
	return *q.results, nil
}

func (s *Server) askInline(inline InlineQuery, now time.Time) (*query, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	user := s.users[inline.User]
	if user == nil {
		return nil, fmt.Errorf("ask inline: unknown user %d", inline.User)
	}
	q := s.ask(user.ID, true, now)
	s.emit("inline_query", user.ID, now, map[string]any{
		"id": q.id, "from": user.account(), "query": inline.Query, "offset": inline.Offset,
	})
	return q, nil
}

// inlineResult is the part of a result that is checked (Bot API, InlineQueryResult).
type inlineResult struct {
	Type    string `json:"type"`
	ID      string `json:"id"`
	Title   string `json:"title"`
	Content *struct {
		Text *string `json:"message_text"`
		Mode string  `json:"parse_mode"`
	} `json:"input_message_content"`
	Markup json.RawMessage `json:"reply_markup"`
}

func (s *Server) answerInlineQuery(c *call) (any, error) {
	var results []inlineResult
	if _, err := c.object("results", &results); err != nil {
		return nil, badRequest("can't parse JSON encoded inline query results")
	}
	if len(results) > 50 {
		return nil, badRequest("too many inline query results specified")
	}
	seen := map[string]bool{}
	for _, result := range results {
		if seen[result.ID] {
			return nil, badRequest("RESULT_ID_DUPLICATE")
		}
		seen[result.ID] = true
		if err := result.check(); err != nil {
			return nil, err
		}
	}
	if len(c.text("next_offset")) > 64 {
		return nil, badRequest("NEXT_OFFSET_INVALID")
	}
	q, err := s.open(c.text("inline_query_id"), true, c.now)
	if err != nil {
		return nil, err
	}
	q.results = &InlineAnswer{
		Answered: true, Results: json.RawMessage(c.text("results")), Next: c.text("next_offset"), Personal: c.flag("is_personal"),
	}
	close(q.answered)
	return true, nil
}

func (result inlineResult) check() error {
	switch {
	case result.ID == "" || len(result.ID) > 64:
		return badRequest("RESULT_ID_INVALID")
	case result.Type == "article" && result.Title == "":
		return badRequest("can't parse inline query result: Can't find field \"title\"")
	case result.Type == "article" && result.Content == nil:
		return badRequest("can't parse inline query result: Input message content is not specified")
	}
	if result.Content != nil && result.Content.Text != nil {
		text, _, err := formatted(*result.Content.Text, result.Content.Mode, "")
		switch {
		case err != nil:
			return err
		case text == "":
			return badRequest("can't parse inline query result: Message text is empty")
		case units(text) > textLimit:
			return badRequest("MESSAGE_TOO_LONG")
		}
	}
	keys := call{values: map[string]string{"reply_markup": string(result.Markup)}}
	_, err := keys.markup()
	return err
}
