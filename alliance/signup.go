package alliance

// SignUp is how a member stands with an event; empty: the member has not answered.
type SignUp string

// The sign-ups.
const (
	SignedUp SignUp = "signed up"
	Waits    SignUp = "waiting" // for a place
	Attended SignUp = "attended"
	Declined SignUp = "declined"
)

// Known reports whether it is one of those above.
func (signUp SignUp) Known() bool {
	return signUp == SignedUp || signUp == Waits || signUp == Attended || signUp == Declined
}

// Counts reports whether the member means to come, or would if there were a place, and so is concerned when the event changes.
func (signUp SignUp) Counts() bool { return signUp == SignedUp || signUp == Waits }

// Standing names a part of the members by how they stand with an event.
type Standing string

// The parts. Who has attended had signed up; and only those for whom the event is meant can have not answered.
const (
	StandingSignedUp   Standing = "signed up"
	StandingWaiting    Standing = "waiting"
	StandingAttended   Standing = "attended"
	StandingUnanswered Standing = "unanswered"
)

// Has reports whether somebody who stands so with the event is of this part.
func (standing Standing) Has(signUp SignUp) bool {
	switch standing {
	case StandingSignedUp:
		return signUp == SignedUp || signUp == Attended
	case StandingWaiting:
		return signUp == Waits
	case StandingAttended:
		return signUp == Attended
	case StandingUnanswered:
		return signUp == ""
	}
	return false
}
