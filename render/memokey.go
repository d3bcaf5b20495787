package render

import (
	"strconv"

	"alliancebot/alliance"
)

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
	reading, buttons := listing.Reading, listing.Buttons
	text(string(language), reading.Open, string(reading.Order), string(reading.Focus), reading.Impossible, string(listing.Instead))
	number(reading.Span.From.Unix(), reading.Span.To.Unix(), int64(reading.Hours.From), int64(reading.Hours.To), int64(listing.Total), int64(listing.Page), int64(listing.Pages), int64(len(reading.Words)))
	key = strconv.AppendBool(key, reading.Mine)
	text(reading.Words...)
	number(int64(len(reading.Except)))
	text(reading.Except...)
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
