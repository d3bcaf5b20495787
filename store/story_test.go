package store

import (
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// fill writes something of everything the store can hold, through every method that writes.
func fill(t *testing.T, store *Store) {
	t.Helper()
	ctx, now := t.Context(), moment(t, "06-12 14:00")
	must(t, store.Migrations(ctx))
	lecture := event(t, "a", "06-13 14:00")
	put(t, store, moment(t, "06-01 12:00"), lecture, event(t, "b", "06-17 09:00", until(t, "06-19 17:00"), func(event *alliance.Event) {
		event.Kind, event.Venue, event.Speakers = alliance.AllianceActivity, "Machinery Training Base", []string{"Wang Gang", "叶军 (sample)"}
	}))
	put(t, store, now, event(t, "b", "06-17 10:00", until(t, "06-19 17:00"), func(event *alliance.Event) {
		event.Kind, event.Venue, event.Speakers = alliance.AllianceActivity, "Machinery Training Base", []string{"Wang Gang", "叶军 (sample)"}
	}))
	due(t, store, "06-12 14:00")
	must(t, store.SkipReminder(ctx, alliance.Reminder{Event: lecture.ID, Start: lecture.Start, Lead: time.Hour}))
	must(t, store.Snooze(ctx, lecture.ID, 7, moment(t, "06-13 11:00")))
	for id := range int64(5) {
		_, err := store.ChangeMember(ctx, id, func(member *alliance.Member) { member.Leads, member.Name = []time.Duration{day}, "喆\r\n\x00\"" })
		must(t, err)
	}
	must(t, store.FinishDigests(ctx, now))
	fillLedgers(t, store, lecture, now)
	fillInbox(t, store, now)
	must(t, store.SetDraft(ctx, -7, alliance.Draft{ID: "d", Command: "broadcast"}))
	must(t, store.SetDraft(ctx, 8, alliance.Draft{ID: "e", Command: "broadcast"}))
	_, err := store.DropDraft(ctx, 8)
	must(t, err)
	must(t, store.SetDraft(ctx, 9, alliance.Draft{ID: "f", Command: "broadcast"}))
	must(t, store.Migrate(ctx, -7, -1007))
	must(t, store.SetMenu(ctx, "default/zh", "f00"))
}

// fillLedgers leaves a dispatch in each state.
func fillLedgers(t *testing.T, store *Store, lecture alliance.Event, now time.Time) {
	t.Helper()
	ctx, lease := t.Context(), now.Add(time.Minute)
	begin(t, store, reminderDispatch("r", lecture, day))
	ledgerOf(t, store, "running", 1, 2, 3, 4, 5)
	ledgerOf(t, store, "done")
	ledgerOf(t, store, "withdrawn", 1, 2)
	_, err := store.Lease(ctx, "running", now, lease, 4)
	must(t, err)
	_, err = store.Settle(ctx, "running", []dispatch.Settlement{
		{Chat: 1, Lease: lease, Outcome: alliance.Outcome{State: alliance.Sent, Messages: []int64{4711}}},
		{Chat: 2, Lease: lease, Outcome: alliance.Outcome{State: alliance.Failed, Reason: "http 502"}},
		{Chat: 3, Lease: lease, Outcome: alliance.Outcome{State: alliance.Waiting}, NotBefore: lease},
	})
	must(t, err)
	_, err = store.Conclude(ctx, "done", now)
	must(t, err)
	must(t, store.Withdraw(ctx, "withdrawn"))
	scheduled := broadcast("scheduled", now)
	scheduled.NotBefore = now.Add(day)
	begin(t, store, scheduled)
	off := scheduled
	off.ID = "off"
	begin(t, store, off)
	must(t, store.WithdrawFor(ctx, "off", "event gone"))
	_, err = store.Confirm(ctx, "running", 1, now)
	must(t, err)
}

// fillInbox leaves updates waiting, parked, finished and adopted, and one replica that leads.
func fillInbox(t *testing.T, store *Store, now time.Time) {
	t.Helper()
	ctx := t.Context()
	accepted, err := store.Accept(ctx, "one", updates(7, 8, 9, 10), now)
	must(t, err)
	_, err = store.Attempt(ctx, accepted[2])
	must(t, err)
	must(t, store.Finish(ctx, "one", accepted[0]))
	must(t, store.Park(ctx, "one", accepted[1]))
	_, err = store.Beat(ctx, "one", now)
	must(t, err)
	_, err = store.Beat(ctx, "two", now.Add(time.Minute))
	must(t, err)
	accept(t, store, "two", now, updates(10, 11)...)
	for _, replica := range []string{"one", "two"} {
		_, err = store.Lead(ctx, replica, time.Hour)
		must(t, err)
		must(t, store.Resign(ctx, "one"))
	}
}

// TestKeys holds what the store writes to the list in keys.go: every key is there, and nothing else.
func TestKeys(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		fill(t, store)
		state := contents(t, store)
		for _, key := range []string{
			keySchema, keyEvents, keyWeeks, keyReplicas, keyLeader, keyAttempts, keyParked, keyTick, keySlots, keyDigests, keyBursts, keyOrigins, keyActive, keyScheduled, keyUntold, keyLatest, keyDrafts, keyMenus,
			keyWeek(weekOf(moment(t, "06-13 14:00"))), keyNamed(aspectSpeaker, "Wang Gang"), keyNamed(aspectVenue, "Machinery Training Base"),
			keyNamed(aspectUnit, "Lishui Vocational High School"), keyNames(aspectSpeaker), keyNames(aspectVenue), keyNames(aspectUnit),
			keyMembers(3), keyInbox("two"), keyStarts(stretchOf(moment(t, "06-13 14:00"))), keySnoozed(stretchOf(moment(t, "06-13 11:00"))), keyReminded("a"),
			keyDispatch("r"), keyReady("running"), keyWaiting("running"), keyOutcomes("running"), keyTally("done"), keyReceipts("running"),
		} {
			if _, there := state[key]; !there {
				t.Errorf("%s was not written", key)
			}
		}
	})
}
