package render

import (
	"strconv"
	"sync"
	"time"

	"alliancebot/alliance"
)

// memo remembers messages for the minute in which they were written. Many members ask the same within a minute, as after an
// announcement, and filling a template costs more than all the rest of an answer.
type memo struct {
	mu     sync.Mutex
	minute time.Time
	known  map[string]alliance.Message
}

// memoLimit bounds how many messages are remembered, and so the memory they take to some megabytes.
const memoLimit = 512

// recall gives the message remembered under key in the minute of now, or writes it. The message is shared: nobody changes it.
func (memo *memo) recall(key string, now time.Time, write func() alliance.Message) alliance.Message {
	minute := now.Truncate(time.Minute)
	memo.mu.Lock()
	if !minute.Equal(memo.minute) || len(memo.known) >= memoLimit {
		memo.minute, memo.known = minute, map[string]alliance.Message{}
	}
	message, known := memo.known[key]
	memo.mu.Unlock()
	if known {
		return message
	}
	message = write()
	memo.mu.Lock()
	defer memo.mu.Unlock()
	if minute.Equal(memo.minute) {
		memo.known[key] = message
	}
	return message
}

// memoKey names everything that a list shows, but for what an event of this id, revision and title shows the same.
func memoKey(language alliance.Language, listing Listing) string {
	key := make([]byte, 0, 512)
	text := func(values ...string) {
		for _, value := range values {
			key = strconv.AppendQuote(key, value)
		}
	}
	number := func(values ...int64) {
		for _, value := range values {
			key = append(strconv.AppendInt(key, value, 36), ' ')
		}
	}
	reading, buttons := listing.Reading, listing.Buttons
	text(string(language), reading.Open, string(reading.Order), string(reading.Focus), reading.Impossible, string(listing.Instead))
	number(reading.Span.From.Unix(), reading.Span.To.Unix(), int64(listing.Total), int64(listing.Page), int64(listing.Pages), int64(len(reading.Words)))
	key = strconv.AppendBool(key, reading.Mine)
	text(reading.Words...)
	for _, kinds := range [][]alliance.Kind{reading.Kinds, reading.Without} {
		number(int64(len(kinds)))
		for _, kind := range kinds {
			text(string(kind))
		}
	}
	text(buttons.Earlier.Data, buttons.Later.Data, buttons.Other.Data)
	for _, drop := range buttons.Drop {
		text(drop.Data)
	}
	if buttons.Page != nil {
		text(buttons.Page(listing.Page))
	}
	for _, event := range listing.Events {
		text(event.ID, event.Title, event.Venue, string(event.Status))
		text(event.Speakers...)
		number(int64(event.Revision), event.Start.Unix(), event.End.Unix())
	}
	return string(key)
}
