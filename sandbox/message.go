package sandbox

import "encoding/json"

// Message is one message of a chat as the control API shows it. Seq grows with every change of any message.
type Message struct {
	Seq             int64           `json:"seq"`
	ID              int64           `json:"message_id"`
	Chat            int64           `json:"chat"`
	From            int64           `json:"from"`
	Bot             bool            `json:"bot"`
	Name            string          `json:"name"`
	Via             *Account        `json:"via_bot,omitempty"` // the bot that offered the message to its author
	Date            int64           `json:"date"`              // Unix seconds
	EditDate        int64           `json:"edit_date"`         // Unix seconds; 0: never edited
	Deleted         bool            `json:"deleted"`
	Text            string          `json:"text"`
	Entities        []Entity        `json:"entities"`
	Caption         string          `json:"caption"`
	CaptionEntities []Entity        `json:"caption_entities"`
	Media           *Media          `json:"media,omitempty"`
	Poll            *Poll           `json:"poll,omitempty"`
	Location        *Location       `json:"location,omitempty"`
	ReplyTo         int64           `json:"reply_to"`
	Keyboard        [][]Key         `json:"keyboard"`
	ReplyKeyboard   json.RawMessage `json:"reply_keyboard,omitempty"`
	Reaction        string          `json:"reaction,omitempty"`
	Album           string          `json:"media_group_id,omitempty"`
	Topic           int64           `json:"message_thread_id,omitempty"`
	TopicName       string          `json:"topic_name,omitempty"`
	Service         string          `json:"service,omitempty"`   // what a service message tells
	Method          string          `json:"method"`              // by which the bot sent it, "sendMessage"
	AtNS            int64           `json:"at_ns"`               // moment of acceptance, Unix nanoseconds
	EditedNS        int64           `json:"edited_ns,omitempty"` // moment of the last edit

	place     *chat
	sender    *Account
	origin    *origin
	protected bool
	migration [2]int64 // of a service message: from, to
}

// Media is a file in a message; URL shows it to the chat page.
type Media struct {
	Type     string `json:"type"` // photo, document, video, audio, voice, animation
	FileID   string `json:"file_id"`
	FileName string `json:"file_name"`
	MIME     string `json:"mime_type"`
	Width    int    `json:"width"`
	Height   int    `json:"height"`
	URL      string `json:"url"`

	unique string
	size   int64
}

// Poll is a poll in a message (Bot API, Poll).
type Poll struct {
	ID        string       `json:"id"`
	Question  string       `json:"question"`
	Options   []PollOption `json:"options"`
	Voters    int          `json:"total_voter_count"`
	Closed    bool         `json:"is_closed"`
	Anonymous bool         `json:"is_anonymous"`
	Type      string       `json:"type"`
	Multiple  bool         `json:"allows_multiple_answers"`
}

// PollOption is one of the answers of a poll.
type PollOption struct {
	Text   string `json:"text"`
	Voters int    `json:"voter_count"`
}

// Location is a point on the map, in degrees.
type Location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// origin says where a forwarded message comes from (Bot API, MessageOriginUser).
type origin struct {
	Type   string   `json:"type"`
	Date   int64    `json:"date"`
	Sender *Account `json:"sender_user"`
}

// copied is the content of a message without its history, as copying carries it over.
func (m *Message) copied() *Message {
	return &Message{
		Text: m.Text, Entities: m.Entities, Caption: m.Caption, CaptionEntities: m.CaptionEntities,
		Media: m.Media, Poll: m.Poll, Location: m.Location,
	}
}

// plain reports whether the message is text only.
func (m *Message) plain() bool { return m.Media == nil && m.Poll == nil && m.Location == nil }

// shown is a copy for the control API, whose lists are never null.
func (m *Message) shown() Message {
	copied := *m
	copied.Entities = append([]Entity{}, m.Entities...)
	copied.CaptionEntities = append([]Entity{}, m.CaptionEntities...)
	copied.Keyboard = append([][]Key{}, m.Keyboard...)
	return copied
}
