package bot

import (
	"encoding/json"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Update is one update as Telegram sent it.
type Update struct {
	ID      int64
	Period  int64 // set by the inbox, which needs it to find the update again
	Payload string
	Left    bool // unfinished by an earlier process, which it may have ended
	Behind  int  // how many more of its chat wait, when its turn has come

	received *models.Update // what Payload says, once it is decoded
}

// allowedUpdates are the types of update the bot asks for: those it does something about.
var allowedUpdates = []string{"message", "callback_query", "inline_query", "my_chat_member", "channel_post"}

// ReadUpdate reads an update as Telegram sends it. One that has a number but else cannot be read is no error yet: it is to be
// parked, not lost. One without a number is an error of kind Invalid.
func ReadUpdate(payload []byte) (Update, error) {
	var received models.Update
	if json.Unmarshal(payload, &received) == nil && received.ID != 0 {
		return Update{ID: received.ID, Payload: string(payload), received: &received}, nil
	}
	var numbered struct {
		ID int64 `json:"update_id"`
	}
	if err := json.Unmarshal(payload, &numbered); err != nil {
		return Update{}, alliance.Errorf(alliance.Invalid, "read update: %w", err)
	}
	if numbered.ID == 0 {
		return Update{}, alliance.Errorf(alliance.Invalid, "read update: no update_id")
	}
	return Update{ID: numbered.ID, Payload: string(payload)}, nil
}

// read is what the update says; one that comes from the inbox is decoded first.
func (update *Update) read() (*models.Update, error) {
	if update.received == nil {
		var received models.Update
		if err := json.Unmarshal([]byte(update.Payload), &received); err != nil {
			return nil, alliance.Errorf(alliance.Invalid, "read update %d: %w", update.ID, err)
		}
		update.received = &received
	}
	return update.received, nil
}

// chat is the chat in whose order the update is handled; 0 where it belongs to none, or says nothing that can be read.
func (update *Update) chat() int64 {
	received, err := update.read()
	if err != nil {
		return 0
	}
	switch press := received.CallbackQuery; {
	case received.Message != nil:
		return received.Message.Chat.ID
	case received.ChannelPost != nil:
		return received.ChannelPost.Chat.ID
	case press != nil && press.Message.Message != nil:
		return press.Message.Message.Chat.ID
	case press != nil && press.Message.InaccessibleMessage != nil:
		return press.Message.InaccessibleMessage.Chat.ID
	case press != nil:
		return press.From.ID
	case received.InlineQuery != nil && received.InlineQuery.From != nil:
		return received.InlineQuery.From.ID
	case received.MyChatMember != nil:
		return received.MyChatMember.Chat.ID
	}
	return 0
}

// media reports whether a message carries something other than text.
func media(message *models.Message) bool {
	return message.Text == "" && !service(message)
}

// service reports whether a message only tells what happened in a chat, such as a new title.
func service(message *models.Message) bool {
	return message.NewChatMembers != nil || message.LeftChatMember != nil || message.NewChatTitle != "" || message.NewChatPhoto != nil ||
		message.DeleteChatPhoto || message.GroupChatCreated || message.SupergroupChatCreated || message.ChannelChatCreated ||
		message.PinnedMessage != nil || message.MigrateFromChatID != 0 || message.MigrateToChatID != 0 || message.ForumTopicCreated != nil ||
		message.ForumTopicEdited != nil || message.ForumTopicClosed != nil || message.ForumTopicReopened != nil ||
		message.GeneralForumTopicHidden != nil || message.GeneralForumTopicUnhidden != nil
}
