package alliance

// Entity is the formatting of a part of a text (Bot API, MessageEntity); Offset and Length count UTF-16 units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`      // text_link
	User     int64  `json:"user,omitempty"`     // text_mention
	Language string `json:"language,omitempty"` // pre
	Emoji    string `json:"emoji,omitempty"`    // custom_emoji
}
