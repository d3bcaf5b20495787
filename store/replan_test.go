package store

import (
	"encoding/json"
	"strconv"
	"testing"
	"time"

	"alliancebot/alliance"
)

// under is the same store as a process with another configuration has it.
func under(store *Store, change func(*Plan)) *Store {
	other := *store
	change(&other.own)
	return &other
}

func awake(plan *Plan) { plan.Quiet = alliance.Quiet{} }

func replan(t *testing.T, store *Store, now string, want int) {
	t.Helper()
	events, err := store.Replan(t.Context(), moment(t, now))
	must(t, err)
	same(t, "events planned anew", events, want)
}

func TestReplan(t *testing.T) {
	type planned = map[string]string
	for _, test := range []struct {
		name   string
		change func(*Plan)
		want   planned
	}{
		{"as it was", func(*Plan) {}, planned{"a/1440": "06-12 07:30", "a/60": "06-12 21:45", "b/1440": "06-12 14:00", "b/60": "06-13 13:00"}},
		{"no quiet hours", awake, planned{"a/1440": "06-12 07:30", "a/60": "06-13 06:30", "b/1440": "06-12 14:00", "b/60": "06-13 13:00"}},
		{
			"another zone", func(plan *Plan) { plan.Zone = time.FixedZone("Asia/Tokyo", 9*3600) },
			planned{"a/1440": "06-12 07:30", "a/60": "06-13 06:30", "b/1440": "06-12 14:00", "b/60": "06-13 13:00"},
		},
		{
			"other lead times", func(plan *Plan) { plan.Leads = []time.Duration{3 * day, day, 30 * time.Minute} },
			planned{"a/4320": "06-10 07:30", "a/1440": "06-12 07:30", "a/30": "06-13 07:00", "b/4320": "06-10 14:00", "b/1440": "06-12 14:00", "b/30": "06-13 13:30"},
		},
		{"no lead times", func(plan *Plan) { plan.Leads = nil }, planned{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			onEveryEngine(t, func(t *testing.T, store *Store) {
				due(t, store, "06-01 11:59")
				cancelled := event(t, "c", "06-20 14:00", func(event *alliance.Event) { event.Status = alliance.Cancelled })
				put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 07:30"), event(t, "b", "06-13 14:00"), event(t, "over", "05-13 14:00"), cancelled)
				replan(t, store, "06-01 12:00", 0)
				changed, want := under(store, test.change), 2
				if test.name == "as it was" {
					want = 0
				}
				replan(t, changed, "06-01 12:01", want)
				same(t, "planned", plannedFor(t, store), test.want)
				state := contents(t, store)
				replan(t, under(store, test.change), "06-01 12:02", 0)
				same(t, "state after another replica's start", contents(t, store), state)

				put(t, store, moment(t, "06-01 12:03"), event(t, "a", "06-23 07:30"), event(t, "b", "06-23 14:00"))
				put(t, changed, moment(t, "06-01 12:04"), event(t, "a", "06-13 07:30"), event(t, "b", "06-13 14:00"))
				same(t, "planned by whoever moves the events there and back", plannedFor(t, store), test.want)
			})
		})
	}
}

// TestReplanOverdue changes the plan while reminders are overdue: only the new plan counts, and what it missed comes late.
func TestReplanOverdue(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		due(t, store, "06-01 12:00")
		put(t, store, moment(t, "06-01 12:00"), event(t, "morning", "06-13 07:30"), event(t, "noon", "06-13 12:00"), event(t, "night", "06-13 23:30"))
		due(t, store, "06-12 21:00")
		// Down from 21:00 to 23:40, and by the old plan the morning's hour was due at 21:45.
		replan(t, under(store, awake), "06-12 23:40", 3)
		same(t, "planned", plannedFor(t, store), map[string]string{
			"morning/60": "06-13 06:30", "noon/60": "06-13 11:00", "night/1440": "06-12 23:30", "night/60": "06-13 22:30",
		})
		same(t, "due late", due(t, store, "06-12 23:40"), []alliance.Reminder{reminder(t, "night", day, "06-12 23:30")})
		// The quiet hours are back: by them the morning's moment has passed, and it does not come at the one that was. The night's comes
		// again, but the ledger knows that it was sent.
		replan(t, store, "06-12 23:50", 3)
		same(t, "planned, the plan being back", plannedFor(t, store), map[string]string{"noon/60": "06-13 11:00", "night/1440": "06-13 07:00", "night/60": "06-13 21:45"})
	})
}

