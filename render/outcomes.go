package render

import (
	"time"

	"alliancebot/alliance"
)

// OutcomeHeader names the columns of OutcomeRow.
func (r *Renderer) OutcomeHeader(language alliance.Language) []string {
	var names []string
	for _, column := range []string{"name", "unit", "outcome", "reason", "confirmed"} {
		names = append(names, r.label(language, "column_"+column, nil))
	}
	return names
}

// OutcomeRow says what became of a recipient by a task, for a spreadsheet; confirmed is when they did, zero: not yet, or not asked for.
func (r *Renderer) OutcomeRow(language alliance.Language, task alliance.Task, member alliance.Member, outcome alliance.Outcome, confirmed time.Time) []string {
	reason, at := "", ""
	if outcome.Reason != "" {
		reason, _ = r.voice(language).known("reason", reasonClass(outcome.Reason)) // "other" is there
	}
	if !confirmed.IsZero() {
		at = confirmed.In(r.voice(language).zone).Format("2006-01-02 15:04")
	}
	became := "outcome_" + string(outcome.State)
	if outcome.State == alliance.Sent {
		became = "done_" + string(task)
	}
	return []string{member.Name, member.Unit, r.label(language, became, nil), reason, at}
}
