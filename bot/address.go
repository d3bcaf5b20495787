package bot

import (
	"strings"
	"unicode"

	"github.com/go-telegram/bot/models"
)

// address finds the command, and reports whether the message is for us at all: in groups only when we are addressed. There a
// command that names no bot and that we do not know is another bot's.
func (router *Router) address(request *Request, message *models.Message) bool {
	if order, ok := parseCommand(request.Text, router.Username); ok {
		request.Command, request.Text = order.name, order.rest
		_, known := router.Table.named(order.name)
		return known || order.addressed || !request.Group
	}
	if !request.Group {
		return true
	}
	if strings.HasPrefix(request.Text, "/") { // a command for another bot
		return false
	}
	text, mentioned := withoutMention(request.Text, router.Username)
	request.Text = text
	replied := message.ReplyToMessage != nil && message.ReplyToMessage.From != nil && message.ReplyToMessage.ForumTopicCreated == nil &&
		strings.EqualFold(message.ReplyToMessage.From.Username, router.Username)
	if replied {
		request.ReplyTo = int64(message.ReplyToMessage.ID)
	}
	return mentioned || replied && request.Text != ""
}

// order is a command as written.
type order struct {
	name, rest string
	addressed  bool // it names the bot
}

// parseCommand splits "/name@bot rest"; false if text is no command, or one for another bot. Names are lower case.
func parseCommand(text, username string) (order, bool) {
	if !strings.HasPrefix(text, "/") {
		return order{}, false
	}
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		end = len(text)
	}
	name, addressee, addressed := strings.Cut(text[1:end], "@")
	if name == "" || addressed && !strings.EqualFold(addressee, username) {
		return order{}, false
	}
	return order{name: strings.ToLower(name), rest: strings.TrimSpace(text[end:]), addressed: addressed}, true
}

// withoutMention takes "@bot" out of text, and reports whether it was there: the whole name, and no part of another one.
func withoutMention(text, username string) (string, bool) {
	for at := range text {
		end := at + 1 + len(username)
		if text[at] != '@' || end > len(text) || !strings.EqualFold(text[at+1:end], username) {
			continue
		}
		if at > 0 && nameByte(text[at-1]) || end < len(text) && nameByte(text[end]) {
			continue
		}
		return strings.TrimSpace(strings.TrimSpace(text[:at]) + " " + strings.TrimSpace(text[end:])), true
	}
	return text, false
}

// nameByte reports whether c can stand in a username (Bot API, User).
func nameByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
