package alliance

import "time"

// lateTime is how long a broadcast goes to those who join its audience, where no receipt ends it.
const lateTime = 7 * 24 * time.Hour

// LateEnds is until when a broadcast that is for late joiners too goes to who joins its audience: as long as it can be confirmed, else
// for a week after it is meant to begin.
func (dispatch Dispatch) LateEnds() time.Time {
	switch {
	case !dispatch.Deadline.IsZero():
		return dispatch.Deadline
	case dispatch.NotBefore.After(dispatch.Created):
		return dispatch.NotBefore.Add(lateTime)
	}
	return dispatch.Created.Add(lateTime)
}

// Regrouped reports whether a member who was before is now one whom another audience may include.
func (member Member) Regrouped(before Member) bool {
	if member.Joined.IsZero() != before.Joined.IsZero() || member.Role != before.Role || member.Unit != before.Unit {
		return true
	}
	for _, language := range Languages() {
		if member.Speaks(language) != before.Speaks(language) {
			return true
		}
	}
	for _, kind := range Kinds() {
		if member.Follows(kind) != before.Follows(kind) {
			return true
		}
	}
	return false
}
