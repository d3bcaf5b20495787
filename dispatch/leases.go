package dispatch

import (
	"maps"
	"slices"
	"time"

	"alliancebot/alliance"
)

// steps is how many calls, each with its wait, a recipient may take: they are leased for so much longer, so that nobody else
// begins with them meanwhile, and one try is enough.
func (run *run) steps() int {
	switch messages := run.messages(); {
	case run.dispatch.Memo == alliance.Offered: // the broadcast, and what is said of it
	case run.dispatch.Purpose == alliance.ForAmendment: // several messages, one after the other
		return 2
	case run.dispatch.Task == alliance.Recall: // to delete them, or else each of them, which may be of a shape not known yet
		return (2 + messages) * (1 + len(run.of.Nudged))
	case run.dispatch.Task == alliance.Edit: // a text, or else a caption, and the buttons below
		return 3
	case messages > 1 && len(run.dispatch.Edited) > 0: // an album, its caption, its buttons
		return 3
	case messages > 1:
		return 2
	}
	return 1
}

// messages is how many a recipient gets of a broadcast at most, or has got of the one that it is of.
func (run *run) messages() int {
	said := run.dispatch
	if said.Task != alliance.Say {
		said = run.of
	}
	most := 1
	for _, content := range append(slices.Collect(maps.Values(said.Versions)), said.Content) {
		if pictures := len(content.Sources); pictures > 1 {
			most = max(most, pictures+1)
		}
	}
	return most
}

// leaseFrom is the end of a lease that begins at a moment.
func (run *run) leaseFrom(now time.Time) time.Time {
	return now.Add(time.Duration(run.steps()) * lease)
}
