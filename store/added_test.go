package store

import (
	"sync"
	"testing"
	"time"

	"alliancebot/alliance"
)

// replaced makes these lead times of whatever there was.
func replaced(leads ...time.Duration) func(alliance.Event) ([]time.Duration, error) {
	return func(alliance.Event) ([]time.Duration, error) { return leads, nil }
}

// TestLeadsAddedTogether: several organisers who add a lead time at the same moment lose none.
func TestLeadsAddedTogether(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 20:00"))
		want := []time.Duration{4 * time.Hour, 3 * time.Hour, 2 * time.Hour, time.Hour}
		var adding, reading sync.WaitGroup
		reading.Add(len(want))
		for _, lead := range want {
			adding.Go(func() {
				read := sync.OnceFunc(func() { reading.Done(); reading.Wait() }) // all of them have read the same event
				_, err := store.ChangeLeads(t.Context(), "a", func(event alliance.Event) ([]time.Duration, error) {
					read()
					return append(event.Leads, lead), nil
				}, moment(t, "06-12 12:00"))
				if err != nil {
					t.Error(err)
				}
			})
		}
		adding.Wait()
		found, err := store.Event(t.Context(), "a")
		must(t, err)
		same(t, "lead times", found.Leads, want)
	})
}

// TestAddedLeads: what an event adds comes due for the quiet hours of everybody, once where members have it anyway, moves with the
// event, stays when the event is imported again, and is forgotten when it is taken away.
func TestAddedLeads(t *testing.T) {
	const twoDays, half = 2 * day, 30 * time.Minute
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		due(t, store, "06-09 12:00")
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 07:20", unattended), event(t, "b", "06-13 07:20", unattended))
		choose(t, store, 1, nil, &alliance.Quiet{From: 12 * time.Hour, To: 14 * time.Hour})
		set := func(now string, leads ...time.Duration) alliance.Event {
			t.Helper()
			found, err := store.ChangeLeads(ctx, "a", replaced(leads...), moment(t, now))
			must(t, err)
			return found
		}
		same(t, "set", set("06-10 12:00", day, twoDays, half).Leads, []time.Duration{twoDays, day, half})
		put(t, store, moment(t, "06-10 13:00"), event(t, "a", "06-13 07:20", unattended, func(event *alliance.Event) { event.Venue = "elsewhere" }))
		found, err := store.Event(ctx, "a")
		must(t, err)
		same(t, "imported again", found.Leads, []time.Duration{twoDays, day, half})

		start := moment(t, "06-13 07:20")
		same(t, "two days before", dispatched(t, store, "06-11 07:20"), []alliance.Reminder{
			{Event: "a", Start: start, Lead: twoDays, Due: moment(t, "06-11 07:20")},
			{Event: "a", Start: start, Lead: twoDays, Quiet: "12:00-14:00", Due: moment(t, "06-11 07:20")},
		})
		same(t, "a day before, as for all", dispatched(t, store, "06-12 07:20"), []alliance.Reminder{
			{Event: "a", Start: start, Lead: day, Due: moment(t, "06-12 07:20")},
			{Event: "a", Start: start, Lead: day, Quiet: "12:00-14:00", Due: moment(t, "06-12 07:20")},
			{Event: "b", Start: start, Lead: day, Due: moment(t, "06-12 07:20")},
			{Event: "b", Start: start, Lead: day, Quiet: "12:00-14:00", Due: moment(t, "06-12 07:20")},
		})
		put(t, store, moment(t, "06-12 08:00"), event(t, "a", "06-13 09:20", unattended))
		set("06-12 09:00", half, 3*time.Hour)
		set("06-12 10:00", half)
		dispatched(t, store, "06-13 08:49")
		same(t, "moved", dispatched(t, store, "06-13 08:50"), []alliance.Reminder{
			{Event: "a", Start: moment(t, "06-13 09:20"), Lead: half, Due: moment(t, "06-13 08:50")},
			{Event: "a", Start: moment(t, "06-13 09:20"), Lead: half, Quiet: "12:00-14:00", Due: moment(t, "06-13 08:50")},
		})
		must(t, store.ForgetSlots(ctx))
		fields, err := store.redis.HKeys(ctx, keySlots).Result()
		must(t, err)
		same(t, "times", len(fields), 2) // half an hour, and the hours of member 1
		set("06-12 12:00")
		must(t, store.ForgetSlots(ctx))
		fields, err = store.redis.HKeys(ctx, keySlots).Result()
		must(t, err)
		same(t, "times when it is taken away", fields, []string{"/12:00-14:00"})
		keys, err := store.redis.Keys(ctx, prefix+"reminders:added:*").Result()
		must(t, err)
		same(t, "keys", keys, []string{})
		_, err = store.ChangeLeads(ctx, "missing", replaced(), moment(t, "06-12 12:00"))
		fails(t, "of no event", err, alliance.NotFound)
	})
}

// TestAddedLeadNotMadeUpFor: a lead time that is added when its moment is over reminds nobody.
func TestAddedLeadNotMadeUpFor(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		due(t, store, "06-12 12:00")
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 20:00"))
		_, err := store.ChangeLeads(t.Context(), "a", replaced(31*time.Hour), moment(t, "06-12 14:00")) // due at 13:00
		must(t, err)
		same(t, "due", due(t, store, "06-12 15:00"), []alliance.Reminder(nil))
	})
}

// TestAddedLeadStaysDue: to change one lead time of an event does not lose another that is due and that no tick has seen yet.
func TestAddedLeadStaysDue(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		due(t, store, "06-12 12:00")
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 20:00"))
		set := func(now string, leads ...time.Duration) {
			t.Helper()
			_, err := store.ChangeLeads(t.Context(), "a", replaced(leads...), moment(t, now))
			must(t, err)
		}
		set("06-12 12:00", 31*time.Hour, 20*time.Hour)
		set("06-12 13:30", 31*time.Hour, 2*time.Hour) // the first was due at 13:00
		same(t, "due", due(t, store, "06-12 15:00"), []alliance.Reminder{
			{Event: "a", Start: moment(t, "06-13 20:00"), Lead: 31 * time.Hour, Due: moment(t, "06-12 13:00")},
		})
	})
}
