package sandbox

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// fixture is a server with a message of the bot (ID 1) and one of Ann (ID 2) in Ann's chat.
func fixture(t testing.TB) *Server {
	t.Helper()
	server := newServer(t, testWorld())
	granted[messageView](t, server, "sendMessage", "chat_id", "1", "text", "hello")
	must[Posted](t)(server.Send(t.Context(), Post{From: 1, Text: "hi"}))
	return server
}

func keys(button string) string { return `{"inline_keyboard":[[` + button + `]]}` }

func TestRefusals(t *testing.T) {
	server := fixture(t)
	long := strings.Repeat("😀", 2049)
	tests := []struct {
		want, method string
		pairs        []string
	}{
		{"Not Found", "sendNothing", nil},
		{"Bad Request: message text is empty", "sendMessage", []string{"chat_id", "1"}},
		{"Bad Request: text must be non-empty", "sendMessage", []string{"chat_id", "1", "text", "<b> </b>", "parse_mode", "HTML"}},
		{"Bad Request: message is too long", "sendMessage", []string{"chat_id", "1", "text", long}},
		{"Bad Request: MESSAGE_TOO_LONG", "editMessageText", []string{"chat_id", "1", "message_id", "1", "text", long}},
		{"Bad Request: unsupported parse_mode", "sendMessage", []string{"chat_id", "1", "text", "x", "parse_mode", "Word"}},
		{"Bad Request: chat_id is empty", "sendMessage", []string{"text", "x"}},
		{"Bad Request: chat not found", "sendMessage", []string{"chat_id", "99", "text", "x"}},
		{"Forbidden: bot can't initiate conversation with a user", "sendMessage", []string{"chat_id", "2", "text", "x"}},
		{"Bad Request: message to be replied not found", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_parameters", `{"message_id":77}`}},
		{"Bad Request: BUTTON_DATA_INVALID", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", keys(`{"text":"a","callback_data":"` + strings.Repeat("d", 65) + `"}`)}},
		{"Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", keys(`{"text":"a","callback_data":""}`)}},
		{"Bad Request: can't parse inline keyboard button: exactly one action must be specified", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", keys(`{"text":"a","callback_data":"b","url":"t.me"}`)}},
		{"Bad Request: can't parse inline keyboard button: Can't find field \"text\"", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", keys(`{"url":"t.me"}`)}},
		{"Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", keys(`5`)}},
		{"Bad Request: inline keyboard button text must be non-empty", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", keys(`{"text":" ","url":"t.me"}`)}},
		{"Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", keys(`{"text":"a","url":"nowhere"}`)}},
		{"Bad Request: BUTTON_TYPE_INVALID", "sendMessage", []string{"chat_id", "-5", "text", "x", "reply_markup", keys(`{"text":"a","web_app":{"url":"https://x.org"}}`)}},
		{"Bad Request: can't parse reply keyboard markup JSON object", "sendMessage", []string{"chat_id", "1", "text", "x", "reply_markup", "{"}},
		{"Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message", "editMessageText", []string{"chat_id", "1", "message_id", "1", "text", "hello"}},
		{"Bad Request: message to edit not found", "editMessageText", []string{"chat_id", "1", "message_id", "77", "text", "x"}},
		{"Bad Request: message can't be edited", "editMessageText", []string{"chat_id", "1", "message_id", "2", "text", "x"}},
		{"Bad Request: there is no caption in the message to edit", "editMessageCaption", []string{"chat_id", "1", "message_id", "1", "caption", "x"}},
		{"Bad Request: message to delete not found", "deleteMessage", []string{"chat_id", "1", "message_id", "77"}},
		{"Bad Request: message to copy not found", "copyMessage", []string{"chat_id", "1", "from_chat_id", "1", "message_id", "77"}},
		{"Bad Request: there are no messages to copy", "copyMessages", []string{"chat_id", "1", "from_chat_id", "1", "message_ids", "[77]"}},
		{"Bad Request: query is too old and response timeout expired or query ID is invalid", "answerCallbackQuery", []string{"callback_query_id", "5"}},
		{"Bad Request: query is too old and response timeout expired or query ID is invalid", "answerInlineQuery", []string{"inline_query_id", "5", "results", "[]"}},
		{"Bad Request: RESULT_ID_INVALID", "answerInlineQuery", []string{"inline_query_id", "5", "results", `[{"type":"article"}]`}},
		{"Bad Request: wrong parameter action in request", "sendChatAction", []string{"chat_id", "1", "action", "sleep"}},
		{"Bad Request: BOT_COMMAND_INVALID", "setMyCommands", []string{"commands", `[{"command":"Today","description":"d"}]`}},
		{"Bad Request: command length must not exceed 32", "setMyCommands", []string{"commands", `[{"command":"` + strings.Repeat("a", 33) + `","description":"d"}]`}},
		{"Bad Request: command description must be non-empty", "setMyCommands", []string{"commands", `[{"command":"a","description":" "}]`}},
		{"Bad Request: BOT_COMMANDS_TOO_MUCH", "setMyCommands", []string{"commands", "[" + strings.Repeat(`{"command":"a","description":"d"},`, 100) + `{"command":"a","description":"d"}]`}},
		{"Bad Request: invalid language code specified", "setMyCommands", []string{"commands", `[]`, "language_code", "zh-hans"}},
		{"Bad Request: short description is too long", "setMyShortDescription", []string{"short_description", strings.Repeat("长", 121)}},
		{"Bad Request: poll must have at least 1 option", "sendPoll", []string{"chat_id", "1", "question", "q", "options", "[]"}},
		{"Bad Request: wrong location specified", "sendLocation", []string{"chat_id", "1", "latitude", "91", "longitude", "0"}},
		{"Bad Request: there is no photo in the request", "sendPhoto", []string{"chat_id", "1"}},
		{"Bad Request: wrong file identifier/HTTP URL specified", "sendDocument", []string{"chat_id", "1", "document", "abc"}},
		{"Bad Request: there are no administrators in the private chat", "getChatAdministrators", []string{"chat_id", "1"}},
		{"Bad Request: secret token contains unallowed characters", "setWebhook", []string{"url", "http://127.0.0.1:1", "secret_token", "ä"}},
	}
	for _, test := range tests {
		if got := refused(t, server, test.method, test.pairs...); got != test.want {
			t.Errorf("%s %.200q:\n got %s\nwant %s", test.method, test.pairs, got, test.want)
		}
	}
}

// TestAccepted are calls at the edge of what is allowed.
func TestAccepted(t *testing.T) {
	server := fixture(t)
	for _, call := range [][]string{
		{"sendMessage", "chat_id", "1", "text", strings.Repeat("😀", 2048)},
		{"sendMessage", "chat_id", "1", "text", "<b>" + strings.Repeat("字", 4096) + "</b>", "parse_mode", "HTML"},
		{"sendMessage", "chat_id", "1", "text", "x", "reply_markup", keys(`{"text":"a","callback_data":"` + strings.Repeat("d", 64) + `","copy_text":{"text":""}}`)},
		{"sendMessage", "chat_id", "1", "text", "x", "reply_markup", `{"keyboard":[["a",{"text":"b"}]]}`},
		{"sendMessage", "chat_id", "1", "text", "x", "reply_parameters", `{"message_id":77,"allow_sending_without_reply":true}`},
		{"SENDMESSAGE", "chat_id", "-5", "text", "x"},
		{"copyMessage", "chat_id", "-5", "from_chat_id", "1", "message_id", "2"},
		{"forwardMessage", "chat_id", "-5", "from_chat_id", "1", "message_id", "2"},
		{"copyMessages", "chat_id", "-5", "from_chat_id", "1", "message_ids", "[1,2,77]"},
		{"editMessageReplyMarkup", "chat_id", "1", "message_id", "1", "reply_markup", keys(`{"text":"a","url":"tg://user?id=1"}`)},
		{"sendLocation", "chat_id", "1", "latitude", "28.4", "longitude", "119.9"},
		{"sendPoll", "chat_id", "1", "question", "q", "options", `["a",{"text":"b"}]`},
		{"sendChatAction", "chat_id", "1", "action", "typing"},
		{"setMessageReaction", "chat_id", "1", "message_id", "2", "reaction", `[{"type":"emoji","emoji":"👍"}]`},
		{"deleteMessages", "chat_id", "1", "message_ids", "[2,77]"},
		{"setChatMenuButton", "menu_button", `{"type":"commands"}`},
		{"setMyName", "name", "Bot"},
		{"setMyDescription", "description", "d"},
		{"getMyName"},
		{"getMe"},
		{"getChat", "chat_id", "1"},
		{"getChatMember", "chat_id", "-5", "user_id", "1"},
		{"getChatAdministrators", "chat_id", "-5"},
		{"leaveChat", "chat_id", "-5"},
	} {
		if answer := ask(t, server, call[0], call[1:]...); !answer.OK {
			t.Errorf("%.200q: %s", call, answer.Description)
		}
	}
	if got := refused(t, server, "sendMessage", "chat_id", "-5", "text", "x"); got != "Forbidden: bot is not a member of the group chat" {
		t.Errorf("after leaving: got %s", got)
	}
}

func TestUnreachable(t *testing.T) {
	server := fixture(t)
	ctx := t.Context()
	send := func() reply { return ask(t, server, "sendMessage", "chat_id", "1", "text", "x") }
	if err := server.Block(ctx, 1, true); err != nil {
		t.Fatal(err)
	}
	if got := send(); got.Code != 403 || got.Description != "Forbidden: bot was blocked by the user" {
		t.Errorf("blocked: got %+v", got)
	}
	must[Posted](t)(server.Send(ctx, Post{From: 1, Text: "/start"}))
	if got := send(); !got.OK {
		t.Errorf("back again: got %+v", got)
	}
	updates := granted[[]received](t, server, "getUpdates")
	statuses := []string{}
	for _, update := range updates {
		if update.Member != nil {
			statuses = append(statuses, update.Member.New.Status)
		}
	}
	if strings.Join(statuses, " ") != "kicked member" {
		t.Errorf("got changes of standing %v", statuses)
	}
	if err := server.Deactivate(ctx, 1); err != nil {
		t.Fatal(err)
	}
	if got := send(); got.Description != "Forbidden: user is deactivated" {
		t.Errorf("deactivated: got %+v", got)
	}
}

func TestMigration(t *testing.T) {
	server := fixture(t)
	if err := server.Migrate(t.Context(), -5, -1005); err != nil {
		t.Fatal(err)
	}
	got := ask(t, server, "sendMessage", "chat_id", "-5", "text", "x")
	if got.Code != 400 || got.Parameters.MigrateTo != -1005 || got.Description != "Bad Request: group chat was upgraded to a supergroup chat" {
		t.Errorf("got %+v", got)
	}
	granted[messageView](t, server, "sendMessage", "chat_id", "-1005", "text", "x")
	updates := granted[[]received](t, server, "getUpdates")
	last := updates[len(updates)-2:]
	if last[0].Message.MigratedTo != -1005 || last[1].Message.MigratedFrom != -5 {
		t.Errorf("got updates %+v %+v", last[0].Message, last[1].Message)
	}
}

func TestDeleteInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := fixture(t)
		time.Sleep(deleteTime + time.Second)
		if got := refused(t, server, "deleteMessage", "chat_id", "1", "message_id", "1"); got != "Bad Request: message can't be deleted for everyone" {
			t.Errorf("got %s", got)
		}
	})
}

func TestAnswerInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := fixture(t)
		press := func() string {
			return must[Pressed](t)(server.Press(context.Background(), Press{User: 1, Data: "x", Forge: true})).CallbackID
		}
		first, second := press(), press()
		granted[bool](t, server, "answerCallbackQuery", "callback_query_id", first)
		late := "Bad Request: query is too old and response timeout expired or query ID is invalid"
		if got := refused(t, server, "answerCallbackQuery", "callback_query_id", first); got != late {
			t.Errorf("twice: got %s", got)
		}
		time.Sleep(queryTime + time.Second)
		if got := refused(t, server, "answerCallbackQuery", "callback_query_id", second); got != late {
			t.Errorf("late: got %s", got)
		}
	})
}

func TestCommandMenus(t *testing.T) {
	server := fixture(t)
	granted[bool](t, server, "setMyCommands", "commands", `[{"command":"/today","description":" Today "}]`)
	granted[bool](t, server, "setMyCommands", "commands", `[{"command":"today","description":"今天"}]`, "language_code", "zh", "scope", `{"type":"chat","chat_id":1}`)
	got := granted[[]Command](t, server, "getMyCommands")
	if len(got) != 1 || got[0] != (Command{"today", "Today"}) {
		t.Errorf("got %+v", got)
	}
	state := must[State](t)(server.State(t.Context()))
	if len(state.Commands) != 2 {
		t.Errorf("got %+v", state.Commands)
	}
	granted[bool](t, server, "deleteMyCommands")
	if got := granted[[]Command](t, server, "getMyCommands"); len(got) != 0 {
		t.Errorf("got %+v", got)
	}
}

func TestHistoryIsBounded(t *testing.T) {
	place := &chat{}
	for id := range int64(historyLimit * 2) {
		place.add(&Message{ID: id, Text: strconv.FormatInt(id, 10)})
	}
	if n := len(place.history); n > historyLimit*11/10 || n != len(place.messages) {
		t.Errorf("kept %d, %d by id", n, len(place.messages))
	}
}
