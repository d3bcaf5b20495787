package render

import (
	"time"

	"alliancebot/alliance"
)

// Offer is how an event is offered in a list of plain text: its title, and below it time and place.
func (r *Renderer) Offer(language alliance.Language, event alliance.Event, now time.Time) (title, description string) {
	return short(event.Title, descriptionLimit), r.label(language, "offer", itemView{Event: event, Now: now})
}
