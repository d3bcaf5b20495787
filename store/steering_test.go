package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// settledAs leases everybody of a ledger who is due and settles them so.
func settledAs(t testing.TB, store *Store, id string, now time.Time, outcomes map[int64]alliance.Outcome) {
	t.Helper()
	lease := now.Add(time.Minute)
	chats, err := store.Lease(t.Context(), id, now, lease, 99)
	must(t, err)
	var settlements []dispatch.Settlement
	for _, place := range chats {
		settlements = append(settlements, dispatch.Settlement{Chat: place.Chat, Lease: lease, Outcome: outcomes[place.Chat]})
	}
	settled, err := store.Settle(t.Context(), id, settlements)
	must(t, err)
	same(t, "settled", settled, len(outcomes))
}

// statesOf are states by name, for tables of what a step does in each of them.
func statesOf(t *testing.T, store *Store, now time.Time) map[string]alliance.DispatchState {
	t.Helper()
	begin(t, store, broadcast("expanding", now))
	ledgerOf(t, store, "running", 1, 2)
	ledgerOf(t, store, "paused", 1, 2)
	must(t, store.Pause(t.Context(), "paused"))
	begin(t, store, broadcast("early", now))
	must(t, store.Pause(t.Context(), "early"))
	ledgerOf(t, store, "done")
	_, err := store.Conclude(t.Context(), "done", now)
	must(t, err)
	ledgerOf(t, store, "withdrawn", 1)
	must(t, store.Withdraw(t.Context(), "withdrawn"))
	later := broadcast("scheduled", now)
	later.NotBefore = now.Add(time.Hour)
	begin(t, store, later)
	return map[string]alliance.DispatchState{
		"expanding": alliance.Expanding, "running": alliance.Running, "paused": alliance.Paused, "early": alliance.Paused,
		"done": alliance.Done, "withdrawn": alliance.Withdrawn, "scheduled": alliance.Scheduled,
	}
}

// TestSteering: each step is allowed in some states, is not counted twice, and changes nothing where it is not allowed.
func TestSteering(t *testing.T) {
	steps := map[string]struct {
		do     func(*testing.T, *Store, string) error
		leads  map[string]alliance.DispatchState // where it is allowed
		active []string
	}{
		"pause": {
			func(t *testing.T, store *Store, id string) error { return store.Pause(t.Context(), id) },
			map[string]alliance.DispatchState{
				"expanding": alliance.Paused, "running": alliance.Paused, "paused": alliance.Paused, "early": alliance.Paused,
			},
			[]string{},
		},
		"resume": {
			func(t *testing.T, store *Store, id string) error { return store.Resume(t.Context(), id) },
			map[string]alliance.DispatchState{
				"expanding": alliance.Expanding, "running": alliance.Running, "paused": alliance.Running, "early": alliance.Expanding,
			},
			[]string{"early", "expanding", "paused", "running"},
		},
		"withdraw": {
			func(t *testing.T, store *Store, id string) error { return store.Withdraw(t.Context(), id) },
			map[string]alliance.DispatchState{
				"expanding": alliance.Withdrawn, "running": alliance.Withdrawn, "paused": alliance.Withdrawn, "early": alliance.Withdrawn,
				"withdrawn": alliance.Withdrawn, "scheduled": alliance.Withdrawn,
			},
			[]string{},
		},
	}
	for name, step := range steps {
		t.Run(name, func(t *testing.T) {
			onEveryEngine(t, func(t *testing.T, store *Store) {
				fails(t, name+" nothing", step.do(t, store, "none"), alliance.NotFound)
				for id, before := range statesOf(t, store, moment(t, "06-13 09:00")) {
					want, allowed := step.leads[id]
					for range 2 {
						if err := step.do(t, store, id); allowed {
							must(t, err)
						} else {
							fails(t, name+" "+id, err, alliance.Conflict)
							want = before
						}
					}
					state, err := store.State(t.Context(), id)
					must(t, err)
					same(t, id, state, want)
				}
				active, err := store.Active(t.Context())
				must(t, err)
				same(t, "active", active, step.active)
			})
		})
	}
}

// TestUntold: of what is called off before it begins, and of nothing else, the author is to be told, once.
func TestUntold(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		for id := range statesOf(t, store, now) {
			if err := store.WithdrawFor(ctx, id, "event gone"); err != nil {
				fails(t, "withdrawing "+id, err, alliance.Conflict)
			}
		}
		wish := broadcast("wish", now)
		wish.NotBefore = now.Add(time.Hour)
		begin(t, store, wish)
		must(t, store.Withdraw(ctx, "wish"))
		for _, want := range [][]string{{"scheduled"}, {}} {
			ids, err := store.Untold(ctx)
			must(t, err)
			same(t, "authors to be told", ids, want)
			must(t, store.Told(ctx, "scheduled"))
		}
	})
}

