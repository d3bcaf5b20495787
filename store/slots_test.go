package store

import (
	"testing"
	"time"

	"alliancebot/alliance"
)

func choose(t *testing.T, store *Store, id int64, leads []time.Duration, quiet *alliance.Quiet) {
	t.Helper()
	_, err := store.ChangeMember(t.Context(), id, func(member *alliance.Member) { member.Leads, member.Quiet = leads, quiet })
	must(t, err)
}

// TestSlots: every time that a member has chosen is planned, for events stored before too, with the member's own quiet hours.
func TestSlots(t *testing.T) {
	late := &alliance.Quiet{From: 23 * time.Hour, To: 6 * time.Hour}
	onEveryEngine(t, func(t *testing.T, store *Store) {
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 07:30"))
		want := map[string]string{"a/1440": "06-12 07:30", "a/60": "06-12 21:45"}
		same(t, "the community's", plannedFor(t, store), want)
		choose(t, store, 1, nil, nil)
		choose(t, store, 2, []time.Duration{}, nil)
		same(t, "who chose nothing", plannedFor(t, store), want)
		choose(t, store, 3, []time.Duration{3 * day, 45 * time.Minute}, nil)
		want["a/4320"], want["a/45"] = "06-10 07:30", "06-12 21:45"
		same(t, "own times", plannedFor(t, store), want)
		choose(t, store, 4, nil, late)
		want["a/1440/23:00-06:00"], want["a/60/23:00-06:00"] = "06-12 07:30", "06-13 06:30"
		same(t, "own hours", plannedFor(t, store), want)
		choose(t, store, 5, []time.Duration{45 * time.Minute, 2 * time.Hour}, late)
		want["a/45/23:00-06:00"], want["a/120/23:00-06:00"] = "06-13 06:45", "06-12 22:45"
		same(t, "both", plannedFor(t, store), want)

		due(t, store, "06-12 21:44")
		same(t, "brought forward", due(t, store, "06-12 21:45"), []alliance.Reminder{
			{Event: "a", Start: moment(t, "06-13 07:30"), Lead: 45 * time.Minute, Due: moment(t, "06-12 21:45")},
			{Event: "a", Start: moment(t, "06-13 07:30"), Lead: time.Hour, Due: moment(t, "06-12 21:45")},
		})
		same(t, "in own hours", due(t, store, "06-13 06:30"), []alliance.Reminder{
			{Event: "a", Start: moment(t, "06-13 07:30"), Lead: 2 * time.Hour, Quiet: "23:00-06:00", Due: moment(t, "06-12 22:45")},
			{Event: "a", Start: moment(t, "06-13 07:30"), Lead: time.Hour, Quiet: "23:00-06:00", Due: moment(t, "06-13 06:30")},
		})
	})
}

// TestForgetSlots: a time that nobody has any more is forgotten, also when it is the only one; one that somebody has stays.
func TestForgetSlots(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 14:00"))
		choose(t, store, 1, []time.Duration{2 * time.Hour, 3 * time.Hour}, nil)
		choose(t, store, 2, []time.Duration{3 * time.Hour}, nil)
		choose(t, store, 1, []time.Duration{4 * time.Hour}, nil)
		must(t, store.ForgetSlots(t.Context()))
		same(t, "planned", plannedFor(t, store), map[string]string{"a/1440": "06-12 14:00", "a/60": "06-13 13:00", "a/180": "06-13 11:00", "a/240": "06-13 10:00"})
		choose(t, store, 1, nil, nil)
		choose(t, store, 2, nil, nil)
		must(t, store.ForgetSlots(t.Context()))
		same(t, "planned when nobody has any", plannedFor(t, store), map[string]string{"a/1440": "06-12 14:00", "a/60": "06-13 13:00"})
	})
}

// TestSnoozes: each comes due once, also when it is asked for twice, and belongs to one member.
func TestSnoozes(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		due(t, store, "06-13 12:00")
		for range 2 {
			must(t, store.Snooze(t.Context(), "a", 7, moment(t, "06-13 12:10").Add(40*time.Second)))
		}
		must(t, store.Snooze(t.Context(), "a", 8, moment(t, "06-13 12:10")))
		listed, err := store.Snoozes(t.Context(), 7, moment(t, "06-13 12:09"))
		must(t, err)
		same(t, "of member 7", listed, []alliance.Reminder{{Event: "a", Chat: 7, Due: moment(t, "06-13 12:10")}})
		listed, err = store.Snoozes(t.Context(), 7, moment(t, "06-13 12:10"))
		must(t, err)
		same(t, "of member 7 when it is over", len(listed), 0)
		same(t, "before", due(t, store, "06-13 12:09"), []alliance.Reminder(nil))
		want := []alliance.Reminder{{Event: "a", Chat: 7, Due: moment(t, "06-13 12:10")}, {Event: "a", Chat: 8, Due: moment(t, "06-13 12:10")}}
		found, err := store.DueReminders(t.Context(), moment(t, "06-13 12:12"))
		must(t, err)
		same(t, "before a crash", found, want)
		same(t, "on the minute", due(t, store, "06-13 12:13"), want)
		same(t, "again", due(t, store, "06-13 12:10"), []alliance.Reminder(nil))
	})
}

// TestMigrationOfReminders: a store whose reminders were entered one by one goes on with what it holds.
func TestMigrationOfReminders(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 14:00"))
		choose(t, store, 5, []time.Duration{2 * time.Hour}, nil)
		ctx := t.Context()
		must(t, store.redis.Del(ctx, keySlots, keyStarts(stretchOf(moment(t, "06-13 14:00")))).Err())
		must(t, store.redis.HSet(ctx, prefix+"reminders:due:1", "a/60", "300").Err())
		must(t, store.redis.HSet(ctx, prefix+"reminders:plan", "plan", "{}").Err())
		must(t, store.redis.Set(ctx, keySchema, "1", 0).Err())
		for range 2 {
			must(t, store.Migrations(ctx))
			must(t, store.redis.Set(ctx, keySchema, "1", 0).Err()) // it may run twice
		}
		same(t, "planned", plannedFor(t, store), map[string]string{"a/1440": "06-12 14:00", "a/120": "06-13 12:00", "a/60": "06-13 13:00"})
		left, err := store.redis.Exists(ctx, prefix+"reminders:due:1", prefix+"reminders:plan").Result()
		must(t, err)
		same(t, "left", left, int64(0))
	})
}

// TestSnoozedAnew: who puts the same reminder off again, be it for longer or shorter, gets it once, when they asked for last.
func TestSnoozedAnew(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		due(t, store, "06-13 12:00")
		for _, at := range []string{"06-13 12:10", "06-13 13:00", "06-13 12:30"} {
			must(t, store.Snooze(t.Context(), "a", 7, moment(t, at)))
		}
		want := []alliance.Reminder{{Event: "a", Chat: 7, Due: moment(t, "06-13 12:30")}}
		listed, err := store.Snoozes(t.Context(), 7, moment(t, "06-13 12:00"))
		must(t, err)
		same(t, "listed", listed, want)
		same(t, "due", due(t, store, "06-13 14:00"), want)
	})
}
