package render

import (
	"fmt"
	"time"

	"alliancebot/alliance"
)

// shownInDigest is how many events a digest shows, which keeps it one message.
const shownInDigest = 10

type digestView struct {
	Digest alliance.Digest
	Dates  string // of the time covered
	Total  int    // of those that take place in that time
	Items  []itemView
	More   int // events that are not shown
}

// Digest lists what is to come for a member in the time that it covers, with a button to open each event.
func (r *Renderer) Digest(language alliance.Language, digest alliance.Digest, covers alliance.Span, events []alliance.Event, now time.Time) alliance.Message {
	heading := r.reading(language, Listing{Reading: Reading{Span: covers.In(r.voice(language).zone)}, Now: now})
	shown := events[:min(len(events), shownInDigest)]
	view := digestView{Digest: digest, Dates: heading.Dates, More: len(events) - len(shown)}
	for _, event := range events {
		if event.Status == alliance.Planned && covers.Contains(event.Start) {
			view.Total++
		}
	}
	var opens [][]alliance.Button
	for i, event := range shown {
		view.Items = append(view.Items, itemView{Number: i + 1, Event: event, Now: now})
		opens = append(opens, []alliance.Button{{
			Text: fmt.Sprintf("%d. %s", i+1, short(event.Title, buttonTitle)),
			Data: alliance.ButtonData(EventVerb, event.ID),
		}})
	}
	return alliance.Message{Text: r.text(language, "digest", view), Keyboard: keyboard(opens...)}
}
