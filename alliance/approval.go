package alliance

import "time"

// approvalTime is how long a broadcast waits for the approval of another admin, at most.
const approvalTime = 24 * time.Hour

// Verdict is what became of a broadcast that another admin was to approve.
type Verdict struct {
	Why    Refusal   `json:"why,omitempty"`    // why it is not sent; empty: it is
	By     int64     `json:"by,omitempty"`     // who decided; 0: nobody did
	Name   string    `json:"name,omitempty"`   // of whoever decided
	Reason string    `json:"reason,omitempty"` // of whoever returned it, in their words
	At     time.Time `json:"at,omitzero"`
}

// Refusal is why a broadcast is not sent that was to be approved.
type Refusal string

// The refusals.
const (
	Returned  Refusal = "returned"   // somebody thinks that it should not go out as it is
	Expired   Refusal = "expired"    // nobody approved it in time
	Unasked   Refusal = "unasked"    // none of those who may approve it could be asked
	TakenBack Refusal = "taken back" // its author wants to change it
)

// Approved reports whether the verdict is that the broadcast may be sent.
func (verdict Verdict) Approved() bool { return verdict.Why == "" && !verdict.At.IsZero() }

// ApprovalEnds is until when a broadcast can be approved: for a day, but not beyond the moment for which it is meant, nor that until
// which its recipients are to confirm, nor that at which liaisons are told who has not.
func (dispatch Dispatch) ApprovalEnds() time.Time {
	end := dispatch.Created.Add(approvalTime)
	for _, moment := range []time.Time{dispatch.NotBefore, dispatch.Deadline, dispatch.EscalatesAt()} {
		if !moment.IsZero() && moment.Before(end) {
			end = moment
		}
	}
	return end
}
