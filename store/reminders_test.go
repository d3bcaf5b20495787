package store

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

const day = 24 * time.Hour

// reminder is one that no quiet hours have moved.
func reminder(t testing.TB, event string, lead time.Duration, due string) alliance.Reminder {
	t.Helper()
	at := moment(t, due)
	return alliance.Reminder{Event: event, Start: at.Add(lead), Lead: lead, Due: at}
}

// due lists what is due, and finishes the tick.
func due(t testing.TB, store *Store, now string) []alliance.Reminder {
	t.Helper()
	found, err := store.DueReminders(t.Context(), moment(t, now))
	must(t, err)
	must(t, store.FinishTick(t.Context(), moment(t, now), found))
	return ofMembers(found)
}

// ofMembers leaves out those for who has a part in an event.
func ofMembers(due []alliance.Reminder) (left []alliance.Reminder) {
	for _, reminder := range due {
		if !reminder.Prepares {
			left = append(left, reminder)
		}
	}
	return left
}

// dispatched lists what is due, records that it has been sent, and finishes the tick.
func dispatched(t testing.TB, store *Store, now string) []alliance.Reminder {
	t.Helper()
	found := due(t, store, now)
	for _, reminder := range found {
		must(t, store.SkipReminder(t.Context(), reminder))
	}
	return found
}

// plannedFor lists what is to come due at all, as "event/minutes" or "event/minutes/quiet hours" by moment.
func plannedFor(t testing.TB, store *Store) map[string]string {
	t.Helper()
	planned := map[string]string{}
	slots, err := store.slots(t.Context())
	must(t, err)
	keys, err := store.redis.Keys(t.Context(), prefix+"reminders:starts:*").Result()
	must(t, err)
	for _, key := range keys {
		for field, value := range store.redis.HGetAll(t.Context(), key).Val() {
			event, ok := parseStart(field, value)
			if !ok || key != keyStarts(stretchOf(event.start)) {
				t.Errorf("%s: %s=%s", key, field, value)
			}
			for _, slot := range slots {
				if at, is := slot.due(event, alliance.Span{To: event.start}, zone(t)); is {
					_, name, _ := strings.Cut(remindedField(event.start, alliance.Slot{Lead: slot.lead, Quiet: slot.own}), "/")
					planned[field+"/"+name] += at.In(zone(t)).Format("01-02 15:04")
				}
			}
		}
	}
	return planned
}

