package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"log/slog"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// callDeadline bounds every call to Telegram but the long poll.
const callDeadline = 20 * time.Second

// SendMeter hears of every call that sends: how it ended and how long it took.
type SendMeter interface {
	Sent(priority alliance.Priority, outcome string, took time.Duration)
}

// Sender sends, paced by the limiter, to where a group is now if it has become a supergroup. Every error it returns is an
// *alliance.Failure, or the context's own.
type Sender struct {
	api     *tg.Bot
	limiter *Limiter
	meter   SendMeter
	log     *slog.Logger
	moves   moves
	uploads uploads
	blanks  blanks
}

// NewSender sends through api; register is told of the groups that turn out to have become supergroups, and of waits.
func NewSender(api *tg.Bot, limiter *Limiter, register Register, meter SendMeter, log *slog.Logger) *Sender {
	return &Sender{api: api, limiter: limiter, meter: meter, log: log, moves: moves{to: map[int64]int64{}, register: register, log: log}, uploads: uploads{files: map[[sha256.Size]byte]*upload{}}}
}

// Send says message at a place and returns the message's id there (Bot API, sendMessage, or sendDocument for one with a document).
// replyTo quotes a message; 0 quotes none.
func (sender *Sender) Send(ctx context.Context, turn alliance.Turn, to alliance.Place, message alliance.Message, replyTo int64) (int64, error) {
	if message.Document != nil {
		return sender.enclose(ctx, turn, to, message, replyTo)
	}
	params := &tg.SendMessageParams{Text: message.Text, ParseMode: parseMode(message), MessageThreadID: int(to.Topic), Entities: entities(message), ReplyParameters: reply(replyTo)}
	params.LinkPreviewOptions = &models.LinkPreviewOptions{IsDisabled: tg.True()}
	if len(message.Keyboard) > 0 {
		params.ReplyMarkup = keyboard(message.Keyboard)
	}
	var id int64
	err := sender.paced(ctx, turn, to.Chat, 1, message.Text, func(ctx context.Context, chat int64) error {
		params.ChatID = chat
		sent, err := sender.api.SendMessage(ctx, params)
		if err == nil {
			id = int64(sent.ID)
		}
		return err
	})
	return id, err
}

// Edit replaces the text and keyboard of a message of ours (Bot API, editMessageText). That nothing changed is no error.
func (sender *Sender) Edit(ctx context.Context, chat, id int64, message alliance.Message) error {
	ctx, cancel := context.WithTimeout(ctx, callDeadline)
	defer cancel()
	return sender.moves.follow(ctx, chat, func(chat int64) error {
		return sender.judge(ctx, classify(sender.replace(ctx, chat, id, message, alliance.Worded)), chat, message.Text)
	})
}

// AnswerPress ends the waiting of a pressed button, with a toast if there is a text (Bot API, answerCallbackQuery).
func (sender *Sender) AnswerPress(ctx context.Context, query, toast string, alert bool) error {
	ctx, cancel := context.WithTimeout(ctx, callDeadline)
	defer cancel()
	_, err := sender.api.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{CallbackQueryID: query, Text: toast, ShowAlert: alert})
	return classify(err)
}

// Chairs reports whether somebody administers a group (Bot API, getChatMember).
func (sender *Sender) Chairs(ctx context.Context, chat, user int64) (bool, error) {
	var chairs bool
	err := inTime(ctx, func(ctx context.Context) error {
		member, err := sender.api.GetChatMember(ctx, &tg.GetChatMemberParams{ChatID: chat, UserID: user})
		if err == nil {
			chairs = member.Type == models.ChatMemberTypeOwner || member.Type == models.ChatMemberTypeAdministrator
		}
		return err
	})
	return chairs, err
}

// paced makes a call that puts so many messages into a chat when its turn has come, and once more where the chat has moved.
func (sender *Sender) paced(ctx context.Context, turn alliance.Turn, chat int64, messages int, text string, call func(ctx context.Context, chat int64) error) error {
	return sender.moves.follow(ctx, chat, func(chat int64) error {
		return sender.once(ctx, turn, chat, messages, text, func(ctx context.Context) error { return call(ctx, chat) })
	})
}