// TestPause: nobody is leased, what is under way is settled, and going on loses nobody.
func TestPause(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		ledgerOf(t, store, "b", 1, 2, 3)
		now, lease := moment(t, "06-13 09:00"), moment(t, "06-13 09:01")
		_, err := store.Lease(ctx, "b", now, lease, 1)
		must(t, err)
		must(t, store.Pause(ctx, "b"))
		chats, err := store.Lease(ctx, "b", lease, lease.Add(time.Minute), 9)
		must(t, err)
		same(t, "leased while paused", chats, private())
		settled, err := store.Settle(ctx, "b", []dispatch.Settlement{{Chat: 1, Lease: lease, Outcome: alliance.Outcome{State: alliance.Sent, Messages: []int64{1}}}})
		must(t, err)
		same(t, "the call under way is settled", settled, 1)
		ended, err := store.Conclude(ctx, "b", lease)
		must(t, err)
		same(t, "ended", ended, false)
		must(t, store.Resume(ctx, "b"))
		chats, err = store.Lease(ctx, "b", lease, lease.Add(time.Minute), 9)
		must(t, err)
		same(t, "leased after that", chats, private(2, 3))
	})
}

// TestFirstOutcomeAfterWithdrawal ends by itself with the rest of the ledger.
func TestFirstOutcomeAfterWithdrawal(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		ledgerOf(t, store, "b", 1, 2)
		lease := now.Add(time.Minute)
		_, err := store.Lease(ctx, "b", now, lease, 1)
		must(t, err)
		must(t, store.Withdraw(ctx, "b"))
		settled, err := store.Settle(ctx, "b", []dispatch.Settlement{{Chat: 1, Lease: lease, Outcome: alliance.Outcome{State: alliance.Sent, Messages: []int64{1}}}})
		must(t, err)
		same(t, "settled", settled, 1)
		same(t, "what ends by itself", mortals(t, store), []string{keyDispatch("b"), keyOutcomes("b"), keyReady("b"), keyTally("b")})
	})
}

// TestRetry takes back the failed ones and nobody else.
func TestRetry(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		ledgerOf(t, store, "b", 1, 2, 3, 4)
		settledAs(t, store, "b", now, map[int64]alliance.Outcome{
			1: {State: alliance.Sent, Messages: []int64{7, 8}}, 2: {State: alliance.Failed, Reason: "http 502"},
			3: {State: alliance.Failed, Reason: "400 bad"}, 4: {State: alliance.Skipped, Reason: "failed before"},
		})
		_, err := store.Conclude(ctx, "b", now)
		must(t, err)
		count, err := store.Retry(ctx, "b")
		must(t, err)
		same(t, "retried", count, 2)
		count, err = store.Retry(ctx, "b")
		must(t, err)
		same(t, "retried again", count, 0)
		tally, err := store.Tally(ctx, "b")
		must(t, err)
		same(t, "tally", tally, alliance.Tally{Total: 4, Waiting: 2, Sent: 1, Skipped: 1, Reasons: map[string]int{"failed before": 1}})
		same(t, "what ends by itself", mortals(t, store), []string{})
		settledAs(t, store, "b", now.Add(time.Hour), map[int64]alliance.Outcome{
			2: {State: alliance.Sent, Messages: []int64{9}}, 3: {State: alliance.Failed, Reason: "400 bad"},
		})
		ended, err := store.Conclude(ctx, "b", now)
		must(t, err)
		same(t, "ended", ended, true)
		tally, err = store.Tally(ctx, "b")
		must(t, err)
		same(t, "tally in the end", tally, alliance.Tally{Total: 4, Sent: 2, Failed: 1, Skipped: 1, Reasons: map[string]int{"400 bad": 1, "failed before": 1}})
	})
}

// TestRetryWhereItIsNot: where nothing failed nothing changes, and what was withdrawn or has yet to begin is refused.
func TestRetryWhereItIsNot(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		_, err := store.Retry(t.Context(), "none")
		fails(t, "retrying nothing", err, alliance.NotFound)
		for id, before := range statesOf(t, store, moment(t, "06-13 09:00")) {
			count, err := store.Retry(t.Context(), id)
			if id == "withdrawn" || id == "scheduled" {
				fails(t, "retrying "+id, err, alliance.Conflict)
			} else {
				must(t, err)
			}
			same(t, "retried of "+id, count, 0)
			state, err := store.State(t.Context(), id)
			must(t, err)
			same(t, id, state, before)
		}
	})
}

