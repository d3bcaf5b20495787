package alliance

// Draft is what a chat is in the middle of: the command that waits for more, and what it has so far.
type Draft struct {
	ID      string `json:"id"` // tells this draft from earlier ones, so that their buttons do not act on it
	Command string `json:"command"`
	// Waits says what the chat's next message is to be, in the command's own words; empty: it waits for nothing but a button.
	Waits    string   `json:"waits,omitempty"`
	Dispatch Dispatch `json:"dispatch,omitzero"` // the broadcast being composed
	Heads    int      `json:"heads,omitempty"`   // to how many it was said to go
}

// Ready reports whether the draft waits for nothing more than a button.
func (draft Draft) Ready() bool { return draft.Waits == "" }
