package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Update is one update as Telegram sent it.
type Update struct {
	ID      int64
	Period  int64 // set by the inbox, which needs it to find the update again
	Payload string
}

// allowedUpdates are the types of update the bot asks for: those it does something about.
var allowedUpdates = []string{"message", "callback_query", "my_chat_member"}

// envelope is what intake must know of an update before it is handled: its id and the lane it belongs to.
type envelope struct {
	ID      int64 `json:"update_id"`
	Message *struct {
		Chat struct {
			ID int64 `json:"id"`
		} `json:"chat"`
	} `json:"message"`
	CallbackQuery *struct {
		Message *struct {
			Chat struct {
				ID int64 `json:"id"`
			} `json:"chat"`
		} `json:"message"`
		From struct {
			ID int64 `json:"id"`
		} `json:"from"`
	} `json:"callback_query"`
	MyChatMember *struct {
		Chat struct {
			ID int64 `json:"id"`
		} `json:"chat"`
	} `json:"my_chat_member"`
}

// chat is the chat in whose order the update is handled; 0 where it belongs to none.
func (e envelope) chat() int64 {
	switch {
	case e.Message != nil:
		return e.Message.Chat.ID
	case e.CallbackQuery != nil && e.CallbackQuery.Message != nil:
		return e.CallbackQuery.Message.Chat.ID
	case e.CallbackQuery != nil:
		return e.CallbackQuery.From.ID
	case e.MyChatMember != nil:
		return e.MyChatMember.Chat.ID
	}
	return 0
}

// openEnvelope reads an update's id and lane; an update without an id is an error.
func openEnvelope(payload []byte) (envelope, error) {
	var e envelope
	if err := json.Unmarshal(payload, &e); err != nil {
		return e, fmt.Errorf("read update: %w", err)
	}
	if e.ID == 0 {
		return e, alliance.Errorf(alliance.Invalid, "read update: no update_id")
	}
	return e, nil
}

// parseCommand splits "/name@bot rest"; false if text is no command, or one for another bot. Names are lower case.
func parseCommand(text, username string) (name, rest string, ok bool) {
	if !strings.HasPrefix(text, "/") {
		return "", "", false
	}
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		end = len(text)
	}
	name, addressee, addressed := strings.Cut(text[1:end], "@")
	if name == "" || addressed && !strings.EqualFold(addressee, username) {
		return "", "", false
	}
	return strings.ToLower(name), strings.TrimSpace(text[end:]), true
}

// withoutMention takes "@bot" out of text, and reports whether it was there.
func withoutMention(text, username string) (string, bool) {
	mention := "@" + strings.ToLower(username)
	at := strings.Index(strings.ToLower(text), mention)
	if at < 0 || len(strings.ToLower(text)) != len(text) {
		return text, false
	}
	return strings.TrimSpace(text[:at] + " " + text[at+len(mention):]), true
}

// media reports whether a message carries something other than text.
func media(message *models.Message) bool {
	return message.Text == "" && !service(message)
}

// service reports whether a message only tells what happened in a chat, such as a new title.
func service(message *models.Message) bool {
	return message.NewChatMembers != nil || message.LeftChatMember != nil || message.NewChatTitle != "" || message.NewChatPhoto != nil ||
		message.DeleteChatPhoto || message.GroupChatCreated || message.SupergroupChatCreated || message.ChannelChatCreated ||
		message.PinnedMessage != nil || message.MigrateFromChatID != 0 || message.MigrateToChatID != 0
}
