package render

import "alliancebot/alliance"

// Announcement is a broadcast as somebody sees it who speaks the language: the text or the copy, with its buttons below. An
// album takes no buttons, so a message with them follows it.
func (r *Renderer) Announcement(language alliance.Language, dispatch alliance.Dispatch) []alliance.Message {
	content, receipt := dispatch.ContentFor(language), ""
	if dispatch.Receipt {
		receipt = dispatch.ID
	}
	said := alliance.Message{Text: content.Text, Plain: true, Entities: content.Entities, Sources: content.Sources}
	buttons := r.BroadcastButtons(language, content.Links, receipt)
	switch {
	case len(content.Sources) < 2:
		said.Keyboard = buttons
	case len(buttons) > 0:
		return []alliance.Message{said, r.BroadcastBelow(language, buttons, dispatch.Receipt)}
	}
	return []alliance.Message{said}
}

// Linkable reports whether Telegram takes address for a button.
func Linkable(address string) bool { return linkable(address) }
