package search

import (
	"math"
	"slices"
	"time"

	"alliancebot/alliance"
)

// name is a folded name with its aspect: an event of a unit is not one at that unit's place.
type name struct {
	aspect aspect
	number uint32
}

// aspect says what a name is to an event.
type aspect uint8

// The aspects by which events are found, besides time and kind.
const (
	speaker aspect = iota
	unit
	venue
)

// namesOf numbers the names of an event.
func (index *Index) namesOf(event alliance.Event) []name {
	names := make([]name, 0, len(event.Speakers)+len(event.Units)+1)
	add := func(aspect aspect, text string) {
		text = alliance.FoldName(text)
		number, known := index.names[text]
		if !known {
			number = uint32(len(index.names)) //nolint:gosec // nor four billion names
			index.names[text] = number
		}
		names = append(names, name{aspect, number})
	}
	for _, text := range event.Speakers {
		add(speaker, text)
	}
	for _, text := range event.Units {
		add(unit, text)
	}
	if event.Venue != "" {
		add(venue, event.Venue)
	}
	return names
}

// filter is a query in the form in which entries are compared with it.
type filter struct {
	from, to int64 // unix; an event must end after and start before
	kinds    []alliance.Kind
	groups   [][]name // an event must have a name of each
	nothing  bool     // no event fits
}

// filter readies a query. A span without length holds nothing, and a name that is both a unit's and a venue's means either, as
// in the calendar of the store.
func (index *Index) filter(query alliance.Query) filter {
	made := filter{from: math.MinInt64, to: math.MaxInt64, kinds: query.Kinds}
	if !query.From.IsZero() {
		made.from = query.From.Unix()
	}
	if !query.To.IsZero() {
		made.to = query.To.Unix()
	}
	made.nothing = !query.From.IsZero() && !query.To.IsZero() && !query.From.Before(query.To)
	speakers, units, venues := index.numbered(speaker, query.Speakers), index.numbered(unit, query.Units), index.numbered(venue, query.Venues)
	if slices.ContainsFunc(query.Units, func(name string) bool { return hasName(query.Venues, name) }) {
		units, venues = slices.Concat(units, venues), nil
		query.Venues = nil
	}
	for _, group := range []struct {
		asked []string
		known []name
	}{{query.Speakers, speakers}, {query.Units, units}, {query.Venues, venues}} {
		if len(group.asked) > 0 {
			made.groups = append(made.groups, group.known)
			made.nothing = made.nothing || len(group.known) == 0
		}
	}
	return made
}

// numbered lists those of the names that any event ever had.
func (index *Index) numbered(aspect aspect, names []string) []name {
	var known []name
	for _, text := range names {
		if number, ok := index.names[alliance.FoldName(text)]; ok {
			known = append(known, name{aspect, number})
		}
	}
	return known
}

func hasName(names []string, name string) bool {
	return slices.ContainsFunc(names, func(other string) bool { return alliance.FoldName(other) == alliance.FoldName(name) })
}

// passes reports whether the event of an entry is wanted.
func (f *filter) passes(e *entry) bool {
	if f.nothing || e.start >= f.to || e.end <= f.from || len(f.kinds) > 0 && !slices.Contains(f.kinds, e.kind) {
		return false
	}
	for _, group := range f.groups {
		if !slices.ContainsFunc(e.names, func(name name) bool { return slices.Contains(group, name) }) {
			return false
		}
	}
	return true
}

// placed is where an event stands in time, seen from now: the distance from its start, and whether it is over.
func placed(e *entry, now time.Time) (over bool, distance int64) {
	if e.over(now) {
		return true, now.Unix() - e.start
	}
	return false, e.start - now.Unix()
}
