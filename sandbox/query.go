package sandbox

import (
	"context"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// queryTime is how long a button press may be answered, about as long as Telegram's clients wait.
const queryTime = time.Minute

// query is a pressed button waiting for its answer, or an inline query.
type query struct {
	id       string
	user     int64
	inline   bool
	at       time.Time
	text     string              // of an inline query
	pressed  *Pressed            // the answer of a pressed button,
	results  *InlineAnswer       // or of an inline query; never changed once answered is closed
	offers   map[string]*Message // what choosing each of the results says
	answered chan struct{}
}

// ask makes a query, and forgets those too old to be answered.
func (s *Server) ask(user int64, inline bool, now time.Time) *query {
	if len(s.queries) >= 1000 {
		for id, old := range s.queries {
			if now.Sub(old.at) > queryTime {
				delete(s.queries, id)
			}
		}
	}
	s.lastQuery++
	q := &query{
		id: strconv.FormatInt(4_400_000_000_000_000+s.lastQuery, 10), user: user, inline: inline, at: now,
		answered: make(chan struct{}),
	}
	s.queries[q.id] = q
	return q
}

// open finds a query that can still be answered.
func (s *Server) open(id string, inline bool, now time.Time) (*query, error) {
	q := s.queries[id]
	if q == nil || q.inline != inline || q.closed() || now.Sub(q.at) > queryTime {
		return nil, badRequest("query is too old and response timeout expired or query ID is invalid")
	}
	return q, nil
}

func (q *query) closed() bool {
	select {
	case <-q.answered:
		return true
	default:
		return false
	}
}

// settled waits for the answer of a query and reports whether it has come.
func (s *Server) settled(ctx context.Context, q *query, waitMS int) bool {
	if waitMS <= 0 {
		return q.closed()
	}
	timer := time.NewTimer(time.Duration(waitMS) * time.Millisecond)
	defer timer.Stop()
	select {
	case <-q.answered:
		return true
	case <-timer.C:
	case <-s.done:
	case <-ctx.Done():
	}
	return false
}

func (s *Server) answerCallbackQuery(c *call) (any, error) {
	q, err := s.open(c.text("callback_query_id"), false, c.now)
	if err != nil {
		return nil, err
	}
	answer := Pressed{Answered: true, CallbackID: q.id, Text: c.text("text"), Alert: c.flag("show_alert"), URL: c.text("url")}
	if utf8.RuneCountInString(answer.Text) > 200 {
		return nil, badRequest("MESSAGE_TOO_LONG")
	}
	if answer.URL != "" && !strings.Contains(answer.URL, "t.me/"+s.bot.Username) {
		return nil, badRequest("URL_INVALID")
	}
	q.pressed = &answer
	close(q.answered)
	if answer.Text != "" {
		s.toast(Toast{User: q.user, Text: answer.Text, Alert: answer.Alert})
	}
	return true, nil
}

// queryView is a pressed button as the bot gets it (Bot API, CallbackQuery). Of a message posted via the bot it gets an id only.
type queryView struct {
	ID       string       `json:"id"`
	From     *Account     `json:"from"`
	Message  *messageView `json:"message,omitempty"`
	Inline   string       `json:"inline_message_id,omitempty"`
	Instance string       `json:"chat_instance"`
	Data     string       `json:"data"`
}
