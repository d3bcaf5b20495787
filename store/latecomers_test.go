package store

import (
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// late begins a broadcast that is for late joiners too, with these recipients.
func late(t testing.TB, store *Store, id string, now time.Time, chats ...int64) alliance.Dispatch {
	t.Helper()
	given := broadcast(id, now)
	given.Late = true
	same(t, "begun", begin(t, store, given), true)
	var recipients []dispatch.Recipient
	for _, chat := range chats {
		recipients = append(recipients, dispatch.Recipient{Chat: chat})
	}
	must(t, store.Append(t.Context(), id, "0", "end", recipients))
	return given
}

// TestJoin: late joiners wait for those who were there from the first, are entered once, and have what is done go on.
func TestJoin(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		given := late(t, store, "b", now, 1, 2)
		joins := func(want bool, recipients ...dispatch.Recipient) {
			t.Helper()
			waits, err := store.Join(ctx, given, recipients, now.Add(time.Hour))
			must(t, err)
			same(t, "waits", waits, want)
		}
		sent := alliance.Outcome{State: alliance.Sent, Messages: []int64{1}}
		joins(true, dispatch.Recipient{Chat: 3})
		lease := now.Add(time.Minute)
		_, err := store.Lease(ctx, "b", now, lease, 2)
		must(t, err)
		joins(false, dispatch.Recipient{Chat: 1}, dispatch.Recipient{Chat: 2}) // under way
		_, err = store.Settle(ctx, "b", []dispatch.Settlement{{Chat: 1, Lease: lease, Outcome: sent}, {Chat: 2, Lease: lease, Outcome: sent}})
		must(t, err)
		ended, err := store.Conclude(ctx, "b", now)
		must(t, err)
		same(t, "ended", ended, true)
		joins(false, dispatch.Recipient{Chat: 2}, dispatch.Recipient{Chat: 4, Skipped: "blocked"})
		state, err := store.State(ctx, "b")
		must(t, err)
		same(t, "nobody to send to", state, alliance.Done)
		joins(false, dispatch.Recipient{Chat: 3}, dispatch.Recipient{Chat: 4})
		found, err := store.Dispatch(ctx, "b")
		must(t, err)
		same(t, "goes on", []any{found.State, found.Begun, found.Resumed}, []any{alliance.Running, now, now.Add(time.Hour)})
		settledAs(t, store, "b", now, map[int64]alliance.Outcome{3: sent})
		tally, err := store.Tally(ctx, "b")
		must(t, err)
		same(t, "tally", tally, alliance.Tally{Total: 4, Sent: 3, Skipped: 1, Reasons: map[string]int{"blocked": 1}})
		_, err = store.Conclude(ctx, "b", now)
		must(t, err)
		same(t, "what ends by itself", mortals(t, store), []string{keyDispatch("b"), keyOutcomes("b"), keyTally("b")})
	})
}

// TestClosed: what was withdrawn or recalled, or is over, takes no late joiners any more; what has yet to begin needs none.
func TestClosed(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		given := map[string]alliance.Dispatch{}
		for _, id := range []string{"recalled", "over"} {
			given[id] = late(t, store, id, now)
			_, err := store.Conclude(ctx, id, now)
			must(t, err)
		}

		given["stopped"] = late(t, store, "stopped", now)
		must(t, store.Withdraw(ctx, "stopped"))
		recall := broadcast("recalled-r", now)
		recall.Task, recall.Of = alliance.Recall, "recalled"
		begin(t, store, recall)
		later := broadcast("later", now)
		later.Late, later.NotBefore = true, now.Add(time.Hour)
		begin(t, store, later)
		given["later"] = later
		for id, joined := range given {
			if id == "over" {
				continue
			}
			waits, err := store.Join(ctx, joined, []dispatch.Recipient{{Chat: 9}}, now)
			must(t, err)
			tally, err := store.Tally(ctx, joined.ID)
			must(t, err)
			same(t, id, []any{waits, tally.Total}, []any{false, 0})
		}
		within, err := store.Open(ctx, now.AddDate(0, 0, 6))
		must(t, err)
		same(t, "open within the week", within, []string{"later", "over"})
		after, err := store.Open(ctx, now.AddDate(0, 0, 7))
		must(t, err)
		same(t, "open after it", after, []string{"later"})
	})
}

// TestStirred: who joins or changes is noted, and forgotten unless there was another change meanwhile.
func TestStirred(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		change := func(id int64, change func(*alliance.Member)) {
			_, err := store.ChangeMember(ctx, id, change)
			must(t, err)
		}
		joins := func(member *alliance.Member) { member.Joined = moment(t, "06-13 09:00") }
		change(1, joins)
		change(2, joins)
		seen, err := store.Stirred(ctx)
		must(t, err)
		change(2, func(member *alliance.Member) { member.Unit = "a" })
		must(t, store.Settled(ctx, seen))
		left, err := store.Stirred(ctx)
		must(t, err)
		same(t, "left", len(left), 1)
		must(t, store.Settled(ctx, left))
		change(2, func(member *alliance.Member) { member.Name, member.Unreachable = "Wang", "blocked" })
		left, err = store.Stirred(ctx)
		must(t, err)
		same(t, "a change that moves nobody", len(left), 0)
	})
}
