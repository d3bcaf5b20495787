package alliance

import (
	"slices"
	"time"
)

// The bounds of lead times.
const (
	ShortestLead = time.Minute
	LongestLead  = 30 * 24 * time.Hour
	MostLeads    = 10
)

// LeadChoices lists the lead times a member can choose from, longest first: the usual ones and the community's own.
func LeadChoices(defaults []time.Duration) []time.Duration {
	const day = 24 * time.Hour
	choices := append([]time.Duration{7 * day, 3 * day, day, 12 * time.Hour, 3 * time.Hour, time.Hour, 30 * time.Minute, 15 * time.Minute}, defaults...)
	slices.Sort(choices)
	choices = slices.Compact(choices)
	slices.Reverse(choices)
	return choices
}
