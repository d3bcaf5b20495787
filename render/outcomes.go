package render

import (
	"time"

	"alliancebot/alliance"
)

// OutcomeHeader names the columns of OutcomeRow.
func (r *Renderer) OutcomeHeader(language alliance.Language) []string {
	var names []string
	for _, column := range []string{"name", "unit", "outcome", "reason", "confirmed", "doubt"} {
		names = append(names, r.label(language, "column_"+column, nil))
	}
	return names
}

// OutcomeRow says what became of a recipient, for a spreadsheet; confirmed is when they did, zero: not yet, or not asked for.
func (r *Renderer) OutcomeRow(language alliance.Language, member alliance.Member, outcome alliance.Outcome, confirmed time.Time) []string {
	reason, at, doubt := "", "", ""
	if outcome.Reason != "" {
		reason, _ = r.voice(language).known("reason", reasonClass(outcome.Reason)) // "other" is there
	}
	if !confirmed.IsZero() {
		at = confirmed.In(r.voice(language).zone).Format("2006-01-02 15:04")
	}
	switch {
	case outcome.Doubtful && outcome.State == alliance.Sent:
		doubt = r.label(language, "doubt_twice", nil)
	case outcome.Doubtful:
		doubt = r.label(language, "doubt_arrived", nil)
	}
	return []string{member.Name, member.Unit, r.label(language, "outcome_"+string(outcome.State), nil), reason, at, doubt}
}
