package sandbox

// messageID is the answer of methods that say no more about a message (Bot API, MessageId).
type messageID struct {
	ID int64 `json:"message_id"`
}

// source finds the message to copy or forward.
func (s *Server) source(c *call, verb, done string) (*Message, error) {
	from, err := s.chatOf(c, "from_chat_id")
	if err != nil {
		return nil, err
	}
	message := from.message(c.number("message_id"))
	if message == nil || message.Service != "" {
		return nil, badRequest("message to %s not found", verb)
	}
	if message.protected {
		return nil, badRequest("the message can't be %s", done)
	}
	return message, nil
}

func (s *Server) copyMessage(c *call) (any, error) {
	source, err := s.source(c, "copy", "copied")
	if err != nil {
		return nil, err
	}
	message := source.copied()
	if _, given := c.values["caption"]; given && !message.plain() {
		message.Caption, message.CaptionEntities, err = formatted(c.text("caption"), c.text("parse_mode"), c.text("caption_entities"))
		if err != nil {
			return nil, err
		}
	}
	if _, err := s.send(c, message); err != nil {
		return nil, err
	}
	return messageID{message.ID}, nil
}

func (s *Server) forwardMessage(c *call) (any, error) {
	source, err := s.source(c, "forward", "forwarded")
	if err != nil {
		return nil, err
	}
	message := source.copied()
	message.origin = &origin{Type: "user", Date: source.Date, Sender: source.sender}
	return s.send(c, message)
}

// copyMessages copies what it finds of a list, and is refused only where it finds nothing (Bot API, copyMessages).
func (s *Server) copyMessages(c *call) (any, error) {
	ids, err := c.messageIDs()
	if err != nil {
		return nil, err
	}
	from, err := s.chatOf(c, "from_chat_id")
	if err != nil {
		return nil, err
	}
	place, err := s.target(c)
	if err != nil {
		return nil, err
	}
	var copies []*Message
	for _, id := range ids {
		if message := from.message(id); message != nil && message.Service == "" && !message.protected {
			copied := message.copied()
			copied.Album = message.Album
			copies = append(copies, copied)
		}
	}
	if len(copies) == 0 {
		return nil, badRequest("there are no messages to copy")
	}
	for _, message := range copies {
		if err := s.thread(c, place, message); err != nil {
			return nil, err
		}
	}
	if err := place.silenced(); err != nil {
		return nil, err
	}
	if err := s.admit(place, len(copies), c.now); err != nil {
		return nil, err
	}
	answer := make([]messageID, len(copies))
	for i, message := range copies {
		if c.flag("remove_caption") {
			message.Caption, message.CaptionEntities = "", nil
		}
		s.accept(c, place, message)
		answer[i].ID = message.ID
	}
	return answer, nil
}

// messageIDs reads message_ids: 1 to 100 of them.
func (c *call) messageIDs() ([]int64, error) {
	var ids []int64
	if _, err := c.object("message_ids", &ids); err != nil {
		return nil, badRequest("can't parse message identifiers JSON object")
	}
	if len(ids) == 0 {
		return nil, badRequest("message identifiers are not specified")
	}
	if len(ids) > 100 {
		return nil, badRequest("too many message identifiers specified")
	}
	return ids, nil
}
