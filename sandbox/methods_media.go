package sandbox

import (
	"encoding/json"
	"strconv"
	"strings"
)

// sendFile serves sendPhoto, sendDocument and their like: the method names the kind.
func (s *Server) sendFile(c *call) (any, error) {
	kind := strings.TrimPrefix(c.method, "send")
	media, err := s.fileOf(c, kind, c.text(kind), kind)
	if err != nil {
		return nil, err
	}
	caption, entities, err := formatted(c.text("caption"), c.text("parse_mode"), c.text("caption_entities"))
	if err != nil {
		return nil, err
	}
	return s.send(c, &Message{Media: media, Caption: caption, CaptionEntities: entities})
}

// item is one file of an album (Bot API, InputMedia).
type item struct {
	Type     string          `json:"type"`
	Media    string          `json:"media"`
	Caption  string          `json:"caption"`
	Mode     string          `json:"parse_mode"`
	Entities json.RawMessage `json:"caption_entities"`
}

func (s *Server) sendMediaGroup(c *call) (any, error) {
	album, err := s.album(c)
	if err != nil {
		return nil, err
	}
	place, err := s.target(c)
	if err != nil {
		return nil, err
	}
	reply, err := s.replied(c, place)
	if err != nil {
		return nil, err
	}
	for _, message := range album {
		message.ReplyTo = reply
		if err := s.thread(c, place, message); err != nil {
			return nil, err
		}
	}
	if err := place.silenced(); err != nil {
		return nil, err
	}
	if err := s.admit(place, len(album), c.now); err != nil {
		return nil, err
	}
	s.lastQuery++
	name := strconv.FormatInt(13_000_000_000+s.lastQuery, 10)
	views := make([]*messageView, len(album))
	for i, message := range album {
		message.Album = name
		s.accept(c, place, message)
		views[i] = message.view()
	}
	return views, nil
}

// album reads the messages of an album: 2 to 10, documents and audio only among themselves (Bot API, sendMediaGroup).
func (s *Server) album(c *call) ([]*Message, error) {
	var items []item
	if _, err := c.object("media", &items); err != nil {
		return nil, badRequest("can't parse media JSON object")
	}
	if len(items) == 0 {
		return nil, badRequest("there are no messages to send")
	}
	if len(items) > 10 {
		return nil, badRequest("too many messages to send as an album")
	}
	album := make([]*Message, len(items))
	for i, it := range items {
		if it.Type != items[0].Type && (alone(it.Type) || alone(items[0].Type)) {
			return nil, badRequest("can't use the media of the specified type in the album")
		}
		var err error
		if album[i], err = s.albumMessage(c, it); err != nil {
			return nil, err
		}
	}
	return album, nil
}

// alone reports whether files of a kind are in albums only among themselves.
func alone(kind string) bool { return kind == "document" || kind == "audio" }

func (s *Server) albumMessage(c *call, it item) (*Message, error) {
	switch it.Type {
	case "photo", "video", "document", "audio":
	default:
		return nil, badRequest("can't parse InputMedia: media type must be one of photo, video, document, audio")
	}
	return s.mediaMessage(c, it)
}

// mediaMessage is a message with the file and the caption that are given.
func (s *Server) mediaMessage(c *call, it item) (*Message, error) {
	if it.Media == "" {
		return nil, badRequest("can't parse InputMedia: media not found")
	}
	media, err := s.fileOf(c, it.Type, it.Media, "")
	if err != nil {
		return nil, err
	}
	message := &Message{Media: media}
	if message.Caption, message.CaptionEntities, err = formatted(it.Caption, it.Mode, string(it.Entities)); err != nil {
		return nil, err
	}
	if err := message.fits(); err != nil {
		return nil, err
	}
	return message, nil
}