// TestReplanInterrupted has a process end while it planned anew, and the next one start with yet another configuration.
func TestReplanInterrupted(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		put(t, store, moment(t, "06-01 12:00"), event(t, "a", "06-13 07:30"), event(t, "b", "06-14 07:30"), event(t, "c", "06-15 07:30"))
		first := under(store, awake)
		current, err := store.planning(t.Context())
		must(t, err)
		current, err = first.enforce(t.Context(), current)
		must(t, err)
		_, err = first.moveBatch(t.Context(), current, []string{"a"}, moment(t, "06-01 12:00"), moment(t, "06-01 12:00"))
		must(t, err)
		same(t, "planned halfway", plannedFor(t, store), map[string]string{
			"a/1440": "06-12 07:30", "a/60": "06-13 06:30", "b/1440": "06-13 07:30", "b/60": "06-13 21:45", "c/1440": "06-14 07:30", "c/60": "06-14 21:45",
		})
		put(t, store, moment(t, "06-01 12:01"), event(t, "c", "06-16 07:30"))
		second := under(store, func(plan *Plan) { plan.Quiet = alliance.Quiet{From: 20 * time.Hour, To: 7 * time.Hour} })
		replan(t, second, "06-01 12:02", 3)
		want := map[string]string{
			"a/1440": "06-12 07:30", "a/60": "06-12 19:45", "b/1440": "06-13 07:30", "b/60": "06-13 19:45", "c/1440": "06-15 07:30", "c/60": "06-15 19:45",
		}
		same(t, "planned", plannedFor(t, store), want)
		_, err = first.moveBatch(t.Context(), current, []string{"a"}, moment(t, "06-01 12:00"), moment(t, "06-01 12:00"))
		fails(t, "the first one going on", err, alliance.Internal)
		same(t, "planned after that", plannedFor(t, store), want)
	})
}

func TestPlanAsText(t *testing.T) {
	text, err := json.Marshal(plan(t))
	must(t, err)
	same(t, "text", string(text), `{"leads":[86400000000000,3600000000000],"quiet":{"from":79200000000000,"to":25200000000000},"zone":"Asia/Shanghai"}`)
	var read Plan
	must(t, json.Unmarshal(text, &read))
	same(t, "read", read, plan(t))
	for _, wrong := range []string{`[]`, `{"zone":"Asia/Nowhere"}`} {
		if json.Unmarshal([]byte(wrong), &read) == nil {
			t.Errorf("%s is read", wrong)
		}
	}
}

// BenchmarkReplan changes the quiet hours there and back.
func BenchmarkReplan(b *testing.B) {
	for name, open := range engines() {
		b.Run(name, func(b *testing.B) {
			store := open(b)
			const many = 10_000
			events := make([]alliance.Event, many)
			for i := range events {
				events[i] = event(b, alliance.EventID(strconv.Itoa(i)), "06-15 07:30")
				events[i].Start = events[i].Start.Add(time.Duration(i) * time.Hour)
			}
			now := moment(b, "06-01 12:00")
			put(b, store, now, events...)
			plans := []*Store{under(store, awake), store}
			for b.Loop() {
				planned, err := plans[0].Replan(b.Context(), now)
				if must(b, err); planned != many {
					b.Fatalf("%d events", planned)
				}
				plans[0], plans[1] = plans[1], plans[0]
			}
		})
	}
}
