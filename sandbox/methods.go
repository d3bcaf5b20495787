package sandbox

import "strings"

// method is one call of the Bot API by its documented name.
type method struct {
	name string
	run  func(*call) (any, error) // under the lock; nil for getUpdates, which waits
}

// methodTable finds the methods that are modelled by their names in lower case.
func (s *Server) methodTable() map[string]method {
	table := map[string]method{"getupdates": {name: "getUpdates"}}
	for name, run := range s.methods() {
		table[strings.ToLower(name)] = method{name, run}
	}
	return table
}

// methods lists the methods that are modelled, but for getUpdates.
func (s *Server) methods() map[string]func(*call) (any, error) {
	return map[string]func(*call) (any, error){
		"getMe":  s.getMe,
		"logOut": s.agree, "close": s.agree,
		"setWebhook": s.setWebhook, "deleteWebhook": s.deleteWebhook, "getWebhookInfo": s.webhookInfo,

		"sendMessage": s.sendMessage, "sendPhoto": s.sendFile, "sendDocument": s.sendFile, "sendVideo": s.sendFile,
		"sendAudio": s.sendFile, "sendVoice": s.sendFile, "sendAnimation": s.sendFile,
		"sendLocation": s.sendLocation, "sendPoll": s.sendPoll, "sendMediaGroup": s.sendMediaGroup,
		"copyMessage": s.copyMessage, "copyMessages": s.copyMessages, "forwardMessage": s.forwardMessage,
		"sendChatAction": s.sendChatAction, "setMessageReaction": s.setMessageReaction,

		"editMessageText": s.editMessageText, "editMessageCaption": s.editMessageCaption,
		"editMessageMedia": s.editMessageMedia, "editMessageReplyMarkup": s.editMessageReplyMarkup,
		"deleteMessage": s.deleteMessage, "deleteMessages": s.deleteMessages,

		"answerCallbackQuery": s.answerCallbackQuery, "answerInlineQuery": s.answerInlineQuery,

		"setMyCommands": s.setMyCommands, "getMyCommands": s.getMyCommands, "deleteMyCommands": s.deleteMyCommands,
		"setMyName": s.setMyText, "setMyDescription": s.setMyText, "setMyShortDescription": s.setMyText,
		"getMyName": s.getMyText, "getMyDescription": s.getMyText, "getMyShortDescription": s.getMyText,
		"setChatMenuButton": s.setChatMenuButton, "getChatMenuButton": s.getChatMenuButton,

		"getChat": s.getChat, "getChatMember": s.getChatMember, "getChatAdministrators": s.getChatAdministrators,
		"leaveChat": s.leaveChat, "getFile": s.getFile,
	}
}

// putsMessages reports whether a method puts messages into a chat, so that flood limits and "send" faults meet it.
func putsMessages(method string) bool {
	switch method {
	case "copymessage", "copymessages", "forwardmessage":
		return true
	case "sendchataction":
		return false
	}
	return len(method) > 4 && method[:4] == "send"
}

// me is the answer of getMe (Bot API, User).
type me struct {
	Account
	JoinGroups bool `json:"can_join_groups"`
	ReadsAll   bool `json:"can_read_all_group_messages"`
	Inline     bool `json:"supports_inline_queries"`
	Business   bool `json:"can_connect_to_business"`
	MainApp    bool `json:"has_main_web_app"`
}

// getMe says that the bot reads all messages of its groups: the sandbox delivers them, so that a bot that should keep silent is seen to.
func (s *Server) getMe(*call) (any, error) {
	return me{Account: s.bot, JoinGroups: true, ReadsAll: true, Inline: true}, nil
}

func (s *Server) agree(*call) (any, error) { return true, nil }
