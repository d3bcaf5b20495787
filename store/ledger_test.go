package store

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

func broadcast(id string, created time.Time) alliance.Dispatch {
	return alliance.Dispatch{ID: id, Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "hello"}, Author: 1, Created: created}
}

func begin(t failing, store *Store, given alliance.Dispatch) bool {
	t.Helper()
	begun, err := store.Begin(context.Background(), given)
	if err != nil {
		t.Errorf("begin %s: %v", given.ID, err)
	}
	return begun
}

// private are the private chats of members, as places.
func private(members ...int64) []alliance.Place {
	places := make([]alliance.Place, len(members))
	for i, member := range members {
		places[i].Chat = member
	}
	return places
}

// ledgerOf begins a dispatch with these recipients.
func ledgerOf(t testing.TB, store *Store, id string, chats ...int64) {
	t.Helper()
	same(t, "begun", begin(t, store, broadcast(id, moment(t, "06-13 09:00"))), true)
	var recipients []dispatch.Recipient
	for _, chat := range chats {
		recipients = append(recipients, dispatch.Recipient{Chat: chat})
	}
	must(t, store.Append(t.Context(), id, "0", "end", recipients))
}

func TestBegin(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		given := broadcast("b1", moment(t, "06-13 09:00"))
		given.Audience.Units, given.Content.Sources = []string{"Lishui Vocational High School"}, []alliance.Source{{Chat: 1, Message: 2}}
		_, err := store.Dispatch(t.Context(), "b1")
		fails(t, "dispatch not begun", err, alliance.NotFound)
		same(t, "begun", begin(t, store, given), true)
		state := contents(t, store)
		same(t, "begun again", begin(t, store, given), false)
		same(t, "state after that", contents(t, store), state)

		found, err := store.Dispatch(t.Context(), "b1")
		must(t, err)
		given.State, given.Cursor, given.Begun = alliance.Expanding, "0", given.Created
		same(t, "dispatch", found, given)
	})
}

func TestBeginReminder(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		given := event(t, "a", "06-13 14:00")
		covered := func(id string) []time.Duration {
			found, err := store.Dispatch(t.Context(), id)
			must(t, err)
			var leads []time.Duration
			for _, slot := range found.Audience.Slots {
				leads = append(leads, slot.Lead)
			}
			return leads
		}
		same(t, "the first", begin(t, store, reminderDispatch("r1", given, day)), true)
		same(t, "its lead times", covered("r1"), []time.Duration{day})
		same(t, "the same again", begin(t, store, reminderDispatch("r1", given, day)), false)
		same(t, "the same lead time by another name", begin(t, store, reminderDispatch("r2", given, day)), false)
		same(t, "grouped, partly covered", begin(t, store, reminderDispatch("r3", given, 2*day, day, time.Hour)), true)
		same(t, "its lead times", covered("r3"), []time.Duration{2 * day, time.Hour})
		same(t, "grouped, all covered", begin(t, store, reminderDispatch("r4", given, 2*day, day, time.Hour)), false)
		given.Start = given.Start.Add(time.Hour)
		same(t, "the event moved", begin(t, store, reminderDispatch("r5", given, day)), true)
		_, err := store.Dispatch(t.Context(), "r2")
		fails(t, "one that did not begin", err, alliance.NotFound)
		same(t, "what ends by itself", mortals(t, store), []string{keyReminded("a")})
	})
}

func TestActive(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		early, late := moment(t, "06-13 09:00"), moment(t, "06-13 10:00")
		first, second := reminderDispatch("r-z", event(t, "z", "06-14 14:00"), day), reminderDispatch("r-a", event(t, "a", "06-14 14:00"), day)
		first.Created, second.Created = early, late
		for _, given := range []alliance.Dispatch{broadcast("b-b", late), broadcast("b-z", early), broadcast("b-a", late), second, first} {
			begin(t, store, given)
		}
		active, err := store.Active(t.Context())
		must(t, err)
		same(t, "active", active, []string{"r-z", "r-a", "b-z", "b-a", "b-b"})
		must(t, store.Withdraw(t.Context(), "b-z"))
		must(t, store.Append(t.Context(), "r-z", "0", "end", nil))
		ended, err := store.Conclude(t.Context(), "r-z", late)
		must(t, err)
		same(t, "ended", ended, true)
		active, err = store.Active(t.Context())
		must(t, err)
		same(t, "active in the end", active, []string{"r-a", "b-a", "b-b"})
	})
}

