package alliance

import "strings"

// Message is something the bot says: text in Telegram's HTML (Bot API, "HTML style") and an inline keyboard.
type Message struct {
	Text     string
	Plain    bool       // Text is not HTML but to be shown as it is, with Entities
	Entities []Entity   // the formatting of a plain text
	Sources  []Source   // copied, with Text, if there is one, for a caption; several are an album, which takes no keyboard
	Keyboard [][]Button // rows of buttons
	Document *Document  // sent with the text as its caption; nil: none
}

// Document is a file to be sent.
type Document struct {
	Name  string
	Bytes []byte
}

// Button is one key of an inline keyboard: either Data comes back when it is pressed, or URL is opened.
type Button struct {
	Text string
	Data string
	URL  string
}

// DataLimit is the most bytes of callback data that Telegram takes (Bot API, InlineKeyboardButton).
const DataLimit = 64

// dataVersion stands first in all callback data; a button with another version is from a keyboard of the past.
const dataVersion = "1"

// ButtonData writes the callback data of a button: the verb it presses and the verb's arguments, none containing a colon.
func ButtonData(verb string, args ...string) string {
	return strings.Join(append([]string{dataVersion, verb}, args...), ":")
}

// ParseButtonData reads what ButtonData wrote; false for anything else, such as an old button or a forged one.
func ParseButtonData(data string) (verb string, args []string, ok bool) {
	parts := strings.Split(data, ":")
	if len(data) > DataLimit || len(parts) < 2 || parts[0] != dataVersion || parts[1] == "" {
		return "", nil, false
	}
	return parts[1], parts[2:], true
}
