package render

import (
	"time"

	"alliancebot/alliance"
)

// captionLimit is the most UTF-16 units of a caption after entities (Bot API, sendDocument).
const captionLimit = 1024

type noticeView struct {
	Before, Event alliance.Event
	Now           time.Time
	Is            map[string]bool // the changes there are
	Notice        bool            // Amended: it was a notice, and no reminder
	Brief         bool            // Amended: only when the event is
}

func newNotice(before, event alliance.Event, now time.Time) noticeView {
	view := noticeView{Before: before, Event: event, Now: now, Is: map[string]bool{}}
	for _, change := range alliance.Changes(before, event) {
		view.Is[string(change)] = true
	}
	return view
}

// Notice says what has changed about an event, and how it was. The file, which brings a calendar up to date also where the event
// is cancelled, goes with it, or follows it where the text is too long for a caption.
func (r *Renderer) Notice(language alliance.Language, before, event alliance.Event, file alliance.Document, now time.Time) []alliance.Message {
	notice := alliance.Message{Text: r.text(language, "notice", newNotice(before, event, now)), Keyboard: r.opening(language, event)}
	if Length(notice.Text) <= captionLimit {
		notice.Document = &file
		return []alliance.Message{notice}
	}
	return []alliance.Message{notice, {Document: &file}}
}

// Amended is what becomes of a reminder or notice of an event that has changed since. It fits a caption, as some of them are.
func (r *Renderer) Amended(language alliance.Language, said alliance.Purpose, before, event alliance.Event, now time.Time) alliance.Message {
	view := newNotice(before, event, now)
	view.Notice = said == alliance.ForNotice
	text := r.text(language, "amended", view)
	if Length(text) > captionLimit {
		view.Brief = true
		text = r.text(language, "amended", view)
	}
	return alliance.Message{Text: text, Keyboard: r.opening(language, event)}
}

// opening is a button that shows the event.
func (r *Renderer) opening(language alliance.Language, event alliance.Event) [][]alliance.Button {
	return keyboard(r.button(language, "open", alliance.ButtonData(EventVerb, event.ID)))
}