// TestLeased counts leases, and neither waits nor leases that are over.
func TestLeased(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		ledgerOf(t, store, "b", 1, 2, 3, 4)
		lease := now.Add(time.Minute)
		_, err := store.Lease(ctx, "b", now, lease, 3)
		must(t, err)
		_, err = store.Settle(ctx, "b", []dispatch.Settlement{
			{Chat: 1, Lease: lease, Outcome: alliance.Outcome{State: alliance.Waiting}, NotBefore: now.Add(time.Hour)},
			{Chat: 2, Lease: lease, Outcome: alliance.Outcome{State: alliance.Sent, Messages: []int64{1}}},
		})
		must(t, err)
		for id, want := range map[string][]int{"b": {1, 0}, "none": {0, 0}} {
			for i, at := range []time.Time{now, lease} {
				leased, err := store.Leased(ctx, id, at)
				must(t, err)
				same(t, "leased of "+id, leased, want[i])
			}
		}
	})
}

func TestAppend(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		begin(t, store, broadcast("b", moment(t, "06-13 09:00")))
		first := []dispatch.Recipient{{Chat: 1}, {Chat: 2, Skipped: "blocked"}, {Chat: 3}}
		fails(t, "append from elsewhere", store.Append(ctx, "b", "1", "2", first), alliance.Conflict)
		fails(t, "append to nothing", store.Append(ctx, "none", "0", "1", first), alliance.Conflict)
		must(t, store.Append(ctx, "b", "0", "1", first))
		state := contents(t, store)
		fails(t, "append again, its answer lost", store.Append(ctx, "b", "0", "1", first), alliance.Conflict)
		same(t, "state after that", contents(t, store), state)
		must(t, store.Append(ctx, "b", "1", "2", nil))
		ended, err := store.Conclude(ctx, "b", moment(t, "06-13 09:01"))
		must(t, err)
		same(t, "ended while expanding", ended, false)
		must(t, store.Append(ctx, "b", "2", "end", []dispatch.Recipient{{Chat: 4, Skipped: "blocked"}, {Chat: 5, Skipped: "user is deactivated"}}))
		tally, err := store.Tally(ctx, "b")
		must(t, err)
		same(t, "tally", tally, alliance.Tally{Total: 5, Waiting: 2, Skipped: 3, Reasons: map[string]int{"blocked": 2, "user is deactivated": 1}})
		found, err := store.Dispatch(ctx, "b")
		must(t, err)
		same(t, "state", found.State, alliance.Running)
		fails(t, "append after the end", store.Append(ctx, "b", "end", "end", first), alliance.Conflict)
	})
}

func TestOutcome(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		ledgerOf(t, store, "b", 1, 2, 3, 4)
		now, lease := moment(t, "06-13 09:00"), moment(t, "06-13 09:01")
		chats, err := store.Lease(ctx, "b", now, lease, 99)
		must(t, err)
		same(t, "leased", chats, private(1, 2, 3, 4))
		outcomes := map[int64]alliance.Outcome{
			1: {State: alliance.Sent, Messages: []int64{4711}}, 2: {State: alliance.Failed, Reason: "http 502"},
			3: {State: alliance.Skipped, Reason: "event moved"}, 4: {State: alliance.Waiting}, 5: {State: alliance.Waiting},
		}
		var settlements []dispatch.Settlement
		for _, place := range chats {
			settlements = append(settlements, dispatch.Settlement{Chat: place.Chat, Lease: lease, Outcome: outcomes[place.Chat], NotBefore: lease})
		}
		settled, err := store.Settle(ctx, "b", settlements)
		must(t, err)
		same(t, "settled", settled, 4)
		settled, err = store.Settle(ctx, "b", settlements)
		must(t, err)
		same(t, "settled again, the answer lost", settled, 0)
		for chat, want := range outcomes {
			outcome, err := store.Outcome(ctx, "b", alliance.Place{Chat: chat})
			must(t, err)
			same(t, "outcome of "+strconv.FormatInt(chat, 10), outcome, want)
		}
		settled, err = store.Settle(ctx, "b", nil)
		must(t, err)
		same(t, "nothing settled", settled, 0)
		tally, err := store.Tally(ctx, "b")
		must(t, err)
		same(t, "tally", tally, alliance.Tally{Total: 4, Waiting: 1, Sent: 1, Failed: 1, Skipped: 1, Reasons: map[string]int{"http 502": 1, "event moved": 1}})
	})
}

