package render

import (
	"cmp"
	"maps"
	"slices"

	"alliancebot/alliance"
)

// UrgeVerb is the verb of the button by which a liaison reminds those of their unit who have not confirmed a broadcast; the argument is
// its id.
const UrgeVerb = "urge"

// MissingView is who has not confirmed a broadcast, for whoever looks after them.
type MissingView struct {
	BroadcastLine

	Units   map[string][]string // names by unit
	Liaison bool                // the reader can remind those of one unit
	Author  bool                // the reader can remind everybody
}

// missingNames and missingUnits are the most that are listed.
const (
	missingNames = 80
	missingUnits = 20
)

// missingUnit is what is listed of a unit.
type missingUnit struct {
	Unit  string
	Names []string
	Count int
}

type missingView struct {
	MissingView

	Count  int // in all
	Listed []missingUnit
	Rest   *Rest // nil where all units are listed
}

// BroadcastMissing lists who has not confirmed a broadcast by now, the units with the most first.
func (r *Renderer) BroadcastMissing(language alliance.Language, shown MissingView) alliance.Message {
	view := missingView{MissingView: shown}
	view.Dispatch.Content = shown.Dispatch.ContentFor(language) // as the reader has it
	names := maps.Clone(shown.Units)
	units := slices.SortedFunc(maps.Keys(names), func(a, b string) int {
		return cmp.Or(len(names[b])-len(names[a]), cmp.Compare(a, b))
	})
	left, rest := missingNames, Rest{}
	for i, unit := range units {
		count := len(names[unit])
		view.Count += count
		if i >= missingUnits {
			rest.Units, rest.Members = rest.Units+1, rest.Members+count
			view.Rest = &rest
			continue
		}
		listed := slices.Sorted(slices.Values(names[unit]))[:min(count, left)]
		left -= len(listed)
		view.Listed = append(view.Listed, missingUnit{Unit: unit, Names: listed, Count: count})
	}
	var urge, remind []alliance.Button
	if shown.Liaison {
		urge = r.button(language, "urge", alliance.ButtonData(UrgeVerb, shown.Dispatch.ID))
	}
	if shown.Author {
		remind = append(r.button(language, "remind_missing", alliance.ButtonData(RunVerb, shown.Dispatch.ID, RunRemind)),
			r.button(language, "more", alliance.ButtonData(RunVerb, shown.Dispatch.ID, RunShow))...)
	}
	return alliance.Message{Text: r.text(language, "broadcast_missing", view), Keyboard: keyboard(urge, remind)}
}

// BroadcastUrged reminds somebody to confirm a broadcast, with its button.
func (r *Renderer) BroadcastUrged(language alliance.Language, line BroadcastLine) alliance.Message {
	line.Dispatch.Content = line.Dispatch.ContentFor(language) // as the reader has it
	return alliance.Message{Text: r.text(language, "broadcast_urged", line), Keyboard: r.BroadcastButtons(language, nil, line.Dispatch.ID)}
}
