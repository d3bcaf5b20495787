package sandbox

import "time"

// deleteTime is how long after sending a message can be deleted (Bot API, deleteMessage).
const deleteTime = 48 * time.Hour

func (s *Server) deleteMessage(c *call) (any, error) {
	place, err := s.target(c)
	if err != nil {
		return nil, err
	}
	return true, s.remove(place, c.number("message_id"), c.now)
}

// remove deletes a message.
func (s *Server) remove(place *chat, id int64, now time.Time) error {
	message := place.message(id)
	if message == nil {
		return badRequest("message to delete not found")
	}
	if err := message.deletable(now); err != nil {
		return err
	}
	message.Deleted = true
	s.touch(message)
	return nil
}

// deletable: the bot's own messages, and in private chats those of the user too, while they are young enough.
func (m *Message) deletable(now time.Time) error {
	switch {
	case !m.Bot && m.place.user == nil:
		return badRequest("message can't be deleted")
	case now.Sub(time.Unix(0, m.AtNS)) > deleteTime:
		return badRequest("message can't be deleted for everyone")
	}
	return nil
}

// deleteMessages skips what is not there (Bot API, deleteMessages). One message that cannot be deleted keeps all from it.
func (s *Server) deleteMessages(c *call) (any, error) {
	ids, err := c.messageIDs()
	if err != nil {
		return nil, err
	}
	place, err := s.target(c)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if message := place.message(id); message != nil {
			if err := message.deletable(c.now); err != nil {
				return nil, err
			}
		}
	}
	for _, id := range ids {
		_ = s.remove(place, id, c.now) // what is not there is skipped
	}
	return true, nil
}