// TestDoubts: who may have got an unanswered try is remembered until the end and beyond, whatever comes of the next one.
func TestDoubts(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		ledgerOf(t, store, "b", 1, 2, -3)
		_, err := store.ChangeMember(ctx, 1, func(member *alliance.Member) { member.Name = "楼海滨" })
		must(t, err)
		now, lease := moment(t, "06-13 09:00"), moment(t, "06-13 09:01")
		settle := func(lease time.Time, outcome alliance.Outcome, doubtful bool, chats ...int64) {
			t.Helper()
			_, err := store.Lease(ctx, "b", lease.Add(-time.Minute), lease, 9)
			must(t, err)
			for _, chat := range chats {
				_, err := store.Settle(ctx, "b", []dispatch.Settlement{{Chat: chat, Lease: lease, Outcome: outcome, NotBefore: now, Doubtful: doubtful}})
				must(t, err)
			}
		}
		sent := alliance.Outcome{State: alliance.Sent, Messages: []int64{7}}
		settle(lease, alliance.Outcome{State: alliance.Waiting}, true, 1, -3)
		settle(lease, sent, false, 2)
		settle(lease.Add(time.Minute), sent, false, 1)
		settle(lease.Add(time.Minute), alliance.Outcome{State: alliance.Failed, Reason: "network"}, true, -3)
		ended, err := store.Conclude(ctx, "b", lease)
		must(t, err)
		same(t, "ended", ended, true)
		tally, err := store.Tally(ctx, "b")
		must(t, err)
		same(t, "doubts", tally.Doubts, alliance.Doubts{Count: 2, Names: []string{"楼海滨", "-3"}})
		doubtful := map[int64]bool{}
		must(t, store.Recipients(ctx, "b", func(place alliance.Place, outcome alliance.Outcome) error {
			doubtful[place.Chat] = outcome.Doubtful
			return nil
		}))
		same(t, "recipients in doubt", doubtful, map[int64]bool{1: true, 2: false, -3: true})
		same(t, "what ends by itself", mortals(t, store), []string{keyDispatch("b"), keyDoubts("b"), keyOutcomes("b"), keyTally("b")})
	})
}

func TestConclude(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		ledgerOf(t, store, "b", 1)
		now, lease := moment(t, "06-13 09:00"), moment(t, "06-13 09:01")
		conclude := func(id string, at time.Time) bool {
			ended, err := store.Conclude(ctx, id, at)
			must(t, err)
			return ended
		}
		same(t, "nothing to end", conclude("none", now), false)
		same(t, "while one is ready", conclude("b", now), false)
		_, err := store.Lease(ctx, "b", now, lease, 9)
		must(t, err)
		same(t, "while one is being sent to", conclude("b", now), false)
		_, err = store.Settle(ctx, "b", []dispatch.Settlement{{Chat: 1, Lease: lease, Outcome: alliance.Outcome{State: alliance.Sent, Messages: []int64{1}}}})
		must(t, err)
		same(t, "when all are settled", conclude("b", lease), true)
		state := contents(t, store)
		same(t, "again", conclude("b", lease.Add(time.Hour)), true)
		same(t, "state after that", contents(t, store), state)
		fails(t, "withdrawing what is done", store.Withdraw(ctx, "b"), alliance.Conflict)
		same(t, "what ends by itself", mortals(t, store), []string{keyDispatch("b"), keyOutcomes("b"), keyTally("b")})
		found, err := store.Dispatch(ctx, "b")
		must(t, err)
		same(t, "state", found.State, alliance.Done)
		same(t, "begun after the end", begin(t, store, broadcast("b", now)), false)
	})
}

