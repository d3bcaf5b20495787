package sandbox

import (
	"encoding/json"
	"strconv"
	"time"
)

const (
	textLimit    = 4096 // UTF-16 units after entities (Bot API, sendMessage)
	captionLimit = 1024 // the same (Bot API, sendPhoto)
)

func (s *Server) sendMessage(c *call) (any, error) {
	if !c.has("text") {
		return nil, badRequest("message text is empty")
	}
	text, entities, err := formatted(c.text("text"), c.text("parse_mode"), c.text("entities"))
	if err != nil {
		return nil, err
	}
	return s.send(c, &Message{Text: text, Entities: entities})
}

// send puts one message into the chat of the request, after the checks all such methods share, in the order the server has them.
func (s *Server) send(c *call, message *Message) (any, error) {
	place, err := s.prepare(c, message)
	if err != nil {
		return nil, err
	}
	if err := s.admit(place, 1, c.now); err != nil {
		return nil, err
	}
	s.accept(c, place, message)
	return message.view(), nil
}

// prepare finds the chat and gives the message its keyboard and the message it replies to.
func (s *Server) prepare(c *call, message *Message) (*chat, error) {
	keys, err := c.markup()
	if err != nil {
		return nil, err
	}
	place, err := s.target(c)
	if err != nil {
		return nil, err
	}
	if err := keys.fits(place); err != nil {
		return nil, err
	}
	message.Keyboard, message.ReplyKeyboard = keys.inline, keys.below
	if message.ReplyTo, err = s.replied(c, place); err != nil {
		return nil, err
	}
	if err := s.thread(c, place, message); err != nil {
		return nil, err
	}
	if err := place.silenced(); err != nil {
		return nil, err
	}
	return place, message.fits()
}

// fits refuses a text or caption that is too long, and a message without content.
func (m *Message) fits() error {
	switch {
	case m.plain() && m.Text == "":
		return badRequest("text must be non-empty")
	case units(m.Text) > textLimit:
		return badRequest("message is too long")
	case units(m.Caption) > captionLimit:
		return badRequest("message caption is too long")
	}
	return nil
}

// replied finds the message to reply to (Bot API, ReplyParameters, or the older reply_to_message_id); 0: none.
func (s *Server) replied(c *call, place *chat) (int64, error) {
	given := struct {
		Message int64           `json:"message_id"`
		Chat    json.RawMessage `json:"chat_id"`
		Lax     bool            `json:"allow_sending_without_reply"`
	}{Message: c.number("reply_to_message_id"), Lax: c.flag("allow_sending_without_reply")}
	if _, err := c.object("reply_parameters", &given); err != nil {
		return 0, badRequest("can't parse reply parameters JSON object")
	}
	from := place
	if id, err := strconv.ParseInt(string(given.Chat), 10, 64); err == nil && id != 0 && s.chats[id] != nil {
		from = s.chats[id]
	}
	switch {
	case given.Message == 0:
		return 0, nil
	case from.message(given.Message) != nil && from == place:
		return given.Message, nil
	case from.message(given.Message) != nil || given.Lax:
		return 0, nil // a quote of another chat has no message here to point at
	}
	return 0, badRequest("message to be replied not found")
}

// accept puts an admitted message of the bot into the chat.
func (s *Server) accept(c *call, place *chat, message *Message) {
	message.protected = c.flag("protect_content")
	message.Method = s.table[c.method].name
	s.file(place, message, &s.bot, c.now)
	place.typing = time.Time{}
	s.stats.count(c.now)
	place.answer(c.now)
}

// file gives a message its number and date and puts it into the chat.
func (s *Server) file(place *chat, message *Message, sender *Account, now time.Time) {
	from := *sender
	message.place, message.sender, message.Chat = place, &from, place.id
	message.From, message.Bot, message.Name = from.ID, from.IsBot, from.FirstName
	message.Date, message.AtNS = now.Unix(), now.UnixNano()
	message.ID = s.nextID(place)
	place.add(message)
	s.touch(message)
}

func (s *Server) sendLocation(c *call) (any, error) {
	latitude, err1 := strconv.ParseFloat(c.text("latitude"), 64)
	longitude, err2 := strconv.ParseFloat(c.text("longitude"), 64)
	switch {
	case !c.has("latitude"):
		return nil, badRequest("latitude is empty")
	case !c.has("longitude"):
		return nil, badRequest("longitude is empty")
	case err1 != nil || err2 != nil || max(latitude, -latitude) > 90 || max(longitude, -longitude) > 180:
		return nil, badRequest("wrong location specified")
	}
	return s.send(c, &Message{Location: &Location{Latitude: latitude, Longitude: longitude}})
}

// sendChatAction shows in the chat that the bot is typing.
func (s *Server) sendChatAction(c *call) (any, error) {
	switch c.text("action") {
	case "":
		return nil, badRequest("parameter \"action\" is required")
	case "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
		"choose_sticker", "find_location", "record_video_note", "upload_video_note":
	default:
		return nil, badRequest("wrong parameter action in request")
	}
	place, err := s.target(c)
	if err != nil {
		return nil, err
	}
	place.typing = c.now.Add(typingTime)
	s.changes.step()
	return true, nil
}

func (s *Server) setMessageReaction(c *call) (any, error) {
	place, err := s.target(c)
	if err != nil {
		return nil, err
	}
	message := place.message(c.number("message_id"))
	if message == nil {
		return nil, badRequest("message to react not found")
	}
	var reactions []struct {
		Emoji string `json:"emoji"`
	}
	if _, err := c.object("reaction", &reactions); err != nil {
		return nil, badRequest("can't parse reaction types JSON object")
	}
	if len(reactions) > 1 {
		return nil, badRequest("REACTIONS_TOO_MANY")
	}
	message.Reaction = ""
	if len(reactions) == 1 {
		message.Reaction = reactions[0].Emoji
	}
	s.touch(message)
	return true, nil
}
