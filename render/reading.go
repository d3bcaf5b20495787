package render

import (
	"fmt"

	"alliancebot/alliance"
)

// Reading is how a question was understood.
type Reading struct {
	Span    alliance.Span
	Hours   alliance.Hours
	Open    string // what an open span is called: upcoming, past; empty for one that was asked for by its bounds
	Kinds   []alliance.Kind
	Without []alliance.Kind
	Words   []string // subject words, people, units, venues
	Except  []string // people, units, venues that are not wanted
	Order   alliance.Order
	Focus   alliance.Focus
	Mine    bool // only what concerns the member
	// Impossible is a time that was asked for and does not exist, as written; Span is what lies near.
	Impossible string
}

// readingView is a reading as the texts want it.
type readingView struct {
	Reading
	Label    string // how the span is called
	Dates    string // of the span
	Form     string // of the span
	Words    string // in quotes
	Excepted string // in quotes
	Daily    string // the hours of each day
}

// nounView is what a count of the events asked for is called.
type nounView struct {
	Count   int
	Reading readingView
}

// headingWords is the most UTF-16 units of the words of the question in the heading.
const headingWords = 200

// manyKinds is from how many kinds on a heading says "events" instead of naming them.
const manyKinds = 4

// reading puts a reading into the language's words.
func (r *Renderer) reading(language alliance.Language, listing Listing) readingView {
	v := r.voice(language)
	reading := listing.Reading
	view := readingView{Reading: reading, Label: r.spanName(language, listing)}
	span := v.spanView(reading.Span, listing.Now)
	span.Inside = view.Label != ""
	view.Form, view.Dates = span.Form, r.label(language, "span", span)
	if hours := reading.Hours; hours != (alliance.Hours{}) {
		view.Daily = fmt.Sprintf("%02d:00–%02d:00", hours.From, hours.To)
	}
	if len(reading.Except) > 0 {
		view.Excepted = short(r.label(language, "quoted", reading.Except), headingWords)
	}
	if len(reading.Words) > 0 {
		view.Words = short(r.label(language, "quoted", reading.Words), headingWords)
	}
	if len(reading.Kinds) >= manyKinds {
		view.Kinds = nil
	}
	return view
}

// spanName is what the span of a listing is called, or nothing.
func (r *Renderer) spanName(language alliance.Language, listing Listing) string {
	name := listing.Reading.Open
	if name == "" {
		name = listing.Reading.Span.Called(listing.Now.In(r.voice(language).zone))
	}
	if name == "" || !r.Has("span_"+name) {
		return ""
	}
	return r.label(language, "span_"+name, nil)
}