// TestAfterEditAndRecall: what does not hold any more is neither retried nor edited.
func TestAfterEditAndRecall(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		failed := map[int64]alliance.Outcome{1: {State: alliance.Failed, Reason: "http 502"}}
		through := func(id string) {
			settledAs(t, store, id, now, failed)
			_, err := store.Conclude(ctx, id, now)
			must(t, err)
		}
		of := func(id string, task alliance.Task) alliance.Dispatch {
			given := broadcast(id, now)
			given.Task, given.Of = task, "b"
			return given
		}
		retried := func(id string, want int) {
			t.Helper()
			count, err := store.Retry(ctx, id)
			must(t, err)
			same(t, "retried of "+id, count, want)
		}
		refused := func(id string) {
			t.Helper()
			before := contents(t, store)
			_, err := store.Retry(ctx, id)
			fails(t, "retrying "+id, err, alliance.Conflict)
			same(t, "state after that", contents(t, store), before)
		}
		ledgerOf(t, store, "b", 1)
		through("b")
		later := of("later", alliance.Edit)
		later.NotBefore = now.Add(time.Hour)
		same(t, "begun", begin(t, store, later), true)
		retried("b", 1) // nothing is edited yet
		through("b")
		for _, id := range []string{"first", "second"} {
			same(t, "begun", begin(t, store, of(id, alliance.Edit)), true)
			must(t, store.Append(ctx, id, "0", "end", []dispatch.Recipient{{Chat: 1}}))
			through(id)
		}
		retried("b", 1) // it says now what the edit says
		through("b")
		refused("first")
		retried("second", 1)
		through("second")
		reminder := broadcast("reminder", now)
		reminder.Nudges = "b"
		same(t, "begun", begin(t, store, reminder), true)
		english := of("english", alliance.Edit)
		english.Version = alliance.English
		same(t, "begun", begin(t, store, english), true)
		retried("second", 1) // it is of another version
		through("second")
		_, err := store.Start(ctx, "later", later.NotBefore)
		must(t, err)
		refused("second")

		same(t, "begun", begin(t, store, of("r", alliance.Recall)), true)
		must(t, store.Append(ctx, "r", "0", "end", []dispatch.Recipient{{Chat: 1}}))
		through("r")
		refused("b")
		retried("r", 1)
		before := contents(t, store)
		nudge := broadcast("nudge", now)
		nudge.Nudges = "b"
		_, err = store.Begin(ctx, nudge)
		fails(t, "bringing to mind what was recalled", err, alliance.Conflict)
		for _, version := range []alliance.Language{"", alliance.English} {
			third := of("third", alliance.Edit)
			third.Version = version
			_, err = store.Begin(ctx, third)
			fails(t, "editing what was recalled", err, alliance.Conflict)
		}
		same(t, "state after that", contents(t, store), before)
		found, err := store.Dispatch(ctx, "b")
		must(t, err)
		same(t, "edited", found.Edited, map[alliance.Language]string{"": "later", alliance.English: "english"})
		same(t, "recalled", found.Recalled, "r")
		same(t, "brought to mind", found.Nudged, []string{"reminder"})

		lost := of("lost", alliance.Recall)
		lost.Of = "none"
		same(t, "begun", begin(t, store, lost), true)
		_, err = store.Dispatch(ctx, "none")
		fails(t, "what is no longer kept", err, alliance.NotFound)
	})
}

// TestRetryOfMany: more failed than one page of a scan.
func TestRetryOfMany(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		const many = 3000
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		lease := now.Add(time.Minute)
		chats := make([]int64, many)
		for i := range chats {
			chats[i] = int64(i + 1)
		}
		ledgerOf(t, store, "b", chats...)
		_, err := store.Lease(ctx, "b", now, lease, many)
		must(t, err)
		for page := range slices.Chunk(chats, 500) {
			var settlements []dispatch.Settlement
			for _, chat := range page {
				outcome := alliance.Outcome{State: alliance.Failed, Reason: fmt.Sprintf("http %d", 500+chat%3)}
				settlements = append(settlements, dispatch.Settlement{Chat: chat, Lease: lease, Outcome: outcome})
			}
			_, err := store.Settle(ctx, "b", settlements)
			must(t, err)
		}
		count, err := store.Retry(ctx, "b")
		must(t, err)
		same(t, "retried", count, many)
		tally, err := store.Tally(ctx, "b")
		must(t, err)
		same(t, "tally", tally, alliance.Tally{Total: many, Waiting: many, Reasons: map[string]int{}})
		met := map[int64]alliance.Outcome{}
		must(t, store.Recipients(ctx, "b", func(place alliance.Place, outcome alliance.Outcome) error { met[place.Chat] = outcome; return nil }))
		same(t, "met", len(met), many)
	})
}

