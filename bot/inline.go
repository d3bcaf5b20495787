package bot

import (
	"context"
	"strings"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Offer is something that can be said in any chat in answer to "@bot question" (Bot API, "Inline mode").
type Offer struct {
	ID                 string // at most 64 bytes, each only once in an answer
	Title, Description string // plain text
	Message            alliance.Message
}

// Offers are a page of them, at most 50; Next is where the next page begins, at most 64 bytes, and empty on the last one.
type Offers struct {
	Offers []Offer
	Next   string
}

// InlineHandler answers an inline question: Text is what was typed, Offset where the page begins.
type InlineHandler func(ctx context.Context, request Request) (Offers, error)

// inlineCache is for how many seconds Telegram may answer the same user's same question itself.
const inlineCache = 30

// inline answers an inline question. Whoever asks has not therefore started the bot. A question without an answer, or one that
// met with trouble, is offered nothing: the next letter typed asks anew.
func (router *Router) inline(ctx context.Context, received *models.Update) error {
	query := received.InlineQuery
	if query.From == nil {
		return nil
	}
	request := Request{
		Update: received.ID, Inline: true, Language: router.clientLanguage(query.From), Text: strings.TrimSpace(query.Query), Offset: query.Offset,
		Bot: router.Username, Now: router.Now(),
	}
	offers, err := Offers{}, router.identify(ctx, &request, query.From)
	if err == nil {
		err = router.guarded(ctx, request.Update, func(ctx context.Context) error {
			offers, err = router.Table.Inline(ctx, request)
			return err
		})
	}
	if err != nil {
		router.Log.Warn("inline question not answered", "kind", alliance.KindOf(err), "error", err)
	}
	if alliance.KindOf(err) == alliance.Unavailable {
		err = nil // it is answered, if with nothing
	}
	if err := router.Sender.Offer(ctx, query.ID, offers); err != nil {
		router.Log.Debug("offers not shown", "reason", failureOf(err).Reason)
	}
	return parkable(err)
}

// Offer shows what can be said (Bot API, answerInlineQuery). That the question is too old by now is an error of class Ours that
// needs nobody's attention.
func (sender *Sender) Offer(ctx context.Context, query string, offers Offers) error {
	params := &tg.AnswerInlineQueryParams{
		InlineQueryID: query, Results: []models.InlineQueryResult{}, NextOffset: offers.Next, CacheTime: inlineCache, IsPersonal: true, // the language is
	}
	for _, offer := range offers.Offers {
		article := &models.InlineQueryResultArticle{
			ID: offer.ID, Title: offer.Title, Description: offer.Description,
			InputMessageContent: &models.InputTextMessageContent{
				MessageText: offer.Message.Text, ParseMode: parseMode(offer.Message), LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: tg.True()},
			},
		}
		if len(offer.Message.Keyboard) > 0 {
			article.ReplyMarkup = keyboard(offer.Message.Keyboard)
		}
		params.Results = append(params.Results, article)
	}
	return inTime(ctx, func(ctx context.Context) error {
		_, err := sender.api.AnswerInlineQuery(ctx, params)
		return err
	})
}
