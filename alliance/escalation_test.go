package alliance

import (
	"encoding/json"
	"slices"
	"testing"
	"time"
)

// TestEscalatesAt: liaisons are told as long before the deadline as was chosen; what was stored before one could choose means at it.
func TestEscalatesAt(t *testing.T) {
	for stored, want := range map[string]string{
		`{"deadline":"2026-12-02T09:00:00Z","escalate":true}`:                                    "2026-12-02T09:00:00Z",
		`{"deadline":"2026-12-02T09:00:00Z","escalate":true,"escalate_lead":7200000000000}`:      "2026-12-02T07:00:00Z",
		`{"deadline":"2026-12-02T09:00:00Z","escalate":true,"escalate_lead":86400000000000}`:     "2026-12-01T09:00:00Z",
		`{"deadline":"2026-12-02T09:00:00Z","escalate":false,"escalate_lead":7200000000000}`:     "0001-01-01T00:00:00Z",
		`{"escalate":true,"escalate_lead":7200000000000}`:                                        "0001-01-01T00:00:00Z",
		`{"deadline":"2026-12-02T09:00:00+08:00","escalate":true,"escalate_lead":3600000000000}`: "2026-12-02T00:00:00Z",
	} {
		var dispatch Dispatch
		if err := json.Unmarshal([]byte(stored), &dispatch); err != nil {
			t.Fatal(err)
		}
		got := dispatch.EscalatesAt().UTC().Format(time.RFC3339)
		if memo := dispatch.OutstandingMemo(); got != want || !memo.NotBefore.Equal(dispatch.EscalatesAt()) {
			t.Errorf("%s: at %s, want %s; the memo at %s", stored, got, want, memo.NotBefore)
		}
	}
}

// TestEscalationLeads: only moments after the broadcast has gone out can be chosen.
func TestEscalationLeads(t *testing.T) {
	const day = 24 * time.Hour
	now := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		begins, deadline time.Duration // from now
		want             []time.Duration
	}{
		"passed":           {0, -time.Minute, nil},
		"this very moment": {0, 0, nil},
		"soon":             {0, time.Minute, []time.Duration{0}},
		"in an hour":       {0, time.Hour, []time.Duration{0}},
		"a bit later":      {0, time.Hour + time.Second, []time.Duration{0, time.Hour}},
		"tomorrow":         {0, day + time.Second, []time.Duration{0, time.Hour, 2 * time.Hour, day}},
		"soon after it":    {day, day + 90*time.Minute, []time.Duration{0, time.Hour}},
		"before it":        {day, day - time.Minute, nil},
		"scheduled, late":  {-time.Hour, 90 * time.Minute, []time.Duration{0, time.Hour}},
	} {
		dispatch := Dispatch{NotBefore: now.Add(c.begins), Deadline: now.Add(c.deadline)}
		if got := dispatch.EscalationLeads(now); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestEscalated: what can be chosen is one of a few leads, and nothing without a deadline; without the deadline the choice is gone.
func TestEscalated(t *testing.T) {
	const day = 24 * time.Hour
	limited := Dispatch{Deadline: time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC)}
	for lead, offered := range map[time.Duration]bool{0: true, time.Hour: true, 2 * time.Hour: true, day: true, -time.Hour: false, time.Minute: false} {
		chosen, err := limited.Escalated(lead)
		if offered != (err == nil) || offered && (!chosen.Escalate || chosen.EscalateLead != lead) || !offered && KindOf(err) != Invalid {
			t.Errorf("%s before: %t %s, %v", lead, chosen.Escalate, chosen.EscalateLead, err)
		}
		if never := chosen.Unlimited(); never.Escalate || never.EscalateLead != 0 || !never.Deadline.IsZero() {
			t.Errorf("%s before, without a deadline: %+v", lead, never)
		}
	}
	if chosen, err := (Dispatch{}).Escalated(time.Hour); err != nil || chosen.Escalate || chosen.EscalateLead != 0 {
		t.Errorf("without a deadline: %t %s, %v", chosen.Escalate, chosen.EscalateLead, err)
	}
}

// TestApprovalEnds: nobody approves what would go out when its moment, its deadline or that of its liaisons has passed.
func TestApprovalEnds(t *testing.T) {
	created := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	hours := func(count int) time.Time { return created.Add(time.Duration(count) * time.Hour) }
	for name, c := range map[string]struct {
		given Dispatch
		hours int
	}{
		"at once":                       {Dispatch{}, 24},
		"later":                         {Dispatch{NotBefore: hours(5)}, 5},
		"with a deadline":               {Dispatch{Deadline: hours(7)}, 7},
		"liaisons told at it":           {Dispatch{Deadline: hours(7), Escalate: true}, 7},
		"liaisons told before it":       {Dispatch{Deadline: hours(7), Escalate: true, EscalateLead: 2 * time.Hour}, 5},
		"liaisons told a day before it": {Dispatch{Deadline: hours(100), Escalate: true, EscalateLead: 24 * time.Hour}, 24},
		"sent before liaisons are told": {Dispatch{NotBefore: hours(3), Deadline: hours(7), Escalate: true, EscalateLead: 2 * time.Hour}, 3},
	} {
		c.given.Created = created
		if got := c.given.ApprovalEnds(); !got.Equal(hours(c.hours)) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestEscalatesIf: liaisons are told at the moment chosen, unless the broadcast had not begun by then.
func TestEscalatesIf(t *testing.T) {
	at := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	deadline := at.Add(time.Hour)
	for name, c := range map[string]struct {
		state DispatchState
		begun time.Duration // after the moment
		want  time.Time
	}{
		"begun before":   {Done, -time.Minute, at},
		"begun then":     {Done, 0, at},
		"begun after":    {Done, time.Minute, deadline},
		"under way":      {Running, -time.Minute, deadline},
		"paused":         {Paused, -time.Minute, deadline},
		"to begin":       {Scheduled, -time.Minute, deadline},
		"to be approved": {Proposed, -time.Minute, deadline},
		"cancelled":      {Withdrawn, -time.Minute, at},
	} {
		dispatch := Dispatch{State: c.state, Begun: at.Add(c.begun), Deadline: deadline}
		if got := dispatch.EscalatesIf(at); !got.Equal(c.want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}
