package sandbox

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"
)

func (s *Server) sendPoll(c *call) (any, error) {
	question, _, err := formatted(c.text("question"), c.text("question_parse_mode"), c.text("question_entities"))
	if err != nil {
		return nil, err
	}
	if question == "" {
		return nil, badRequest("text must be non-empty")
	}
	if utf8.RuneCountInString(question) > 300 {
		return nil, badRequest("poll question length must not exceed 300")
	}
	options, err := pollOptions(c)
	if err != nil {
		return nil, err
	}
	kind := c.text("type")
	if kind == "" {
		kind = "regular"
	}
	s.lastQuery++
	return s.send(c, &Message{Poll: &Poll{
		ID: strconv.FormatInt(5_000_000_000+s.lastQuery, 10), Question: question, Options: options, Closed: c.flag("is_closed"),
		Anonymous: !c.has("is_anonymous") || c.flag("is_anonymous"), Type: kind, Multiple: c.flag("allows_multiple_answers"),
	}})
}

func pollOptions(c *call) ([]PollOption, error) {
	var raw []json.RawMessage
	if _, err := c.object("options", &raw); err != nil {
		return nil, badRequest("can't parse options JSON object")
	}
	if len(raw) < 1 {
		return nil, badRequest("poll must have at least 1 option")
	}
	if len(raw) > 12 {
		return nil, badRequest("poll can't have more than 12 options")
	}
	options := make([]PollOption, len(raw))
	for i := range raw {
		option := &options[i]
		if json.Unmarshal(raw[i], &option.Text) != nil && json.Unmarshal(raw[i], option) != nil {
			return nil, badRequest("expected an option to be of type String")
		}
		option.Voters = 0
		if length := utf8.RuneCountInString(option.Text); length < 1 || length > 100 {
			return nil, badRequest("poll options length must not exceed 100")
		}
	}
	return options, nil
}