func TestPlan(t *testing.T) {
	cancelled := func(event *alliance.Event) { event.Status = alliance.Cancelled }
	type planned = map[string]string
	for _, test := range []struct {
		name string
		puts map[string]alliance.Event // by moment
		want planned
	}{
		{"each lead time", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00")}, planned{"a/1440": "06-12 14:00", "a/60": "06-13 13:00"}},
		{"in quiet hours: brought forward", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 07:30")}, planned{"a/1440": "06-12 07:30", "a/60": "06-12 21:45"}},
		{"in quiet hours: put off", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 22:30")}, planned{"a/1440": "06-13 07:00", "a/60": "06-13 21:30"}},
		{"too late for one", map[string]alliance.Event{"06-13 09:00": event(t, "a", "06-13 14:00")}, planned{"a/60": "06-13 13:00"}},
		{"too late for all", map[string]alliance.Event{"06-13 13:00": event(t, "a", "06-13 14:00")}, planned{}},
		{"over", map[string]alliance.Event{"06-14 13:00": event(t, "a", "06-13 14:00")}, planned{}},
		{"cancelled from the first", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00", cancelled)}, planned{}},
		{"cancelled", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00"), "06-02 12:00": event(t, "a", "06-13 14:00", cancelled)}, planned{}},
		{"moved", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00"), "06-02 12:00": event(t, "a", "06-20 15:00")}, planned{"a/1440": "06-19 15:00", "a/60": "06-20 14:00"}},
		{"moved within the hour", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00"), "06-02 12:00": event(t, "a", "06-13 14:20")}, planned{"a/1440": "06-12 14:20", "a/60": "06-13 13:20"}},
		{"moved to today", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00"), "06-02 12:00": event(t, "a", "06-02 15:00")}, planned{"a/60": "06-02 14:00"}},
		{"cancelled and revived", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00", cancelled), "06-02 12:00": event(t, "a", "06-13 14:00")}, planned{"a/1440": "06-12 14:00", "a/60": "06-13 13:00"}},
		{"renamed", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00"), "06-02 12:00": event(t, "a", "06-13 14:00", until(t, "06-13 17:00"))}, planned{"a/1440": "06-12 14:00", "a/60": "06-13 13:00"}},
		{"renamed while one is overdue", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00"), "06-12 14:05": event(t, "a", "06-13 14:00", until(t, "06-13 17:00"))}, planned{"a/1440": "06-12 14:00", "a/60": "06-13 13:00"}},
		{"moved while one is overdue", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00"), "06-12 14:05": event(t, "a", "06-13 14:01")}, planned{"a/60": "06-13 13:01"}},
		{"cancelled while one is overdue", map[string]alliance.Event{"06-01 12:00": event(t, "a", "06-13 14:00"), "06-12 14:05": event(t, "a", "06-13 14:00", cancelled)}, planned{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			onEveryEngine(t, func(t *testing.T, store *Store) {
				for _, at := range sortedKeys(test.puts) {
					put(t, store, moment(t, at), test.puts[at])
				}
				same(t, "planned", plannedFor(t, store), test.want)
			})
		})
	}
}

// TestDueReminders lives through a day.
func TestDueReminders(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		none := []alliance.Reminder(nil)
		same(t, "first tick", due(t, store, "06-01 12:00"), none)
		put(t, store, moment(t, "06-01 12:00"), event(t, "b", "06-13 14:00"), event(t, "a", "06-13 14:00"), event(t, "c", "06-13 14:30"))
		same(t, "long before", due(t, store, "06-01 12:01"), none)
		same(t, "a minute before", due(t, store, "06-12 13:59"), none)
		same(t, "on the minute, by event", due(t, store, "06-12 14:00"), []alliance.Reminder{reminder(t, "a", day, "06-12 14:00"), reminder(t, "b", day, "06-12 14:00")})
		same(t, "again", due(t, store, "06-12 14:00"), none)

		late, err := store.DueReminders(t.Context(), moment(t, "06-12 14:31"))
		must(t, err)
		late = ofMembers(late)
		same(t, "before a crash", late, []alliance.Reminder{reminder(t, "c", day, "06-12 14:30")})
		same(t, "after the crash", due(t, store, "06-12 14:32"), late)
		same(t, "three hours of downtime", due(t, store, "06-13 14:10"), []alliance.Reminder{
			reminder(t, "a", time.Hour, "06-13 13:00"), reminder(t, "b", time.Hour, "06-13 13:00"), reminder(t, "c", time.Hour, "06-13 13:30"),
		})
	})
}

func TestDueRemindersAfterDowntime(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		due(t, store, "06-01 12:00")
		put(t, store, moment(t, "06-01 12:00"), event(t, "early", "06-05 14:00"), event(t, "late", "07-01 14:00"), event(t, "coming", "07-12 10:00"))
		same(t, "within the longest catch-up", due(t, store, "07-11 12:00"), []alliance.Reminder{
			reminder(t, "late", day, "06-30 14:00"), reminder(t, "late", time.Hour, "07-01 13:00"), reminder(t, "coming", day, "07-11 10:00"),
		})
		same(t, "afterwards", due(t, store, "07-12 09:00"), []alliance.Reminder{reminder(t, "coming", time.Hour, "07-12 09:00")})
	})
}

func TestDueRemindersWhileTheClockIsSet(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		none := []alliance.Reminder(nil)
		dispatched(t, store, "06-01 12:00")
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 14:00"), event(t, "b", "06-20 14:00"))
		same(t, "forth", dispatched(t, store, "06-12 18:00"), []alliance.Reminder{reminder(t, "a", day, "06-12 14:00")})
		same(t, "back", dispatched(t, store, "06-12 12:00"), none)
		put(t, store, moment(t, "06-12 12:00"), event(t, "c", "06-13 14:30"))
		same(t, "once more", dispatched(t, store, "06-12 14:30"), []alliance.Reminder{reminder(t, "c", day, "06-12 14:30")})
		same(t, "goes on", dispatched(t, store, "06-13 13:30"), []alliance.Reminder{reminder(t, "a", time.Hour, "06-13 13:00"), reminder(t, "c", time.Hour, "06-13 13:30")})
		same(t, "far forth", dispatched(t, store, "12-31 12:00"), none)
		same(t, "and back", dispatched(t, store, "06-13 13:31"), none)
	})
}

func TestSkipReminder(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		given := event(t, "a", "06-13 14:00")
		must(t, store.SkipReminder(t.Context(), reminder(t, "a", day, "06-12 14:00")))
		must(t, store.SkipReminder(t.Context(), reminder(t, "a", day, "06-12 14:00")))
		field := fmt.Sprintf("%d/1440", given.Start.Unix())
		same(t, "state", contents(t, store), map[string]any{keyReminded("a"): map[string]string{field: "skipped"}})
		same(t, "what ends by itself", mortals(t, store), []string{keyReminded("a")})

		begun, err := store.Begin(t.Context(), reminderDispatch("r1", given, day))
		must(t, err)
		same(t, "begun although skipped", begun, false)
		must(t, store.SkipReminder(t.Context(), alliance.Reminder{Event: "a", Start: time.Now().Add(-40 * day), Lead: day}))
		same(t, "state after one long ago", contents(t, store), map[string]any{})
	})
}
