package bot

import (
	"context"
	"log/slog"
	"runtime/debug"
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
	Chats    Chats
	Sender   *Sender
	Username string // of the bot
	Owners   []int64
	Language alliance.Language // spoken where nobody has chosen one
	Backlog  int               // who has more messages waiting than this is flooding; 0: nobody is
	Now      func() time.Time
	Meter    HandleMeter
	Log      *slog.Logger

	floods    floods
	sightings sightings
}

// Handle answers one update. An error of kind Unavailable means that it is to be handled again later; any other error has
// been answered, and the update is to be parked. Nothing of it is sent twice unless the process ends in between.
func (router *Router) Handle(ctx context.Context, update Update) error {
	received, err := update.read()
	if err != nil {
		return err
	}
	begin := time.Now()
	name, err := router.handle(ctx, received, update.Behind)
	outcome := "ok"
	if err != nil {
		outcome = string(alliance.KindOf(err))
	}
	router.Meter.Handled(name, outcome, time.Since(begin))
	return err
}

func (router *Router) handle(ctx context.Context, received *models.Update, behind int) (name string, err error) {
	switch {
	case received.CallbackQuery != nil:
		return router.press(ctx, received)
	case received.Message != nil:
		return router.message(ctx, received.ID, received.Message, behind)
	case received.ChannelPost != nil:
		return router.message(ctx, received.ID, received.ChannelPost, behind)
	case received.InlineQuery != nil:
		return "inline", router.inline(ctx, received)
	case received.MyChatMember != nil:
		return "membership", router.membership(ctx, received.MyChatMember)
	}
	return "other", nil
}

// message answers a message. Nobody who speaks to the bot is left without an answer: if the answer cannot be said, that is said.
func (router *Router) message(ctx context.Context, update int64, message *models.Message, behind int) (string, error) {
	if name, err := router.moved(ctx, message); name != "" {
		return name, err
	}
	if err := router.meet(ctx, message); err != nil {
		return "group", err
	}
	chair := message.SenderChat != nil && message.SenderChat.ID == message.Chat.ID // an anonymous administrator, or a channel (Bot API, Message)
	if message.From == nil && chair {
		message.From = &models.User{}
	}
	if message.From == nil || message.From.IsBot && !chair || message.IsAutomaticForward || service(message) {
		return "service", nil
	}
	if via := message.ViaBot; via != nil && strings.EqualFold(via.Username, router.Username) {
		return "offer chosen", nil // our own words, said by somebody: no question
	}
	request := Request{
		Update: update, Chat: message.Chat.ID, Topic: topicOf(message), Group: message.Chat.Type != models.ChatTypePrivate, Message: int64(message.ID),
		Bot: router.Username, Language: router.clientLanguage(message.From), Text: strings.TrimSpace(message.Text),
		Caption: strings.TrimSpace(message.Caption), Media: media(message), Album: message.MediaGroupID, Now: router.Now(), chair: chair, behind: behind,
	}
	if !router.address(&request, message) || message.Chat.Type == models.ChatTypeChannel && !router.Table.ofChairs(request.Command) {
		return "overheard", nil
	}
	request.Entities = formatting(message.Text, request.Text, message.Entities)
	if request.Caption != "" {
		request.Entities = formatting(message.Caption, request.Caption, message.CaptionEntities)
	}
	if err := router.identify(ctx, &request, message.From); err != nil {
		return "text", router.sorry(ctx, request, err)
	}
	name, reply, err := router.carryOut(ctx, request)
	if err == nil {
		err = router.answer(ctx, request, "", reply)
	}
	if err != nil {
		return name, router.sorry(ctx, request, err)
	}
	return name, nil
}

// moved takes what is known of a group to its new id; the name is empty for any other message.
func (router *Router) moved(ctx context.Context, message *models.Message) (name string, err error) {
	switch {
	case message.MigrateToChatID != 0:
		return "migration", router.Chats.Migrate(ctx, message.Chat.ID, message.MigrateToChatID)
	case message.MigrateFromChatID != 0:
		return "migration", router.Chats.Migrate(ctx, message.MigrateFromChatID, message.Chat.ID)
	}
	return "", nil
}

// carryOut finds who answers a request, and what they say. A text that turns out to mean a command is answered as that command.
func (router *Router) carryOut(ctx context.Context, request Request) (string, Reply, error) {
	route, err := router.route(ctx, &request)
	if err != nil {
		return "text", Reply{}, err
	}
	if route.reads && !request.Group {
		switch router.floods.judge(request, router.Backlog) {
		case leaveIt:
			return "overlooked", Reply{}, nil
		case slowDown:
			route = router.excused("overlooked", TooFast)
		case answerIt:
		}
	}
	reply, err := router.run(ctx, route.handle, request)
	if err != nil || reply.Command == "" {
		return route.name, reply, err
	}
	request.Command, request.Text = reply.Command, ""
	if route, err = router.route(ctx, &request); err != nil {
		return "text", Reply{}, err
	}
	reply, err = router.run(ctx, route.handle, request)
	return route.name, reply, err
}

// run calls a handler.
func (router *Router) run(ctx context.Context, handler Handler, request Request) (reply Reply, err error) {
	err = router.guarded(ctx, request.Update, func(ctx context.Context) error {
		reply, err = handler(ctx, request)
		return err
	})
	return reply, err
}

// guarded handles an update with a deadline. A panic is an error of kind Internal, and so is an overrun deadline: trying again
// would overrun it again.
func (router *Router) guarded(living context.Context, update int64, handle func(context.Context) error) (err error) {
	ctx, cancel := context.WithTimeout(living, handleDeadline)
	defer cancel()
	defer func() {
		if cause := recover(); cause != nil {
			router.Log.Error("handler panicked", "update", update, "stack", string(debug.Stack()))
			err = alliance.Errorf(alliance.Internal, "handle update %d: panic", update)
		}
	}()
	err = handle(ctx)
	if err != nil && ctx.Err() != nil && living.Err() == nil {
		err = alliance.Errorf(alliance.Internal, "handle update %d within %s: %w", update, handleDeadline, err)
	}
	return err
}
