package alliance

import "time"

// Memo is what those who look after a broadcast are told of it.
type Memo string

// The memos.
const (
	Offered     Memo = "offered"     // to admins: the broadcast waits for the approval of one of them
	Judged      Memo = "judged"      // to its author: what became of that
	Outstanding Memo = "outstanding" // to the liaisons of units, and to its author for units without: who has not confirmed it
	Urged       Memo = "urged"       // to those of a unit who have not confirmed it: that they are to
)

// Disturbs reports whether a memo respects quiet hours. Those that somebody waits for do not.
func (memo Memo) Disturbs() bool { return memo == Outstanding || memo == Urged }

// memo begins a dispatch that tells of this one.
func (dispatch Dispatch) memo(memo Memo, suffix string, created time.Time, audience Audience) Dispatch {
	return Dispatch{ID: dispatch.ID + suffix, Purpose: ForMemo, Memo: memo, Of: dispatch.ID, Created: created, Audience: audience}
}

// OfferMemo offers a broadcast to those who may approve it.
func (dispatch Dispatch) OfferMemo(approvers []int64) Dispatch {
	return dispatch.memo(Offered, "-o", dispatch.Created, Audience{Only: approvers})
}

// VerdictMemo tells the author of a broadcast what became of its approval.
func (dispatch Dispatch) VerdictMemo(now time.Time) Dispatch {
	return dispatch.memo(Judged, "-v", now, Audience{Only: []int64{dispatch.Author}})
}

// OutstandingMemo tells at the deadline of a broadcast, or so long before it as was chosen, who has not confirmed it.
func (dispatch Dispatch) OutstandingMemo() Dispatch {
	memo := dispatch.memo(Outstanding, "-e", dispatch.Created, Audience{})
	memo.NotBefore = dispatch.EscalatesAt()
	return memo
}

// UrgeMemo reminds those of a unit who have not confirmed a broadcast; of several with the same key, which stands for the unit and the
// day, the first counts.
func (dispatch Dispatch) UrgeMemo(unit, key string, now time.Time) Dispatch {
	return dispatch.memo(Urged, "-u-"+key, now, Audience{Of: dispatch.ID, Which: WhichUnconfirmed, Units: []string{unit}})
}
