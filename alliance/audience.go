package alliance

import (
	"slices"
	"time"
)

// Audience says who is meant. Empty lists do not restrict, so the zero Audience is every member.
type Audience struct {
	Roles     []Role     `json:"roles,omitempty"`
	Units     []string   `json:"units,omitempty"`
	Languages []Language `json:"languages,omitempty"`
	Follows   Kind       `json:"follows,omitempty"` // only members who follow this kind
	About     string     `json:"about,omitempty"`   // an event of that kind, which members can follow or mute by itself
	// Leads restricts to members who want a reminder at one of these lead times; Defaults are the community's own.
	Leads    []time.Duration `json:"leads,omitempty"`
	Defaults []time.Duration `json:"defaults,omitempty"`
	Quiet    string          `json:"quiet,omitempty"` // with Leads: those with these quiet hours of their own; empty: with none
	Only     []int64         `json:"only,omitempty"`  // nobody but these members
}

// Includes reports whether member belongs to the audience; fallback is the community's default language.
func (audience Audience) Includes(member Member, fallback Language) bool {
	if len(audience.Roles) > 0 && !slices.Contains(audience.Roles, member.Role) {
		return false
	}
	if len(audience.Units) > 0 && !slices.Contains(audience.Units, member.Unit) {
		return false
	}
	if len(audience.Languages) > 0 && !slices.Contains(audience.Languages, member.Speaks(fallback)) {
		return false
	}
	if audience.Follows != "" && !member.Wants(audience.About, audience.Follows) {
		return false
	}
	if len(audience.Only) > 0 && !slices.Contains(audience.Only, member.ID) {
		return false
	}
	if len(audience.Leads) == 0 {
		return true
	}
	return member.OwnQuiet() == audience.Quiet && slices.ContainsFunc(audience.Leads, func(lead time.Duration) bool {
		return member.RemindedAt(lead, audience.Defaults)
	})
}
