package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// The verbs of the buttons under lists.
const (
	verbList = "list" // page, from, to, kinds, label: a page of a span
	verbAsk  = "ask"  // page, text: a page of the answer to a question
	verbFind = "find" // page, text: a page of what was found
)

// What a button may ask for is bounded.
const (
	lastPage = 1000
	lastYear = 9999
)

// listData makes the callback data of the pages of a span: its bounds in minutes since 1970 and the kinds as bits, in base 36.
func listData(question alliance.Question, label string) func(int) string {
	from := strconv.FormatInt(question.From.Unix()/60, 36)
	to := strconv.FormatInt(question.To.Unix()/60, 36)
	bits := int64(0)
	for i, kind := range alliance.Kinds() {
		if slices.Contains(question.Kinds, kind) {
			bits |= 1 << i
		}
	}
	return func(page int) string {
		return alliance.ButtonData(verbList, strconv.Itoa(page), from, to, strconv.FormatInt(bits, 36), label)
	}
}

// turnPage shows another page of a span.
func (desk *Desk) turnPage(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 5 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "page button with %d arguments", len(request.Args))
	}
	numbers := make([]int64, 4)
	for i, base := range []int{10, 36, 36, 36} {
		number, err := strconv.ParseInt(request.Args[i], base, 40)
		if err != nil || number < 0 {
			return bot.Reply{}, alliance.Errorf(alliance.Invalid, "page button: argument %d", i)
		}
		numbers[i] = number
	}
	page, from, to := numbers[0], time.Unix(numbers[1]*60, 0).In(desk.Zone), time.Unix(numbers[2]*60, 0).In(desk.Zone)
	if !from.Before(to) || to.Year() > lastYear || page < 1 || page > lastPage {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "page button: span or page out of range")
	}
	question := alliance.Question{Span: alliance.Span{From: from, To: to}}
	for i, kind := range alliance.Kinds() {
		if numbers[3]&(1<<i) != 0 {
			question.Kinds = append(question.Kinds, kind)
		}
	}
	label := request.Args[4]
	if !slices.Contains(labels(), label) {
		label = ""
	}
	reply, err := desk.list(ctx, request, asked{question, label, int(page), listData(question, label)})
	return replacing(reply), err
}

// replacing turns a reply of one message into an edit of the message whose button was pressed.
func replacing(reply bot.Reply) bot.Reply {
	if len(reply.Messages) == 1 {
		reply.Edit, reply.Messages = &reply.Messages[0], nil
	}
	return reply
}

// labels are the names a span can have, in commands and in ask.Reading.
func labels() []string {
	return []string{
		"today", "tonight", "tomorrow", "dayafter", "yesterday", "daybefore", "week", "nextweek", "lastweek", "weekend", "nextweekend", "lastweekend",
		"month", "nextmonth", "lastmonth", "year", "nextyear", "lastyear", "upcoming", "past",
	}
}

// textData makes the callback data of the pages of an answer to a text, where the text fits in it; else there are no such
// buttons.
func textData(verb, text string) func(int) string {
	if strings.Contains(text, ":") || len(alliance.ButtonData(verb, strconv.Itoa(lastPage), text)) > alliance.DataLimit {
		return nil
	}
	return func(page int) string { return alliance.ButtonData(verb, strconv.Itoa(page), text) }
}

// textPage reads what textData wrote.
func textPage(request bot.Request) (text string, page int, err error) {
	if len(request.Args) != 2 {
		return "", 0, alliance.Errorf(alliance.Invalid, "question button with %d arguments", len(request.Args))
	}
	page, err = strconv.Atoi(request.Args[0])
	if err != nil || page < 1 || page > lastPage {
		return "", 0, alliance.Errorf(alliance.Invalid, "question button: page")
	}
	return request.Args[1], page, nil
}
