package render

import (
	"slices"
	"time"

	"alliancebot/alliance"
)

type noticeView struct {
	Before, Event alliance.Event
	Now           time.Time
	Is            map[string]bool // the changes there are
}

// Notice says what has changed about an event, and how it was; a button gives the file that brings a calendar up to date, also
// where the event is cancelled.
func (r *Renderer) Notice(language alliance.Language, before, event alliance.Event, now time.Time) alliance.Message {
	view := noticeView{Before: before, Event: event, Now: now, Is: map[string]bool{}}
	for _, change := range alliance.Changes(before, event) {
		view.Is[string(change)] = true
	}
	return alliance.Message{
		Text: r.text(language, "notice", view),
		Keyboard: keyboard(slices.Concat(
			r.button(language, "open", alliance.ButtonData(EventVerb, event.ID)),
			r.button(language, "calendar", alliance.ButtonData(CalendarVerb, event.ID)),
		)),
	}
}