func TestWithdraw(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		fails(t, "withdrawing nothing", store.Withdraw(ctx, "none"), alliance.NotFound)
		same(t, "state after that", contents(t, store), map[string]any{})
		ledgerOf(t, store, "b", 1, 2, 3)
		now, lease := moment(t, "06-13 09:00"), moment(t, "06-13 09:01")
		_, err := store.Lease(ctx, "b", now, lease, 2)
		must(t, err)
		must(t, store.Withdraw(ctx, "b"))
		must(t, store.Withdraw(ctx, "b"))
		chats, err := store.Lease(ctx, "b", lease, lease.Add(time.Minute), 9)
		must(t, err)
		same(t, "leased after that", chats, private())
		settled, err := store.Settle(ctx, "b", []dispatch.Settlement{{Chat: 1, Lease: lease, Outcome: alliance.Outcome{State: alliance.Sent, Messages: []int64{1}}}})
		must(t, err)
		same(t, "the call under way is settled", settled, 1)
		ended, err := store.Conclude(ctx, "b", lease)
		must(t, err)
		same(t, "ended", ended, true)
		found, err := store.Dispatch(ctx, "b")
		must(t, err)
		same(t, "state", found.State, alliance.Withdrawn)
		tally, err := store.Tally(ctx, "b")
		must(t, err)
		same(t, "tally", tally, alliance.Tally{Total: 3, Waiting: 2, Sent: 1, Reasons: map[string]int{}})
		begin(t, store, broadcast("early", now))
		must(t, store.Withdraw(ctx, "early"))
		fails(t, "entering more after that", store.Append(ctx, "early", "0", "1", []dispatch.Recipient{{Chat: 1}}), alliance.Conflict)
		ends := mortals(t, store)
		for _, key := range []string{keyDispatch("b"), keyReady("b"), keyWaiting("b"), keyTally("b"), keyDispatch("early")} {
			if !slices.Contains(ends, key) {
				t.Errorf("%s is kept for ever", key)
			}
		}
	})
}

// TestReclaim: the leases of a replica's former process end when it comes back, unless another one has leased since; waits do not.
func TestReclaim(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, now := t.Context(), moment(t, "06-13 09:00")
		lease := now.Add(time.Minute)
		reclaim := func(replica string, want int) {
			t.Helper()
			ended, err := store.Reclaim(ctx, replica, now)
			must(t, err)
			same(t, "leases ended for "+replica, ended, want)
		}
		reclaim("one", 0)
		ledgerOf(t, store, "b", 1, 2, 3)
		_, err := store.Lease(ctx, "b", now, lease, 2)
		must(t, err)
		_, err = store.Settle(ctx, "b", []dispatch.Settlement{{Chat: 1, Lease: lease, Outcome: alliance.Outcome{State: alliance.Waiting}, NotBefore: lease}})
		must(t, err)
		reclaim("two", 0)
		reclaim("one", 0)
		reclaim("one", 1)
		settled, err := store.Settle(ctx, "b", []dispatch.Settlement{{Chat: 2, Lease: lease, Outcome: alliance.Outcome{State: alliance.Sent}}})
		must(t, err)
		same(t, "settled by who is no more", settled, 0)
		chats, err := store.Lease(ctx, "b", now, lease, 9)
		must(t, err)
		same(t, "leased again", chats, private(2, 3))
	})
}

// TestReminderOfAnEarlierProgram: one that was begun when quiet hours stood beside the lead times goes to the same members.
func TestReminderOfAnEarlierProgram(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		start := moment(t, "06-13 14:00")
		doc := `{"id":"r1","purpose":"reminder","audience":{"follows":"lecture","about":"a","leads":[86400000000000],"quiet":"23:00-06:00"},"event":"a","start":"` + start.Format(time.RFC3339) + `"}`
		covers := strconv.FormatInt(start.Unix(), 10) + "/1440/23:00-06:00"
		must(t, store.redis.HSet(t.Context(), keyDispatch("r1"), "doc", doc, "state", "expanding", "cursor", "0", "begun", 0, "covers", covers).Err())
		found, err := store.Dispatch(t.Context(), "r1")
		must(t, err)
		same(t, "slots", found.Audience.Slots, []alliance.Slot{{Lead: day, Quiet: "23:00-06:00"}})
		late := &alliance.Quiet{From: 23 * time.Hour, To: 6 * time.Hour}
		for id, quiet := range map[int64]*alliance.Quiet{1: nil, 2: late} {
			choose(t, store, id, []time.Duration{day}, quiet)
			members, err := store.Audience(t.Context(), found.Audience, alliance.Chinese, int(id))
			must(t, err)
			same(t, "meant", slices.Contains(chatsOf(members), id), quiet != nil)
		}
	})
}