// there makes a call about a message in a chat when its turn has come. Messages keep their numbers only where they are: one of a group
// that has become a supergroup stays behind, where nothing can be changed, and another may have its number.
func (sender *Sender) there(ctx context.Context, turn alliance.Turn, chat int64, text string, call func(ctx context.Context) error) error {
	err := sender.once(ctx, turn, chat, 1, text, call)
	if failure, refused := errors.AsType[*alliance.Failure](err); refused && failure.Class == alliance.Migrated {
		return &alliance.Failure{Class: alliance.Lasting, Reason: "group moved"}
	}
	return err
}

// once waits for permission, makes the call and judges how it went.
func (sender *Sender) once(ctx context.Context, turn alliance.Turn, chat int64, messages int, text string, call func(context.Context) error) error {
	done, err := sender.permit(ctx, turn, chat, messages)
	if err != nil {
		return err
	}
	defer done()
	if turn.Come != nil {
		turn.Come()
	}
	begin := time.Now()
	err = inTime(ctx, call)
	outcome := "ok"
	if err != nil {
		outcome = string(failureOf(err).Class)
	}
	sender.meter.Sent(turn.Priority, outcome, time.Since(begin))
	return sender.judge(ctx, err, chat, text)
}

// permit waits for our turn, which bounds the wait only and not the call.
func (sender *Sender) permit(ctx context.Context, turn alliance.Turn, chat int64, messages int) (done func(), err error) {
	if !turn.Before.IsZero() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, turn.Before)
		defer cancel()
	}
	done, err = sender.limiter.Wait(ctx, turn, chat, messages)
	if err != nil || turn.Before.IsZero() {
		return done, err
	}
	// A process that was frozen gets its turn in the same moment as the end of its wait. The clock on the wall decides: the
	// other one may stand still while a machine sleeps.
	if time.Now().Round(0).After(turn.Before) {
		done()
		return nil, context.DeadlineExceeded
	}
	return done, nil
}

// judge does what every sending must do about a failure: obey a 429, and tell operators of what is ours, by a hash of the text.
func (sender *Sender) judge(ctx context.Context, err error, chat int64, text string) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	switch failure := failureOf(err); failure.Class {
	case alliance.Flood:
		alone := sender.limiter.Busy(chat)
		if alone {
			sender.limiter.PauseChat(chat, failure.After)
		} else {
			sender.hold(ctx, failure.After)
		}
		sender.log.Warn("telegram asks to wait", "seconds", failure.After.Seconds(), "chat_alone", alone)
	case alliance.Ours:
		sum := sha256.Sum256([]byte(text))
		sender.log.Error("telegram refuses a message", "reason", failure.Reason, "text_sha256", hex.EncodeToString(sum[:8]))
	case alliance.Unconfirmed:
		sender.log.Error("telegram refuses the bot", "reason", failure.Reason)
	case alliance.Migrated:
		sender.log.Info("group has become a supergroup", "chat", chat, "now", failure.MigratedTo)
	case alliance.Retry, alliance.Gone, alliance.Missing, alliance.Closed, alliance.Lasting: // for whoever sends to act on
	}
	return err
}

// reply quotes a message, or none.
func reply(to int64) *models.ReplyParameters {
	if to == 0 {
		return nil
	}
	return &models.ReplyParameters{MessageID: int(to), AllowSendingWithoutReply: true}
}

func parseMode(message alliance.Message) models.ParseMode {
	if message.Plain {
		return ""
	}
	return models.ParseModeHTML
}

func keyboard(rows [][]alliance.Button) *models.InlineKeyboardMarkup {
	markup := &models.InlineKeyboardMarkup{InlineKeyboard: make([][]models.InlineKeyboardButton, len(rows))}
	for i, row := range rows {
		for _, button := range row {
			markup.InlineKeyboard[i] = append(markup.InlineKeyboard[i],
				models.InlineKeyboardButton{Text: button.Text, CallbackData: button.Data, URL: button.URL})
		}
	}
	return markup
}
