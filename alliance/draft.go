package alliance

import "slices"

// Draft is what a chat is in the middle of: the command that waits for more, and what it has so far.
type Draft struct {
	ID      string `json:"id"` // tells this draft from earlier ones, so that their buttons do not act on it
	Command string `json:"command"`
	// Waits says what the chat's next message is to be, in the command's own words; empty: it waits for nothing but a button.
	Waits    string   `json:"waits,omitempty"`
	Dispatch Dispatch `json:"dispatch,omitzero"` // the broadcast being composed; its Status is the message with the buttons
	Heads    int      `json:"heads,omitempty"`   // to how many it was said to go
	// Album is the album whose parts are being taken, each of which arrives as a message of its own; Version is for which language
	// they are, empty: for all.
	Album   string   `json:"album,omitempty"`
	Version Language `json:"version,omitempty"`
	// Asked are, in a group, the messages in which it was asked for: as others write there too, what replies to one of them is the
	// next message.
	Asked []int64 `json:"asked,omitempty"`
}

// asksKept is how many of the messages that ask a draft keeps, the latest.
const asksKept = 20

// AskedBy is the draft with another message that asks for what it waits for.
func (draft Draft) AskedBy(message int64) Draft {
	draft.Asked = append(slices.Clone(draft.Asked), message)
	draft.Asked = draft.Asked[max(len(draft.Asked)-asksKept, 0):]
	return draft
}

// Ready reports whether the draft waits for nothing more than a button.
func (draft Draft) Ready() bool { return draft.Waits == "" }
