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
		for _, value := range values { // the length keeps neighbours apart
			key = append(append(strconv.AppendInt(key, int64(len(value)), 36), ' '), value...)
		}
	}
	number := func(values ...int64) {
		for _, value := range values {
			key = append(strconv.AppendInt(key, value, 36), ' ')
		}
	}
	reading := listing.Reading
	text(string(language), reading.Label)
	number(reading.Span.From.Unix(), reading.Span.To.Unix(), int64(listing.Total), int64(listing.Page), int64(listing.Pages), int64(len(reading.Words)))
	key = strconv.AppendBool(key, listing.Nearest)
	text(reading.Words...)
	for _, kind := range reading.Kinds {
		text(string(kind))
	}
	if listing.Data != nil {
		text(listing.Data(listing.Page))
	}
	for _, event := range listing.Events {
		text(event.ID, event.Title, event.Venue, string(event.Status))
		text(event.Speakers...)
		number(int64(event.Revision), event.Start.Unix(), event.End.Unix())
	}
	return string(key)
}
