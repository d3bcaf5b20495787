package bot

import (
	"context"
	"encoding/json"
	"log/slog"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Members is what the router needs to know who is asking.
type Members interface {
	Member(ctx context.Context, id int64) (alliance.Member, error)
	ChangeMember(ctx context.Context, id int64, change func(*alliance.Member)) (alliance.Member, error)
	Draft(ctx context.Context, chat int64) (alliance.Draft, error)
	Migrate(ctx context.Context, from, to int64) error
}

// HandleMeter hears of every update handled: what it was, how it ended and how long it took.
type HandleMeter interface {
	Handled(name, outcome string, took time.Duration)
}

// handleDeadline bounds what a handler may take.
const handleDeadline = 10 * time.Second

// Router turns updates into requests, checks what they may, and answers with what the table says.
type Router struct {
	Table    Table
	Members  Members
	Sender   *Sender
	Username string // of the bot
	Owners   []int64
	Language alliance.Language // spoken where nobody has chosen one
	Now      func() time.Time
	Meter    HandleMeter
	Log      *slog.Logger
}

// Handle answers one update. An error of kind Unavailable means that it is to be handled again later; any other error has
// been answered, and the update is to be parked. Nothing of it is sent twice unless the process ends in between.
func (router *Router) Handle(ctx context.Context, update Update) error {
	var received models.Update
	if err := json.Unmarshal([]byte(update.Payload), &received); err != nil {
		return alliance.Errorf(alliance.Invalid, "read update %d: %w", update.ID, err)
	}
	begin := time.Now()
	name, err := router.handle(ctx, &received)
	outcome := "ok"
	if err != nil {
		outcome = string(alliance.KindOf(err))
	}
	router.Meter.Handled(name, outcome, time.Since(begin))
	return err
}

func (router *Router) handle(ctx context.Context, received *models.Update) (name string, err error) {
	switch {
	case received.CallbackQuery != nil:
		return router.press(ctx, received)
	case received.Message != nil:
		return router.message(ctx, received)
	case received.MyChatMember != nil:
		return "membership", router.membership(ctx, received.MyChatMember)
	}
	return "other", nil
}

// membership notes who has blocked the bot, and who lets it write again.
func (router *Router) membership(ctx context.Context, change *models.ChatMemberUpdated) error {
	if change.Chat.Type != models.ChatTypePrivate {
		return nil
	}
	blocked := change.NewChatMember.Type == models.ChatMemberTypeBanned
	_, err := router.Members.Member(ctx, change.From.ID)
	if err != nil {
		return ignore(err, alliance.NotFound)
	}
	_, err = router.Members.ChangeMember(ctx, change.From.ID, func(member *alliance.Member) {
		member.Unreachable = ""
		if blocked {
			member.Unreachable = "blocked"
		}
	})
	return err
}

func ignore(err error, kind alliance.ErrorKind) error {
	if alliance.KindOf(err) == kind {
		return nil
	}
	return err
}

func (router *Router) message(ctx context.Context, received *models.Update) (string, error) {
	message := received.Message
	if message.MigrateToChatID != 0 {
		return "migration", router.Members.Migrate(ctx, message.Chat.ID, message.MigrateToChatID)
	}
	if message.From == nil || message.From.IsBot || service(message) {
		return "service", nil
	}
	request := Request{
		Update: received.ID, Chat: message.Chat.ID, Group: message.Chat.Type != models.ChatTypePrivate, Message: int64(message.ID),
		Text: strings.TrimSpace(message.Text), Media: media(message), Now: router.Now(),
	}
	if !router.address(&request, message) {
		return "overheard", nil
	}
	if err := router.identify(ctx, &request, message.From); err != nil {
		return "text", router.sorry(ctx, request, err)
	}
	handler, name, excuse := router.route(ctx, &request)
	if excuse != "" {
		return name, router.answer(ctx, request, "", Say(router.Table.Excuse(request, excuse)))
	}
	reply, err := router.run(ctx, handler, request)
	if err != nil {
		return name, router.sorry(ctx, request, err)
	}
	return name, router.answer(ctx, request, "", reply)
}

// address finds the command, and reports whether the message is for us at all: in groups only when we are addressed.
func (router *Router) address(request *Request, message *models.Message) bool {
	if name, rest, ok := parseCommand(request.Text, router.Username); ok {
		request.Command, request.Text = name, rest
		return true
	}
	if !request.Group {
		return true
	}
	if strings.HasPrefix(request.Text, "/") { // a command for another bot
		return false
	}
	text, mentioned := withoutMention(request.Text, router.Username)
	request.Text = text
	replied := message.ReplyToMessage != nil && message.ReplyToMessage.From != nil &&
		strings.EqualFold(message.ReplyToMessage.From.Username, router.Username)
	return mentioned || replied && request.Text != ""
}

// press answers a pressed button. Its data is never trusted: only the table says what a verb may do, and for whom.
func (router *Router) press(ctx context.Context, received *models.Update) (string, error) {
	query := received.CallbackQuery
	request := Request{Update: received.ID, Chat: query.From.ID, Now: router.Now()}
	if message := query.Message.Message; message != nil {
		request.Chat, request.Message, request.Group = message.Chat.ID, int64(message.ID), message.Chat.Type != models.ChatTypePrivate
	} else if old := query.Message.InaccessibleMessage; old != nil {
		request.Chat, request.Message, request.Group = old.Chat.ID, int64(old.MessageID), old.Chat.Type != models.ChatTypePrivate
	}
	if err := router.identify(ctx, &request, &query.From); err != nil {
		return "button", router.toast(ctx, request, query.ID, router.Table.Sorry(request, alliance.KindOf(err)), err)
	}
	verb, args, ok := alliance.ParseButtonData(query.Data)
	at := slices.IndexFunc(router.Table.Buttons, func(button Button) bool { return button.Verb == verb })
	if !ok || at < 0 {
		return "old button", router.toast(ctx, request, query.ID, router.Table.Excuse(request, OldButton), nil)
	}
	button := router.Table.Buttons[at]
	if !allowed(&request, button.Role) {
		return verb, router.toast(ctx, request, query.ID, router.Table.Excuse(request, NotAllowed), nil)
	}
	request.Verb, request.Args = verb, args
	reply, err := router.run(ctx, button.Handle, request)
	if err != nil {
		return verb, router.toast(ctx, request, query.ID, router.Table.Sorry(request, alliance.KindOf(err)), err)
	}
	return verb, router.answer(ctx, request, query.ID, reply)
}

// run calls a handler with a deadline; a panic is an error of kind Internal.
func (router *Router) run(ctx context.Context, handler Handler, request Request) (reply Reply, err error) {
	ctx, cancel := context.WithTimeout(ctx, handleDeadline)
	defer cancel()
	defer func() {
		if cause := recover(); cause != nil {
			router.Log.Error("handler panicked", "update", request.Update, "stack", string(debug.Stack()))
			err = alliance.Errorf(alliance.Internal, "handle update %d: panic", request.Update)
		}
	}()
	return handler(ctx, request)
}
