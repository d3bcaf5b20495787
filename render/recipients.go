package render

import "alliancebot/alliance"

// Recipients is to how many a broadcast goes, and how many of them are groups, channels and topics.
type Recipients struct {
	Total  int
	Groups bool                // not only members
	Places alliance.PlaceCount // zero also where it is not known how many there are
}

// recipientsOf counts the recipients. Until an edit or a recall is done it is not known which places have got what it changes, and
// until all are entered in the ledger there may be more of them than it has.
func recipientsOf(dispatch alliance.Dispatch, tally alliance.Tally, places []alliance.PlaceOutcome) Recipients {
	counted := Recipients{Total: tally.Total, Groups: len(places) > 0}
	if len(places) <= tally.Total && (dispatch.Of == "" || dispatch.State == alliance.Done) {
		counted.Places = placeCount(places)
	}
	return counted
}

// Only reports whether there are no members among them.
func (counted Recipients) Only() bool {
	return counted.Places.Total() > 0 && counted.Total == counted.Places.Total()
}

func placeCount(places []alliance.PlaceOutcome) alliance.PlaceCount {
	var count alliance.PlaceCount
	for _, place := range places {
		count = count.With(place.Kind)
	}
	return count
}
