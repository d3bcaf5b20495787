package render

import "alliancebot/alliance"

// BroadcastView is a broadcast before it is sent.
type BroadcastView struct {
	Dispatch             alliance.Dispatch
	Heads                int // everybody in the audience
	Unreachable          int // those of Heads to whom nothing can be delivered
	SendData, CancelData string
}

// Reach is how many the broadcast can be delivered to.
func (view BroadcastView) Reach() int { return max(view.Heads-view.Unreachable, 0) }

// BroadcastPreview shows a plain text as members will see it, or refers to the message to be copied, which stands above; it
// says to whom it goes and asks for the order to send.
func (r *Renderer) BroadcastPreview(language alliance.Language, view BroadcastView) alliance.Message {
	var send []alliance.Button
	if view.SendData != "" && view.Reach() > 0 {
		send = []alliance.Button{{Text: r.label(language, "broadcast_send_to", view), Data: view.SendData}}
	}
	return alliance.Message{
		Text:     r.text(language, "broadcast_preview", view),
		Keyboard: keyboard(send, r.button(language, "cancel", view.CancelData)),
	}
}
