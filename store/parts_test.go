package store

import (
	"slices"
	"testing"
	"time"

	"alliancebot/alliance"
)

// preparations lists what those are to be told who have a part in an event, and finishes the tick.
func preparations(t testing.TB, store *Store, now string) (found []alliance.Reminder) {
	t.Helper()
	all, err := store.DueReminders(t.Context(), moment(t, now))
	must(t, err)
	must(t, store.FinishTick(t.Context(), moment(t, now), all))
	for _, reminder := range all {
		if reminder.Prepares {
			found = append(found, reminder)
		}
	}
	return found
}

// TestPreparations: they come due at their times and in no quiet hours, for events in which somebody has a part, as soon as that is so;
// what was over then is not made up for, and none comes twice.
func TestPreparations(t *testing.T) {
	const hour = time.Hour
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx, none := t.Context(), []alliance.Reminder(nil)
		prepare := func(event, start string, lead time.Duration, due string) alliance.Reminder {
			return alliance.Reminder{Event: event, Start: moment(t, start), Lead: lead, Due: moment(t, due), Prepares: true}
		}
		choose(t, store, 1, []time.Duration{day}, &alliance.Quiet{From: 12 * hour, To: 15 * hour})
		own := func(of alliance.Reminder, due string) alliance.Reminder {
			of.Quiet, of.Due = "12:00-15:00", moment(t, due)
			return of
		}
		due(t, store, "06-01 12:00")
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 08:00"), event(t, "b", "06-13 14:00", unattended))
		week := prepare("a", "06-13 08:00", 7*day, "06-06 08:00")
		same(t, "a week before", preparations(t, store, "06-06 08:00"), []alliance.Reminder{week, own(week, "06-06 08:00")})
		put(t, store, moment(t, "06-07 12:00"), event(t, "b", "06-13 14:00", func(event *alliance.Event) { event.Speakers = nil }))
		same(t, "late", preparations(t, store, "06-11 12:00"), none)
		first, second := prepare("a", "06-13 08:00", day, "06-12 08:00"), prepare("b", "06-13 14:00", day, "06-12 14:00")
		same(t, "a day before", preparations(t, store, "06-12 14:00"), []alliance.Reminder{first, own(first, "06-12 08:00"), second})
		same(t, "after own hours", preparations(t, store, "06-12 15:00"), []alliance.Reminder{own(second, "06-12 15:00")})
		last := prepare("a", "06-13 08:00", 2*hour, "06-12 21:45")
		same(t, "before quiet hours", preparations(t, store, "06-12 21:45"), []alliance.Reminder{last})
		begin(t, store, alliance.Dispatch{
			ID: "p", Purpose: alliance.ForPreparation, Event: "b", Start: moment(t, "06-13 14:00"), Created: moment(t, "06-12 14:00"),
			Audience: alliance.Audience{Slots: []alliance.Slot{second.Slot(), own(second, "06-12 15:00").Slot()}},
		})
		begun, err := store.Dispatch(ctx, "p")
		must(t, err)
		same(t, "covered", begun.Audience.Slots, []alliance.Slot{{Lead: day, Prepares: true}, {Lead: day, Quiet: "12:00-15:00", Prepares: true}})
		tellings, err := store.Tellings(ctx, "b")
		must(t, err)
		same(t, "told", tellings, slices.Repeat([]alliance.Telling{{Dispatch: "p", Start: moment(t, "06-13 14:00"), Lead: day, Prepares: true}}, 2))
		same(t, "with the clock set back", preparations(t, store, "06-12 13:00"), none)
		same(t, "and forth", preparations(t, store, "06-12 15:00"), none)
		must(t, store.SkipReminder(ctx, last))
		must(t, store.SkipReminder(ctx, own(last, "06-13 06:00")))
		put(t, store, moment(t, "06-12 16:00"), event(t, "b", "06-13 14:00", unattended))
		same(t, "when nobody has a part", preparations(t, store, "06-13 13:00"), none)
	})
}

// TestMigrationOfParts: events of an earlier program are prepared too.
func TestMigrationOfParts(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 14:00"))
		want := contents(t, store)
		must(t, store.redis.Del(t.Context(), keySlots, keyAdded(stretchOf(moment(t, "06-13 14:00")))).Err())
		must(t, store.redis.Set(t.Context(), keySchema, "2", 0).Err())
		must(t, store.Migrations(t.Context()))
		same(t, "schema", store.redis.Get(t.Context(), keySchema).Val(), "3")
		got := contents(t, store)
		for key := range want {
			if key != keySlots && key != keyChanges && got[key] == nil {
				t.Errorf("%s is missing", key)
			}
		}
		due(t, store, "06-05 12:00")
		same(t, "due", len(preparations(t, store, "06-06 14:00")), 1)
	})
}

// TestAnswers: the last answer of each speaker is kept, until a week after the event.
func TestAnswers(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		start := moment(t, "06-13 14:00")
		answer := func(expert string, comes bool) alliance.Answer {
			return alliance.Answer{Expert: expert, Comes: comes, Start: start, At: moment(t, "06-12 14:00")}
		}
		found, err := store.Answers(ctx, "a")
		must(t, err)
		same(t, "none", found, []alliance.Answer{})
		must(t, store.Answer(ctx, "a", 1, answer("Wang Gang", false)))
		must(t, store.Answer(ctx, "a", 1, answer("Wang Gang", true)))
		found, err = store.Answers(ctx, "a")
		must(t, err)
		same(t, "kept", found, []alliance.Answer{answer("Wang Gang", true)})
		ends, err := store.redis.ExpireTime(ctx, keyAnswers("a")).Result()
		must(t, err)
		same(t, "end", ends, time.Duration(start.Add(rememberReminders).Unix())*time.Second)
	})
}
