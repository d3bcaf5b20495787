package handlers

import (
	"context"
	"strconv"
	"unicode/utf8"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
	"alliancebot/render"
)

// offersOnPage is how many events one page offers; Telegram takes 50 and shows about six.
const offersOnPage = 20

// inline offers the cards of the events that a question typed in some other chat is after. Nothing typed asks for what comes. The
// same question is answered from memory for up to a minute, in each language.
func (desk *Desk) inline(ctx context.Context, request bot.Request) (bot.Offers, error) {
	if utf8.RuneCountInString(request.Text) > longestQuestion {
		return bot.Offers{}, nil
	}
	reading, err := desk.read(ctx, request)
	if err != nil || !reading.Understood && len(reading.Question.Words) == 0 && request.Text != "" {
		return bot.Offers{}, err
	}
	if reading.Question.Mine { // nobody else's answer
		return desk.offer(ctx, request, reading)
	}
	key := string(request.Language) + " " + request.Offset + " " + request.Text
	return desk.offers.Recall(key, request.Now, func() (bot.Offers, error) { return desk.offer(ctx, request, reading) })
}

func (desk *Desk) offer(ctx context.Context, request bot.Request, reading ask.Reading) (bot.Offers, error) {
	asked := asked{Asked: alliance.Asked{Question: reading.Question}, page: 1}
	if number, err := strconv.Atoi(request.Offset); err == nil && number > 0 && number <= lastPage {
		asked.page = number
	}
	if reading.Impossible != nil && !asked.Timed() {
		asked.Span = reading.Impossible.Near
	}
	found, err := desk.found(ctx, request, asked, offersOnPage)
	if err != nil {
		return bot.Offers{}, err
	}
	if found.Total == 0 && reading.Understood {
		whole, _ := desk.bounded(request, asked)
		if found.Events, _, err = desk.instead(ctx, request, whole); err != nil {
			return bot.Offers{}, err
		}
	}
	var offers bot.Offers
	for _, event := range found.Events {
		offers.Offers = append(offers.Offers, desk.offerOf(request, event))
	}
	if asked.Order == alliance.Earliest && asked.page < pagesOf(found.Total, offersOnPage) {
		offers.Next = strconv.Itoa(asked.page + 1)
	}
	return offers, nil
}

// offerOf offers an event's card, with a button that opens it in the chat with the bot.
func (desk *Desk) offerOf(request bot.Request, event alliance.Event) bot.Offer {
	card := desk.Render.Card(request.Language, event, request.Now, render.CardOptions{OpenURL: eventLink(request.Bot, event.ID)})
	title, description := desk.Render.Offer(request.Language, event, request.Now)
	return bot.Offer{ID: event.ID, Title: title, Description: description, Message: render.Split(card)[0]}
}

// eventPayload is what a deep link to an event begins with (Bot API, "Deep linking").
const eventPayload = "event-"

func eventLink(username, id string) string {
	return "https://t.me/" + username + "?start=" + eventPayload + id
}
