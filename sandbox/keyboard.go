package sandbox

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Key is a button of an inline keyboard with exactly one action (Bot API, InlineKeyboardButton).
type Key struct {
	Text          string          `json:"text"`
	Data          string          `json:"callback_data,omitempty"`
	URL           string          `json:"url,omitempty"`
	WebApp        *WebApp         `json:"web_app,omitempty"`
	CopyText      *CopyText       `json:"copy_text,omitempty"`
	SwitchInline  *string         `json:"switch_inline_query,omitempty"`
	SwitchCurrent *string         `json:"switch_inline_query_current_chat,omitempty"`
	SwitchChosen  json.RawMessage `json:"switch_inline_query_chosen_chat,omitempty"`
	LoginURL      json.RawMessage `json:"login_url,omitempty"`
	Pay           bool            `json:"pay,omitempty"`
	Style         string          `json:"style,omitempty"` // danger, success, primary
	Icon          string          `json:"icon_custom_emoji_id,omitempty"`
}

// WebApp is the Mini App that a button opens (Bot API, WebAppInfo).
type WebApp struct {
	URL string `json:"url"`
}

// CopyText is what a button copies (Bot API, CopyTextButton).
type CopyText struct {
	Text string `json:"text"`
}

// markup is what a reply_markup asks for: inline keys, or the raw object of a keyboard below the chat.
type markup struct {
	inline [][]Key
	below  json.RawMessage
}

// markup reads reply_markup.
func (c *call) markup() (markup, error) {
	var given struct {
		Inline *[][]json.RawMessage `json:"inline_keyboard"`
		Below  *[][]json.RawMessage `json:"keyboard"`
	}
	present, err := c.object("reply_markup", &given)
	switch {
	case err != nil && !json.Valid([]byte(c.text("reply_markup"))):
		return markup{}, badRequest("can't parse reply keyboard markup JSON object")
	case err != nil:
		return markup{}, badRequest("object expected as reply markup")
	case !present:
		return markup{}, nil
	case given.Inline != nil:
		rows, err := inlineRows(*given.Inline)
		return markup{inline: rows}, err
	case given.Below != nil:
		if err := checkBelow(*given.Below); err != nil {
			return markup{}, err
		}
	}
	return markup{below: json.RawMessage(c.text("reply_markup"))}, nil
}

// inlineRows checks an inline keyboard: at most 100 keys and 10 KiB, as the server takes.
func inlineRows(raw [][]json.RawMessage) ([][]Key, error) {
	var rows [][]Key
	keys, size := 0, 0
	for _, rawRow := range raw {
		var row []Key
		for _, rawKey := range rawRow {
			key, err := inlineKey(rawKey)
			if err != nil {
				return nil, err
			}
			row = append(row, key)
			size += len(rawKey)
		}
		if keys += len(row); len(row) > 0 {
			rows = append(rows, row)
		}
	}
	if keys > 100 || size > 10240 {
		return nil, badRequest("reply markup is too long")
	}
	return rows, nil
}

func inlineKey(raw json.RawMessage) (Key, error) {
	var given struct {
		Text *string `json:"text"`
		Key
	}
	err := json.Unmarshal(raw, &given)
	key := given.Key
	switch {
	case raw[0] != '{':
		return key, badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
	case err != nil:
		return key, badRequest("can't parse inline keyboard button: %v", err)
	case given.Text == nil:
		return key, badRequest("can't parse inline keyboard button: Can't find field \"text\"")
	}
	key.Text = *given.Text
	if key.CopyText != nil && key.CopyText.Text == "" && key.actions() > 1 {
		key.CopyText = nil // some clients add an empty one to every button
	}
	switch actions := key.actions(); {
	case actions == 0:
		return key, badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case actions > 1: // Telegram would take the first it knows; a bot that sends two has a mistake
		return key, badRequest("can't parse inline keyboard button: exactly one action must be specified")
	case strings.TrimSpace(key.Text) == "":
		return key, badRequest("inline keyboard button text must be non-empty")
	}
	return key, key.check()
}

func (key Key) actions() int {
	n := 0
	for _, present := range []bool{
		key.Data != "", key.URL != "", key.WebApp != nil, key.CopyText != nil, key.SwitchInline != nil,
		key.SwitchCurrent != nil, key.SwitchChosen != nil, key.LoginURL != nil, key.Pay,
	} {
		if present {
			n++
		}
	}
	return n
}

// check refuses what Telegram refuses about the one action and the looks of a key.
func (key Key) check() error {
	switch {
	case len(key.Data) > 64:
		return badRequest("BUTTON_DATA_INVALID")
	case key.URL != "" && checkedLink(key.URL) == "":
		return badRequest("inline keyboard button URL '%s' is invalid: Wrong HTTP URL", key.URL)
	case key.WebApp != nil && !strings.HasPrefix(key.WebApp.URL, "https://"):
		return badRequest("inline keyboard button Web App URL '%s' is invalid: Only HTTPS links are allowed", key.WebApp.URL)
	case key.CopyText != nil && (key.CopyText.Text == "" || utf8.RuneCountInString(key.CopyText.Text) > 256):
		return badRequest("BUTTON_COPY_TEXT_INVALID")
	}
	switch key.Style {
	case "", "danger", "success", "primary":
		return nil
	}
	return badRequest("can't parse inline keyboard button: invalid button style specified")
}

// checkBelow checks the keys of a keyboard below the chat (Bot API, ReplyKeyboardMarkup): texts, or objects with one.
func checkBelow(rows [][]json.RawMessage) error {
	keys := 0
	for _, row := range rows {
		for _, raw := range row {
			var key Key
			if json.Unmarshal(raw, &key.Text) != nil && json.Unmarshal(raw, &key) != nil {
				return badRequest("can't parse keyboard button: KeyboardButton must be a String or an Object")
			}
			if strings.TrimSpace(key.Text) == "" {
				return badRequest("keyboard button text must be non-empty")
			}
			keys++
		}
	}
	if keys > 300 {
		return badRequest("reply markup is too long")
	}
	return nil
}

// fits refuses what only private chats may have.
func (m markup) fits(place *chat) error {
	if place.user != nil {
		return nil
	}
	for _, row := range m.inline {
		for _, key := range row {
			if key.WebApp != nil {
				return badRequest("BUTTON_TYPE_INVALID")
			}
		}
	}
	return nil
}
