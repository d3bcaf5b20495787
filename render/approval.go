package render

import "alliancebot/alliance"

// ApprovalVerb is the verb of the buttons by which an admin decides on somebody else's broadcast; the arguments are its id, which no
// later version of it has, and one of these words.
const (
	ApprovalVerb  = "ok"
	ApprovalGive  = "give"
	ApprovalDeny  = "deny"  // asks for a reason first
	ApprovalPlain = "plain" // returns it without one
	ApprovalShow  = "show"  // goes back
)

// RunRework makes a draft again of a broadcast that was not approved (yet).
const RunRework = "rework"

// offerGroups is how many groups, channels and topics an offer names.
const offerGroups = 20

// OfferView is a broadcast as it is offered to those who may approve it, or as it was decided.
type OfferView struct {
	BroadcastLine

	Mine   bool // whoever reads it has decided
	Deny   bool // it waits for the reason for which it is returned
	Silent bool // a reason cannot be typed
}

// Reach is to how many members a broadcast that is to be approved was said to go.
func (line BroadcastLine) Reach() int { return line.Dispatch.Heads }

// PlaceCount is to how many groups, channels and topics it was said to go.
func (line BroadcastLine) PlaceCount() alliance.PlaceCount { return line.Dispatch.Places }

// Listed names the groups, channels and topics, as far as there is room for them.
func (view OfferView) Listed() []string {
	names := view.Dispatch.Groups
	return names[:min(len(names), offerGroups)]
}

// Unlisted is how many there are besides.
func (view OfferView) Unlisted() int { return len(view.Dispatch.Groups) - len(view.Listed()) }

// Later reports whether it is to begin at a time of its own.
func (view OfferView) Later() bool { return !view.Dispatch.NotBefore.IsZero() }

// Preview is what recipients will see of a broadcast, in every version.
func (r *Renderer) Preview(language alliance.Language, dispatch alliance.Dispatch) []alliance.Message {
	versions := dispatch.Versions
	dispatch.Versions = nil
	shown := r.Announcement(language, dispatch)
	for _, spoken := range alliance.Languages() {
		if content, has := versions[spoken]; has {
			dispatch.Content = content
			shown = append(shown, r.Announcement(spoken, dispatch)...)
		}
	}
	return shown
}

// BroadcastOffer asks an admin to approve a broadcast, below what its recipients will see.
func (r *Renderer) BroadcastOffer(language alliance.Language, view OfferView) alliance.Message {
	decide := func(name, action string) []alliance.Button {
		return r.button(language, name, alliance.ButtonData(ApprovalVerb, view.Dispatch.ID, action))
	}
	buttons := append(decide("approve", ApprovalGive), decide("return", ApprovalDeny)...)
	if view.Deny {
		buttons = append(decide("return_plain", ApprovalPlain), decide("back", ApprovalShow)...)
	}
	return alliance.Message{Text: r.text(language, "approval_offer", view), Keyboard: keyboard(buttons)}
}

// BroadcastDecided tells an admin what became of a broadcast that was offered to them.
func (r *Renderer) BroadcastDecided(language alliance.Language, view OfferView) alliance.Message {
	return alliance.Message{Text: r.text(language, "approval_decided", view)}
}

// BroadcastProposed shows the author a broadcast that waits for approval.
func (r *Renderer) BroadcastProposed(language alliance.Language, line BroadcastLine) alliance.Message {
	return alliance.Message{
		Text:     r.text(language, "approval_waiting", line),
		Keyboard: keyboard(append(r.run(language, line.Dispatch, RunRework), r.run(language, line.Dispatch, RunCancel)...)),
	}
}

// BroadcastJudged tells the author what became of the approval of a broadcast.
func (r *Renderer) BroadcastJudged(language alliance.Language, line BroadcastLine) alliance.Message {
	said := alliance.Message{Text: r.text(language, "approval_judged", line)}
	if !line.Dispatch.Verdict.Approved() {
		said.Keyboard = keyboard(r.run(language, line.Dispatch, RunRework))
	}
	return said
}
