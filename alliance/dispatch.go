package alliance

import "time"

// Purpose says what a dispatch is for; it decides its place in the queue.
type Purpose string

// The purposes of a dispatch, the more pressing first.
const (
	ForReminder  Purpose = "reminder"
	ForBroadcast Purpose = "broadcast"
)

// DispatchState is where a dispatch stands.
type DispatchState string

// The states of a dispatch. Expanding: recipients are still being entered in the ledger, and may be sent to already.
const (
	Expanding DispatchState = "expanding"
	Running   DispatchState = "running"
	Done      DispatchState = "done"
	Withdrawn DispatchState = "withdrawn" // cancelled before everybody was reached
)

// Dispatch is one thing sent to many without being asked: what, to whom, by whom. The ledger holds who got it.
type Dispatch struct {
	ID       string        `json:"id"`
	Purpose  Purpose       `json:"purpose"`
	Audience Audience      `json:"audience"`
	Created  time.Time     `json:"created"`
	Event    string        `json:"event,omitempty"`  // reminder: of this event
	Start    time.Time     `json:"start,omitzero"`   // reminder: true only while the event starts then
	Source   *Source       `json:"source,omitempty"` // broadcast: copy this message
	Text     string        `json:"text,omitempty"`   // broadcast: or say this plain text
	Author   int64         `json:"author,omitempty"` // broadcast: whom to report to
	Status   int64         `json:"status,omitempty"` // broadcast: message in the author's chat that shows the progress
	State    DispatchState `json:"state"`
	Cursor   string        `json:"-"` // how far the recipients have been entered; "end" when all are
}

// Source is a message to be copied to the recipients as it is (Bot API, copyMessage).
type Source struct {
	Chat    int64 `json:"chat"`
	Message int64 `json:"message"`
}

// Reminder is one lead time of an event falling due.
type Reminder struct {
	Event string        // event id
	Lead  time.Duration // before the start
	Due   time.Time
}

// OutcomeState is how it stands with one recipient in the ledger.
type OutcomeState string

// The states of a recipient. Waiting covers those who wait for another try as well as those being sent to.
const (
	Waiting OutcomeState = "waiting"
	Sent    OutcomeState = "sent"
	Failed  OutcomeState = "failed"
	Skipped OutcomeState = "skipped"
)

// Outcome is what became of one recipient: Message for Sent, Reason for Failed and Skipped.
type Outcome struct {
	State   OutcomeState
	Message int64  // message id in the recipient's chat
	Reason  string // one of the failure classes, fit for counting
}

// Tally counts the recipients of a dispatch by state; the states add up to Total.
type Tally struct {
	Total, Waiting, Sent, Failed, Skipped int
	Reasons                               map[string]int // Failed and Skipped by reason
}
