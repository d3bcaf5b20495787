package render

import (
	"time"

	"alliancebot/alliance"
)

// Text writes the text called name. Data is a struct or a map[string]any with the fields the text uses, nil for none:
//
//	start, welcome_back, greeting      Name (may be left out), Examples []string
//	experts                            Experts []alliance.Expert
//	units                              Units []alliance.Unit (Part may be empty)
//	did_not_understand                 Examples []string
//	find_none                          Words string (may be left out or empty)
//	later                              What string (may be left out)
//	unknown_command                    Command string (may be left out)
//	too_long_question                  Limit int
//	broadcast_started                  Heads int
//	broadcasts                         BroadcastsView
//	stats, members                     StatsView, MembersView
//	import_done                        ImportView
//	question_kind_toast                Kind alliance.Kind, On bool
//	lead_toast                         Lead time.Duration, On bool
//	reminder_toast                     On bool
//
// A text that does not exist or misses a field becomes an apology, and Failed is told; Has answers tests.
func (r *Renderer) Text(language alliance.Language, name string, data any) alliance.Message {
	return alliance.Message{Text: r.text(language, name, data)}
}

// Has reports whether there is a text called name, in every language.
func (r *Renderer) Has(name string) bool {
	for _, speaker := range r.voices {
		if speaker.texts.Lookup(name) == nil {
			return false
		}
	}
	return true
}

// Error says what a member can do about an error of this kind; one of no known kind counts as our own fault.
func (r *Renderer) Error(language alliance.Language, kind alliance.ErrorKind) alliance.Message {
	if !r.Has("error_" + string(kind)) {
		kind = alliance.Internal
	}
	return r.Text(language, "error_"+string(kind), nil)
}

// StatsView counts members and events.
type StatsView struct {
	Members, Unreachable int // Unreachable are some of Members
	Events, Upcoming     int // Upcoming are some of Events
}

// MembersView is one page of the members.
type MembersView struct {
	Members            []alliance.Member
	Total, Page, Pages int // Page counts from 1
}

// ImportView is what became of an imported table.
type ImportView struct {
	File                      string
	Added, Updated, Unchanged int
	Rejected                  []RejectedRow // any: nothing of the table was stored
}

// RejectedRow says where a table is wrong; Reason is shown as it is.
type RejectedRow struct {
	Row            int
	Column, Reason string
}

// BroadcastsView lists broadcasts, the latest first.
type BroadcastsView struct {
	Broadcasts []BroadcastLine
	Now        time.Time
}

// BroadcastLine is one broadcast of the list.
type BroadcastLine struct {
	Dispatch alliance.Dispatch
	Tally    alliance.Tally
}
