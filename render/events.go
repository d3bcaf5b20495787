package render

import (
	"fmt"
	"slices"
	"time"

	"alliancebot/alliance"
)

// Instead says which events are listed where those asked for are not there.
type Instead string

// What can be listed instead.
const (
	Nearest   Instead = "nearest"   // the same at the nearest times
	Unsubject Instead = "unsubject" // the same without the subject words
	Unkind    Instead = "unkind"    // the same time without the kinds
	Coming    Instead = "coming"    // whatever comes next
)

// Listing is an answer that lists events: one page of those found, or others where none was.
type Listing struct {
	Reading Reading
	Events  []alliance.Event // of this page
	Total   int              // events found on all pages
	Page    int              // from 1
	Pages   int
	Now     time.Time
	Instead Instead // not empty: nothing matched; Events are others
	Buttons ListButtons
}

// buttonTitle is the most UTF-16 units of an event's title on a button, about what a telephone shows.
const buttonTitle = 28

type listView struct {
	Listing
	Heading readingView
	Items   []itemView
	None    bool // nothing matched
	Off     int  // how many of the Items do not take place, where all are on this page
}

type itemView struct {
	Number int
	Event  alliance.Event
	Now    time.Time
	Focus  alliance.Focus
}

// Events lists events in one message: how the question was read and how many there are, then each event with title, weekday,
// date, time and venue, what was asked for first, and a button to open it.
func (r *Renderer) Events(language alliance.Language, listing Listing) alliance.Message {
	message, _ := r.lists.Recall(memoKey(language, listing), listing.Now, func() (alliance.Message, error) {
		return r.events(language, listing), nil
	})
	return message
}

func (r *Renderer) events(language alliance.Language, listing Listing) alliance.Message {
	view := listView{Listing: listing, Heading: r.reading(language, listing)}
	view.None = listing.Instead != "" || len(listing.Events) == 0
	var opens [][]alliance.Button
	for i, event := range placed(listing) {
		if event.Status == alliance.Cancelled && listing.Pages < 2 {
			view.Off++
		}
		view.Items = append(view.Items, itemView{Number: i + 1, Event: event, Now: listing.Now, Focus: listing.Reading.Focus})
		opens = append(opens, []alliance.Button{{
			Text: fmt.Sprintf("%d. %s", i+1, short(event.Title, buttonTitle)),
			Data: alliance.ButtonData(EventVerb, event.ID),
		}})
	}
	rows := append(append(opens, pageRow(listing)), r.turnRows(language, listing)...)
	return alliance.Message{Text: r.text(language, "events", view), Keyboard: keyboard(rows...)}
}

// placed are the events of a listing; those that do not take place come last where a time, place or speaker is asked for, which
// the answer leads with.
func placed(listing Listing) []alliance.Event {
	if listing.Reading.Focus == alliance.Whole || listing.Reading.Focus == alliance.Count {
		return listing.Events
	}
	events := slices.Clone(listing.Events)
	slices.SortStableFunc(events, func(a, b alliance.Event) int { return cancelled(a) - cancelled(b) })
	return events
}

func cancelled(event alliance.Event) int {
	if event.Status == alliance.Cancelled {
		return 1
	}
	return 0
}

// One shows the one event that a question is after: how the question was read, what was asked for, and the event's card.
func (r *Renderer) One(language alliance.Language, listing Listing, options CardOptions) alliance.Message {
	event := listing.Events[0]
	view := listView{Listing: listing, Heading: r.reading(language, listing)}
	view.Items = []itemView{{Number: 1, Event: event, Now: listing.Now, Focus: listing.Reading.Focus}}
	card := r.Card(language, event, listing.Now, options)
	return alliance.Message{
		Text:     r.text(language, "one", view) + "\n\n" + card.Text,
		Keyboard: append(card.Keyboard, r.turnRows(language, listing)...),
	}
}
