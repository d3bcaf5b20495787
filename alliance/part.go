package alliance

import (
	"slices"
	"time"
)

// Part is what somebody has to do with an event beyond attending it.
type Part string

// The parts. Who speaks at an event of the own unit is a speaker.
const (
	NoPart     Part = ""
	Speaking   Part = "speaker"
	Organising Part = "organiser"
)

// Parts are those who have a part in an event, by the names that events and members know them by.
type Parts struct {
	Speakers []string `json:"speakers,omitempty"` // of the event and of its sessions
	Units    []string `json:"units,omitempty"`    // that organise it
}

// Parts are those who have a part in the event.
func (event Event) Parts() Parts {
	parts := Parts{Units: slices.Clone(event.Units)}
	speakers := slices.Clone(event.Speakers)
	for _, session := range event.Sessions {
		speakers = append(speakers, session.Speakers...)
	}
	for _, speaker := range speakers {
		if !named(parts.Speakers, speaker) {
			parts.Speakers = append(parts.Speakers, speaker)
		}
	}
	return parts
}

// And are these and those of others.
func (parts Parts) And(others Parts) Parts {
	return Parts{Speakers: slices.Concat(parts.Speakers, others.Speakers), Units: slices.Concat(parts.Units, others.Units)}
}

// None reports whether nobody has a part.
func (parts Parts) None() bool { return len(parts.Speakers)+len(parts.Units) == 0 }

// Of is the part that a member has: a speaker is the expert of that name, an organiser has that role and is of one of the units.
func (parts Parts) Of(member Member) Part {
	switch {
	case member.Expert != "" && named(parts.Speakers, member.Expert):
		return Speaking
	case member.Role.Allows(Organiser) && member.Unit != "" && named(parts.Units, member.Unit):
		return Organising
	}
	return NoPart
}

// named reports whether a name is among names, as names are compared.
func named(names []string, name string) bool {
	return slices.ContainsFunc(names, func(other string) bool { return FoldName(other) == FoldName(name) })
}

// SessionsOf are the sessions of the event at which somebody speaks.
func (event Event) SessionsOf(expert string) []Session {
	var sessions []Session
	for _, session := range event.Sessions {
		if named(session.Speakers, expert) {
			sessions = append(sessions, session)
		}
	}
	return sessions
}

// PreparationLeads are how long before an event those who have a part in it are told what is to be prepared, whatever lead times they
// have chosen as members: for its attendance, its materials, its room.
func PreparationLeads() []time.Duration {
	const day = 24 * time.Hour
	return []time.Duration{7 * day, day, 2 * time.Hour}
}

// Preparation is what is to be prepared for an event.
type Preparation string

// What is to be prepared, the first first.
const (
	PrepareComing    Preparation = "coming" // that the speakers come
	PrepareMaterials Preparation = "materials"
	PrepareRoom      Preparation = "room"
)

// PreparationAt is what is to be prepared so long before an event. It goes by the time that is left and not by which message it is: one that
// comes late, after a downtime, asks for what still matters.
func PreparationAt(left time.Duration) Preparation {
	switch {
	case left > 3*24*time.Hour:
		return PrepareComing
	case left > 15*time.Hour: // the last of them may come the evening before
		return PrepareMaterials
	}
	return PrepareRoom
}

// Prepares reports whether a member is told what to prepare for the event, and with that all that a reminder at one of the same lead times
// would say. Who has muted the event is told nothing of that.
func (event Event) Prepares(member Member) bool {
	return event.Parts().Of(member) != NoPart && !member.Mutes(event.ID, event.SeriesID())
}
