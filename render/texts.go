package render

import (
	"alliancebot/alliance"
)

// Text writes the text called name. Data is a struct or a map[string]any with the fields the text uses, nil for none:
//
//	start, welcome_back, greeting      Name (may be left out), Examples []string
//	experts                            Experts []alliance.Expert
//	units                              Units []alliance.Unit (Part may be empty)
//	did_not_understand                 Examples []string
//	find_none                          Words string (may be left out or empty)
//	unknown_command                    Command string (may be left out)
//	too_long_question                  Limit int
//	broadcast_started, _scheduled      Reach int, PlaceCount alliance.PlaceCount; _scheduled also At, Now time.Time
//	stats                              StatsView
//	question_kind_toast                Kind alliance.Kind, On, Group bool
//	digest_toast                       Digest alliance.Digest, On bool
//	snooze_toast                       Until, Now time.Time
//	leads_trouble                      Trouble, Piece string (may be empty), Group bool
//	hours_trouble                      Group bool
//	remind_toast                       On bool, Leads, Next []time.Duration (of the member; those still to come)
//	lead_toast, plan_lead_toast        Lead time.Duration, On bool
//	plan_refused_late, _quiet          Left time.Duration (until the event), Leads []time.Duration (the one refused)
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
