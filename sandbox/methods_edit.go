package sandbox

import (
	"reflect"
	"slices"
)

// edited is what an edit makes of a message.
type edited struct {
	text     string
	entities []Entity
	caption  string
	marks    []Entity // of the caption
	media    *Media
}

func (s *Server) editMessageText(c *call) (any, error) {
	if !c.has("text") {
		return nil, badRequest("message text is empty")
	}
	text, entities, err := formatted(c.text("text"), c.text("parse_mode"), c.text("entities"))
	if err != nil {
		return nil, err
	}
	return s.edit(c, func(m *Message) (edited, error) {
		switch {
		case !m.plain():
			return edited{}, badRequest("there is no text in the message to edit")
		case text == "":
			return edited{}, badRequest("text must be non-empty")
		case units(text) > textLimit:
			return edited{}, badRequest("MESSAGE_TOO_LONG")
		}
		return edited{text: text, entities: entities}, nil
	})
}

func (s *Server) editMessageCaption(c *call) (any, error) {
	caption, marks, err := formatted(c.text("caption"), c.text("parse_mode"), c.text("caption_entities"))
	if err != nil {
		return nil, err
	}
	return s.edit(c, func(m *Message) (edited, error) {
		switch {
		case m.Media == nil:
			return edited{}, badRequest("there is no caption in the message to edit")
		case units(caption) > captionLimit:
			return edited{}, badRequest("MEDIA_CAPTION_TOO_LONG")
		}
		return edited{caption: caption, marks: marks, media: m.Media}, nil
	})
}

// editMessageMedia replaces the file of a message, or makes a file of a text (Bot API, editMessageMedia).
func (s *Server) editMessageMedia(c *call) (any, error) {
	var given item
	if known, err := c.object("media", &given); err != nil || !known {
		return nil, badRequest("can't parse input media JSON object")
	}
	return s.edit(c, func(m *Message) (edited, error) {
		if m.Poll != nil || m.Media != nil && m.Media.Type == "voice" {
			return edited{}, badRequest("message media can't be edited")
		}
		after, err := s.mediaMessage(c, given)
		switch {
		case err != nil:
			return edited{}, err
		case m.Album != "" && m.Media != nil && m.Media.Type != given.Type && (alone(m.Media.Type) || alone(given.Type)):
			return edited{}, badRequest("can't change media type in the album")
		case m.Album != "" && given.Type == "animation":
			return edited{}, badRequest("message content type can't be used in an album")
		}
		return edited{caption: after.Caption, marks: after.CaptionEntities, media: after.Media}, nil
	})
}

func (s *Server) editMessageReplyMarkup(c *call) (any, error) {
	return s.edit(c, func(m *Message) (edited, error) {
		return edited{text: m.Text, entities: m.Entities, caption: m.Caption, marks: m.CaptionEntities, media: m.Media}, nil
	})
}

// edit changes a message of the bot into what change makes of it, with the keyboard of the request or none.
func (s *Server) edit(c *call, change func(*Message) (edited, error)) (any, error) {
	keys, err := c.markup()
	if err != nil {
		return nil, err
	}
	if keys.below != nil && string(keys.below) != "{}" {
		return nil, badRequest("inline keyboard expected")
	}
	message, err := s.editable(c)
	if err != nil {
		return nil, err
	}
	if message.Location != nil && c.method != "editmessagereplymarkup" {
		return nil, badRequest("message can't be edited") // of a place nothing but its buttons
	}
	after, err := change(message)
	if err != nil {
		return nil, err
	}
	if message.same(after, keys.inline) {
		return nil, badRequest("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
	}
	if user := message.place.user; user != nil {
		if err := user.refuses(); err != nil {
			return nil, err
		}
	}
	message.Text, message.Entities, message.Caption, message.CaptionEntities = after.text, after.entities, after.caption, after.marks
	message.Media = after.media
	message.Keyboard, message.EditDate, message.EditedNS = keys.inline, c.now.Unix(), c.now.UnixNano()
	s.touch(message)
	if c.has("inline_message_id") {
		return true, nil // where it is, is no concern of the bot's
	}
	return message.view(), nil
}

// editable finds the message to edit: one of the bot's, or by its inline id one posted via the bot.
func (s *Server) editable(c *call) (*Message, error) {
	if c.has("inline_message_id") {
		if message := s.inlined(c.text("inline_message_id")); message != nil {
			return message, nil
		}
		return nil, badRequest("MESSAGE_ID_INVALID")
	}
	if !c.has("chat_id") && !c.has("message_id") {
		return nil, badRequest("message identifier is not specified")
	}
	place, err := s.target(c)
	if err != nil {
		return nil, err
	}
	message := place.message(c.number("message_id"))
	switch {
	case message == nil:
		return nil, badRequest("message to edit not found")
	case !message.Bot || message.Service != "" || message.ReplyKeyboard != nil:
		return nil, badRequest("message can't be edited") // not the bot's, or sent with a keyboard below the chat
	}
	return message, nil
}

func (m *Message) same(after edited, keys [][]Key) bool {
	return m.Text == after.text && m.Caption == after.caption && m.Media == after.media && reflect.DeepEqual(m.Keyboard, keys) &&
		sameEntities(m.Entities, after.entities) && sameEntities(m.CaptionEntities, after.marks)
}

func sameEntities(a, b []Entity) bool {
	return slices.EqualFunc(a, b, func(x, y Entity) bool { return reflect.DeepEqual(x, y) })
}
