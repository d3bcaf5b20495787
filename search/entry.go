package search

import (
	"encoding/binary"
	"slices"
	"strings"
	"time"

	"alliancebot/alliance"
)

// field is a part of what an event says; a word counts the more the earlier its field.
type field int

// The fields, in the order of their worth.
const (
	inTitle field = iota
	inSessions
	inNames // speakers, units, venue
	inDescription
)

// entry is what the index keeps of an event.
type entry struct {
	id         string
	tie        uint64 // its first eight bytes
	start, end int64  // unix
	finished   bool
	kind       alliance.Kind
	names      []name
	text       string                // plain; a line for each title, name …
	ends       [inDescription]uint32 // where the fields but the last one end in text
}

// over reports whether nothing of the event is still to come at now.
func (e *entry) over(now time.Time) bool { return e.finished || e.end <= now.Unix() }

// fieldAt tells the field of a place in the text.
func (e *entry) fieldAt(offset int) field {
	for i, end := range e.ends {
		if offset < int(end) {
			return field(i)
		}
	}
	return inDescription
}

// said lists what an event says, by field. Nothing is found across two lines.
func said(event alliance.Event) [inDescription + 1][]string {
	sessions, names := []string(nil), slices.Concat(event.Speakers, event.Units, []string{event.Venue, event.Address})
	for _, session := range event.Sessions {
		sessions = append(sessions, session.Title, session.Track)
		names = append(append(names, session.Speakers...), session.Room)
	}
	return [...][]string{inTitle: {event.Title}, inSessions: sessions, inNames: names, inDescription: strings.Split(event.Description, "\n")}
}

// draft is an event on its way into the index.
type draft struct {
	entry
	spelt map[string]string // the words of the text whose stem is another, by stem
}

// stem gives the stem of a word and remembers the word.
func (made *draft) stem(word string) string {
	stem := stem(word)
	if stem != word {
		if made.spelt == nil {
			made.spelt = map[string]string{}
		}
		made.spelt[stem] = word
	}
	return stem
}

// draft reads what an event says. What needs the index itself is left to put.
func (index *Index) draft(event alliance.Event) draft {
	made := draft{entry: entry{
		id: event.ID, tie: tieOf(event.ID), start: event.Start.Unix(), end: event.Until().Unix(), finished: event.Status == alliance.Finished, kind: event.Kind,
	}}
	var text strings.Builder
	for field, lines := range said(event) {
		for _, line := range lines {
			if line = spell(index.fold(line), made.stem); line != "" {
				text.WriteString(line)
				text.WriteByte('\n')
			}
		}
		if field < len(made.ends) {
			made.ends[field] = uint32(text.Len()) //nolint:gosec // no event has 4 GB of text
		}
	}
	made.text = text.String()
	return made
}

// tieOf is the beginning of an id as a number that sorts as it does.
func tieOf(id string) uint64 {
	var first [8]byte
	copy(first[:], id)
	return binary.BigEndian.Uint64(first[:])
}
