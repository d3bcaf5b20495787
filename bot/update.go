package bot

import (
	"encoding/json"
	"fmt"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Update is one update as Telegram sent it.
type Update struct {
	ID      int64
	Period  int64 // set by the inbox, which needs it to find the update again
	Payload string
	Left    bool // unfinished by an earlier process, which it may have ended
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
