package render

import (
	"fmt"

	"alliancebot/alliance"
)

// ListButtons are the callback data of the buttons under a list; where it is empty, there is no such button.
type ListButtons struct {
	Page           func(page int) string
	Earlier, Later SpanButton // the spans beside the one shown
	Drop           []DropButton
	Other          SpanButton // the other reading of an ambiguous time
	All            string     // shows all where only one event is shown
}

// SpanButton leads to the same question about another span.
type SpanButton struct {
	Span alliance.Span
	Data string
}

// Filter is a restriction of a question that can be dropped; its value is the name of the button that drops it.
type Filter string

// The filters.
const (
	ByTime      Filter = "drop_time"
	ByKind      Filter = "drop_kind"
	ByPerson    Filter = "drop_person"
	ByUnit      Filter = "drop_unit"
	ByVenue     Filter = "drop_venue"
	BySubject   Filter = "drop_subject"
	ByException Filter = "drop_exception"
)

// DropButton leads to the same question without a filter.
type DropButton struct {
	Filter Filter
	Data   string
}

// pageRow holds ‹ 2/5 ›; the page itself can be pressed too, which shows it anew.
func pageRow(listing Listing) []alliance.Button {
	page := listing.Buttons.Page
	if page == nil || listing.Pages < 2 {
		return nil
	}
	var row []alliance.Button
	if listing.Page > 1 {
		row = append(row, alliance.Button{Text: "‹", Data: page(listing.Page - 1)})
	}
	row = append(row, alliance.Button{Text: fmt.Sprintf("%d/%d", listing.Page, listing.Pages), Data: page(listing.Page)})
	if listing.Page < listing.Pages {
		row = append(row, alliance.Button{Text: "›", Data: page(listing.Page + 1)})
	}
	return row
}

// dropsInRow is how many buttons to drop a filter stand side by side.
const dropsInRow = 3

// turnRows are the buttons that ask the question in another way.
func (r *Renderer) turnRows(language alliance.Language, listing Listing) [][]alliance.Button {
	buttons := listing.Buttons
	span := func(text string, to SpanButton) []alliance.Button {
		if to.Data == "" {
			return nil
		}
		name := r.spanName(language, Listing{Reading: Reading{Span: to.Span}, Now: listing.Now})
		if name == "" {
			name = r.Span(language, to.Span, listing.Now)
		}
		return []alliance.Button{{Text: r.label(language, text, name), Data: to.Data}}
	}
	var drops []alliance.Button
	for _, drop := range buttons.Drop {
		drops = append(drops, r.button(language, string(drop.Filter), drop.Data)...)
	}
	beside := append(span("button_earlier", buttons.Earlier), span("button_later", buttons.Later)...)
	found := keyboard(beside, span("button_other", buttons.Other), r.button(language, "all", buttons.All))
	return append(found, rows(drops, dropsInRow)...)
}
