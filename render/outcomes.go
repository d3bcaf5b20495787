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

// OutcomeRow says what became of a recipient by a task, for a spreadsheet; confirmed is when they did, zero: not yet, or not asked for.
func (r *Renderer) OutcomeRow(language alliance.Language, task alliance.Task, member alliance.Member, outcome alliance.Outcome, confirmed time.Time) []string {
	reason, doubt := "", ""
	if outcome.Reason != "" {
		reason, _ = r.voice(language).known("reason", reasonClass(outcome.Reason)) // "other" is there
	}
	became := "outcome_" + string(outcome.State)
	if outcome.State == alliance.Sent {
		became = "done_" + string(task)
	}
	switch {
	case outcome.Doubtful && outcome.State == alliance.Sent:
		doubt = r.label(language, "doubt_twice", nil)
	case outcome.Doubtful:
		doubt = r.label(language, "doubt_arrived", nil)
	}
	return []string{member.Name, member.Unit, r.label(language, became, nil), reason, r.sheetTime(language, confirmed), doubt}
}

// ConfirmedRow is the row of somebody who has confirmed a broadcast in a group, and was not sent it alone.
func (r *Renderer) ConfirmedRow(language alliance.Language, member alliance.Member, confirmed time.Time) []string {
	return []string{member.Name, member.Unit, r.label(language, "outcome_in_group", nil), "", r.sheetTime(language, confirmed), ""}
}

// sheetTime writes a moment for a spreadsheet; the zero time is empty.
func (r *Renderer) sheetTime(language alliance.Language, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(r.voice(language).zone).Format("2006-01-02 15:04")
}