// TestScheduled: it waits for its moment, begins once, and is gone when it is withdrawn.
func TestScheduled(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		timed, ahead, past := broadcast("timed", now), broadcast("ahead", now), broadcast("past", now)
		timed.NotBefore, past.NotBefore = now.Add(time.Hour), now.Add(-time.Hour)
		ahead.Event, ahead.Ahead = "a", 2*time.Hour
		timed.Escalate, timed.Deadline = true, now.Add(3*time.Hour)
		memo := timed.OutstandingMemo()
		for _, given := range []alliance.Dispatch{timed, ahead, past, memo} {
			begin(t, store, given)
		}
		active, err := store.Active(ctx)
		must(t, err)
		same(t, "active", active, []string{"past"})
		appointments, err := store.Scheduled(ctx)
		must(t, err)
		slices.SortFunc(appointments, func(a, b dispatch.Appointment) int { return len(a.ID) - len(b.ID) + int(b.Ahead-a.Ahead) })
		same(t, "scheduled", appointments, []dispatch.Appointment{{ID: "ahead", Event: "a", Ahead: 2 * time.Hour}, {ID: "timed", At: timed.NotBefore}, {ID: memo.ID, At: timed.Deadline, Of: "timed"}})
		fails(t, "entering before it has begun", store.Append(ctx, "timed", "0", "1", nil), alliance.Conflict)

		for _, want := range []bool{true, false} {
			started, err := store.Start(ctx, "timed", timed.NotBefore)
			must(t, err)
			same(t, "started", started, want)
		}
		found, err := store.Dispatch(ctx, "timed")
		must(t, err)
		same(t, "begun", found.Begun, timed.NotBefore.UTC())
		must(t, store.Withdraw(ctx, memo.ID))
		must(t, store.WithdrawFor(ctx, "ahead", "event gone"))
		started, err := store.Start(ctx, "ahead", now)
		must(t, err)
		same(t, "started after it was withdrawn", started, false)
		found, err = store.Dispatch(ctx, "ahead")
		must(t, err)
		same(t, "why", found.Why, "event gone")
		appointments, err = store.Scheduled(ctx)
		must(t, err)
		same(t, "scheduled in the end", appointments, []dispatch.Appointment{})
	})
}

func TestBroadcasts(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		now := moment(t, "06-13 09:00")
		for _, id := range []string{"one", "two", "three"} {
			begin(t, store, broadcast(id, now))
		}
		begin(t, store, reminderDispatch("r", event(t, "a", "06-14 14:00"), day))
		must(t, store.redis.Del(t.Context(), keyDispatch("two")).Err())
		for most, want := range map[int][]string{9: {"three", "one"}, 1: {"three"}} {
			found, err := store.Broadcasts(t.Context(), most)
			must(t, err)
			ids := []string{}
			for _, broadcast := range found {
				ids = append(ids, broadcast.ID)
			}
			same(t, fmt.Sprintf("the latest %d", most), ids, want)
		}
	})
}

// TestRecipients: each is met once, wherever they are.
func TestRecipients(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		ledgerOf(t, store, "b", 1, 2, 3, 4)
		lease := now.Add(time.Minute)
		_, err := store.Lease(ctx, "b", now, lease, 3)
		must(t, err)
		sent := alliance.Outcome{State: alliance.Sent, Messages: []int64{7, 8}}
		_, err = store.Settle(ctx, "b", []dispatch.Settlement{{Chat: 1, Lease: lease, Outcome: sent}})
		must(t, err)
		waits, met := alliance.Outcome{State: alliance.Waiting}, map[int64]alliance.Outcome{}
		must(t, store.Recipients(ctx, "b", func(place alliance.Place, outcome alliance.Outcome) error { met[place.Chat] = outcome; return nil }))
		same(t, "met", met, map[int64]alliance.Outcome{1: sent, 2: waits, 3: waits, 4: waits})
		stop := errors.New("enough")
		if err := store.Recipients(ctx, "b", func(alliance.Place, alliance.Outcome) error { return stop }); !errors.Is(err, stop) {
			t.Errorf("ended with %v", err)
		}
	})
}

func TestReceipts(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		before, err := store.Confirmations(ctx, "b")
		must(t, err)
		same(t, "confirmed before", len(before), 0)
		for _, want := range []bool{true, false} {
			first, err := store.Confirm(ctx, "b", 1, now)
			must(t, err)
			same(t, "first", first, want)
			now = now.Add(time.Hour)
		}
		confirmed, err := store.Confirmations(ctx, "b")
		must(t, err)
		same(t, "confirmed", confirmed, map[int64]time.Time{1: moment(t, "06-13 09:00").UTC()})
		count, err := store.Confirmed(ctx, "b")
		must(t, err)
		same(t, "count", count, 1)
		same(t, "what ends by itself", mortals(t, store), []string{keyReceipts("b")})
	})
}
