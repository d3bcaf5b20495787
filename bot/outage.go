package bot

import (
	"context"
	"sync"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// apologise tells those who sent the updates that the store is away.
func (intake *Intake) apologise(ctx context.Context, updates []Update) {
	var telling sync.WaitGroup
	for _, update := range updates {
		telling.Go(func() { intake.console(ctx, update.chat(), update) })
	}
	telling.Wait()
}

// console tells a chat once an outage, and everybody who has pressed a button. Who was told to press again is to do so: the press
// is done with, as it would count twice.
func (intake *Intake) console(ctx context.Context, chat int64, update Update) {
	received, err := update.read()
	if err != nil {
		return
	}
	if press := received.CallbackQuery; press != nil {
		intake.Router.apologiseToPress(ctx, press)
		intake.done(update)
		return
	}
	if received.Message == nil {
		return
	}
	intake.mu.Lock()
	_, told := intake.told[chat]
	if !told {
		intake.told[chat] = intake.Now()
	}
	intake.mu.Unlock()
	if !told {
		intake.Router.apologise(ctx, received.Message)
	}
}

// apologise tells whoever wrote in private that the store is away. It needs nothing but the message itself.
func (router *Router) apologise(ctx context.Context, message *models.Message) {
	if message.From == nil || message.Chat.Type != models.ChatTypePrivate {
		return
	}
	sorry := router.Table.Sorry(Request{Language: router.clientLanguage(message.From)}, alliance.Unavailable)
	if _, err := router.Sender.Send(ctx, alliance.Turn{Priority: alliance.Answering}, alliance.Place{Chat: message.Chat.ID}, sorry, 0); err != nil {
		router.Log.Debug("apology not sent", "reason", failureOf(err).Reason)
	}
}

func (router *Router) apologiseToPress(ctx context.Context, press *models.CallbackQuery) {
	sorry := router.Table.Sorry(Request{Language: router.clientLanguage(&press.From)}, alliance.Unavailable)
	if err := router.Sender.AnswerPress(ctx, press.ID, router.Table.Toast(sorry), true); err != nil {
		router.Log.Debug("apology not shown", "reason", failureOf(err).Reason)
	}
}

// clientLanguage is the language of somebody's client, where we speak it.
func (router *Router) clientLanguage(user *models.User) alliance.Language {
	return alliance.Member{Client: user.LanguageCode}.Speaks(router.Language)
}
