package render

import (
	"fmt"
	"time"

	"alliancebot/alliance"
)

// Listing is an answer that lists events: one page of those found, or the nearest where none was.
type Listing struct {
	Reading Reading
	Events  []alliance.Event // of this page
	Total   int              // events found on all pages
	Page    int              // from 1
	Pages   int
	Now     time.Time
	Nearest bool                  // nothing matched; Events are the nearest that fit
	Data    func(page int) string // callback data of the page buttons; nil: no such buttons
}

// Reading is how a question was understood.
type Reading struct {
	Span  alliance.Span
	Label string // today, tomorrow, week, nextweek, month, upcoming, lectures … : how the span is called; empty or unknown: by its dates
	Kinds []alliance.Kind
	Words []string // subject words, people, units, venues
}

// buttonTitle is the most UTF-16 units of an event's title on a button, about what a telephone shows.
const buttonTitle = 28

// headingWords is the most UTF-16 units of the words of the question in the heading.
const headingWords = 200

// manyKinds is from how many kinds on a heading says "events" instead of naming them.
const manyKinds = 4

type listView struct {
	Listing
	Label, Words string // Label: how the span is called
	Dates        string // of the span
	Form         string // of the span
	Items        []itemView
	None         bool // nothing matched
}

type itemView struct {
	Number int
	Event  alliance.Event
	Now    time.Time
}

// Events lists events in one message: how the question was read and how many there are, then each event with title, weekday,
// date, time and venue, and a button to open it.
func (r *Renderer) Events(language alliance.Language, listing Listing) alliance.Message {
	return r.lists.recall(memoKey(language, listing), listing.Now, func() alliance.Message { return r.events(language, listing) })
}

func (r *Renderer) events(language alliance.Language, listing Listing) alliance.Message {
	view := listView{Listing: listing}
	view.None = listing.Nearest || len(listing.Events) == 0
	view.Label, view.Words = r.reading(language, listing.Reading)
	span := r.voice(language).spanView(listing.Reading.Span, listing.Now)
	span.Inside = view.Label != ""
	view.Form, view.Dates = span.Form, r.label(language, "span", span)
	if len(listing.Reading.Kinds) >= manyKinds {
		view.Reading.Kinds = nil
	}
	var opens [][]alliance.Button
	for i, event := range listing.Events {
		view.Items = append(view.Items, itemView{Number: i + 1, Event: event, Now: listing.Now})
		opens = append(opens, []alliance.Button{{
			Text: fmt.Sprintf("%d. %s", i+1, short(event.Title, buttonTitle)),
			Data: alliance.ButtonData(EventVerb, event.ID),
		}})
	}
	return alliance.Message{Text: r.text(language, "events", view), Keyboard: keyboard(append(opens, pageRow(listing))...)}
}

// reading puts the span's name and the words looked for into the language's words.
func (r *Renderer) reading(language alliance.Language, reading Reading) (label, words string) {
	if name := "span_" + reading.Label; reading.Label != "" && r.voice(language).texts.Lookup(name) != nil {
		label = r.label(language, name, nil)
	}
	if len(reading.Words) > 0 {
		words = short(r.label(language, "quoted", reading.Words), headingWords)
	}
	return label, words
}

// pageRow holds ‹ 2/5 ›; the page itself can be pressed too, which shows it anew.
func pageRow(listing Listing) []alliance.Button {
	if listing.Data == nil || listing.Pages < 2 {
		return nil
	}
	var row []alliance.Button
	if listing.Page > 1 {
		row = append(row, alliance.Button{Text: "‹", Data: listing.Data(listing.Page - 1)})
	}
	row = append(row, alliance.Button{Text: fmt.Sprintf("%d/%d", listing.Page, listing.Pages), Data: listing.Data(listing.Page)})
	if listing.Page < listing.Pages {
		row = append(row, alliance.Button{Text: "›", Data: listing.Data(listing.Page + 1)})
	}
	return row
}
