package store

import (
	"bytes"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"alliancebot/alliance"
)

// asked begins a broadcast that waits for approval for an hour.
func asked(t testing.TB, store *Store, id string, created time.Time, alter func(*alliance.Dispatch)) alliance.Dispatch {
	t.Helper()
	given := broadcast(id, created)
	given.AnswerBy = created.Add(time.Hour)
	if alter != nil {
		alter(&given)
	}
	same(t, "begun", begin(t, store, given), true)
	found, err := store.Dispatch(t.Context(), id)
	must(t, err)
	return found
}

// TestJudge: a proposal is not sent before it is approved, goes then where it was meant to go, and its author is told in the same step.
func TestJudge(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		approve := alliance.Verdict{By: 2, Name: "Wang", At: now.Add(time.Minute)}
		deny := alliance.Verdict{Why: alliance.Returned, By: 2, Reason: "no", At: now.Add(time.Minute)}
		for id, c := range map[string]struct {
			alter   func(*alliance.Dispatch)
			verdict alliance.Verdict
			state   alliance.DispatchState
		}{
			"now":      {nil, approve, alliance.Expanding},
			"later":    {func(given *alliance.Dispatch) { given.NotBefore = now.Add(2 * time.Hour) }, approve, alliance.Scheduled},
			"ahead":    {func(given *alliance.Dispatch) { given.Event, given.Ahead = "e", time.Hour }, approve, alliance.Scheduled},
			"returned": {nil, deny, alliance.Withdrawn},
		} {
			proposed := asked(t, store, id, now, c.alter)
			same(t, id+" before", proposed.State, alliance.Proposed)
			judged, err := store.Judge(ctx, proposed, c.verdict, proposed.VerdictMemo(c.verdict.At))
			must(t, err)
			same(t, id+" judged", judged, true)
			judged, err = store.Judge(ctx, proposed, alliance.Verdict{Why: alliance.Expired, At: now.Add(time.Hour)}, proposed.VerdictMemo(now))
			must(t, err)
			same(t, id+" judged again", judged, false)
			found, err := store.Dispatch(ctx, id)
			must(t, err)
			same(t, id+" after", []any{found.State, found.Verdict, found.Begun, found.Why}, []any{c.state, c.verdict, c.verdict.At, string(c.verdict.Why)})
			memo, err := store.Dispatch(ctx, id+"-v")
			must(t, err)
			same(t, id+" told", []any{memo.State, memo.Of, memo.Audience.Only}, []any{alliance.Expanding, id, []int64{1}})
		}
		active, err := store.Active(ctx)
		must(t, err)
		same(t, "active", active, []string{"ahead-v", "later-v", "now-v", "returned-v", "now"})
		appointments, err := store.Scheduled(ctx)
		must(t, err)
		same(t, "scheduled", len(appointments), 2)
		overdue, err := store.Overdue(ctx, now.Add(time.Hour))
		must(t, err)
		same(t, "overdue", len(overdue), 0)
	})
}

// TestJudgeAtOnce: of many who decide at once, one does.
func TestJudgeAtOnce(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		now := moment(t, "06-13 09:00")
		proposed := asked(t, store, "b", now, nil)
		var deciding sync.WaitGroup
		var decided atomic.Int64
		for by := range int64(16) {
			deciding.Go(func() {
				judged, err := store.Judge(t.Context(), proposed, alliance.Verdict{By: by, At: now}, proposed.VerdictMemo(now))
				if err != nil {
					t.Error(err)
				}
				if judged {
					decided.Add(by + 100)
				}
			})
		}
		deciding.Wait()
		found, err := store.Dispatch(t.Context(), "b")
		must(t, err)
		same(t, "who decided", decided.Load(), found.Verdict.By+100)
	})
}

// TestProposed: what waits for approval is neither sent nor edits anything, can be overdue, and is over when it is withdrawn.
func TestProposed(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		ledgerOf(t, store, "of", 1)
		edit := asked(t, store, "edit", now, func(given *alliance.Dispatch) { given.Task, given.Of = alliance.Edit, "of" })
		asked(t, store, "gone", now, nil)
		active, err := store.Active(ctx)
		must(t, err)
		same(t, "active", active, []string{"of"})
		must(t, store.Withdraw(ctx, "gone"))
		fails(t, "pause", store.Pause(ctx, "edit"), alliance.Conflict)
		for minutes, want := range map[int][]string{59: nil, 60: {"edit"}} {
			overdue, err := store.Overdue(ctx, now.Add(time.Duration(minutes)*time.Minute))
			must(t, err)
			same(t, "overdue", overdue, want)
		}
		edited := func() string {
			of, err := store.Dispatch(ctx, "of")
			must(t, err)
			return of.Edited[""]
		}
		same(t, "edited before the approval", edited(), "")
		_, err = store.Judge(ctx, edit, alliance.Verdict{By: 2, At: now}, alliance.Dispatch{})
		must(t, err)
		same(t, "edited after it", edited(), "edit")
		nudge := asked(t, store, "nudge", now, func(given *alliance.Dispatch) { given.Nudges = "of" })
		nudged := func() []string {
			of, err := store.Dispatch(ctx, "of")
			must(t, err)
			return of.Nudged
		}
		same(t, "brought to mind before the approval", len(nudged()), 0)
		_, err = store.Judge(ctx, nudge, alliance.Verdict{By: 2, At: now}, alliance.Dispatch{})
		must(t, err)
		same(t, "brought to mind after it", nudged(), []string{"nudge"})
		judged, err := store.Judge(ctx, alliance.Dispatch{ID: "none"}, alliance.Verdict{By: 2, At: now}, alliance.Dispatch{})
		must(t, err)
		same(t, "what there is not", judged, false)
	})
}

// TestRestoreStopsProposals: what waited for approval when a backup was made may have been sent since.
func TestRestoreStopsProposals(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		now := moment(t, "06-13 09:00")
		asked(t, store, "b", now, nil)
		var document bytes.Buffer
		must(t, store.Export(t.Context(), &document))
		restored, err := store.Restore(t.Context(), &document, true)
		must(t, err)
		same(t, "stopped", len(restored.Stopped), 1)
		overdue, err := store.Overdue(t.Context(), now.Add(day))
		must(t, err)
		same(t, "overdue", len(overdue), 0)
		state, err := store.State(t.Context(), "b")
		must(t, err)
		same(t, "state", state, alliance.Withdrawn)
	})
}
