package alliance

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strconv"
	"strings"
)

// Place is where something is said: a chat and, in a forum, one of its topics (Bot API, message_thread_id). Topic 0 is a chat
// without topics, or the General topic of one.
type Place struct{ Chat, Topic int64 }

// Group reports whether it is in a group or channel: their ids are negative (Bot API, Chat).
func (place Place) Group() bool { return place.Chat < 0 }

// Compare orders places by chat, then by topic.
func (place Place) Compare(other Place) int {
	return cmp.Or(cmp.Compare(place.Chat, other.Chat), cmp.Compare(place.Topic, other.Topic))
}

// PlaceKind says what people call a place.
type PlaceKind string

// The kinds of places. The General topic of a forum goes by the name of its group, and counts as that.
const (
	GroupPlace   PlaceKind = "group"
	ChannelPlace PlaceKind = "channel"
	TopicPlace   PlaceKind = "topic"
)

// PlaceCount counts places by what people call them.
type PlaceCount struct {
	Groups   int `json:"groups,omitempty"`
	Channels int `json:"channels,omitempty"`
	Topics   int `json:"topics,omitempty"`
}

// With counts one more.
func (count PlaceCount) With(kind PlaceKind) PlaceCount {
	switch kind {
	case TopicPlace:
		count.Topics++
	case ChannelPlace:
		count.Channels++
	case GroupPlace:
		count.Groups++
	}
	return count
}

// Total is how many there are.
func (count PlaceCount) Total() int { return count.Groups + count.Channels + count.Topics }

// Mixed reports whether they are of more than one kind.
func (count PlaceCount) Mixed() bool {
	return count.Total() > max(count.Groups, count.Channels, count.Topics)
}

// String writes the place as ParsePlace reads it: "-1001" or, with a topic, "-1001/5".
func (place Place) String() string {
	text := strconv.FormatInt(place.Chat, 10)
	if place.Topic == 0 {
		return text
	}
	return text + "/" + strconv.FormatInt(place.Topic, 10)
}

// ParsePlace reads what String wrote; anything else is an error of kind Invalid.
func ParsePlace(text string) (Place, error) {
	chat, topic, divided := strings.Cut(text, "/")
	var place Place
	var err error
	if place.Chat, err = strconv.ParseInt(chat, 10, 64); err != nil {
		return Place{}, Errorf(Invalid, "read place %q: %w", text, err)
	}
	if !divided {
		return place, nil
	}
	if place.Topic, err = strconv.ParseInt(topic, 10, 64); err != nil {
		return Place{}, Errorf(Invalid, "read place %q: %w", text, err)
	}
	return place, nil
}

// MarshalJSON writes a text, since ids may have more digits than JSON's numbers hold.
func (place Place) MarshalJSON() ([]byte, error) { return json.Marshal(place.String()) }

// UnmarshalJSON reads a text, or the number that a chat was before there were topics.
func (place *Place) UnmarshalJSON(text []byte) (err error) {
	*place, err = ParsePlace(string(bytes.Trim(text, `"`)))
	return err
}
