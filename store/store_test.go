package store

import (
	"context"
	"net"
	"path/filepath"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// TestObserve counts round trips. What a script or a missing value makes Redis answer is no failure.
func TestObserve(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		must(t, store.Ping(t.Context()))
		_, _, _, err := store.Names(t.Context())
		must(t, err)
		must(t, store.Resign(t.Context(), "one")) // now all connections are there
		var answers []bool
		store.Observe(func(took time.Duration, ok bool) {
			if took <= 0 {
				t.Errorf("a round trip took %s", took)
			}
			answers = append(answers, ok)
		})
		must(t, store.Ping(t.Context()))
		_, err = store.Member(t.Context(), 7)
		fails(t, "missing member", err, alliance.NotFound)
		_, err = store.Lead(t.Context(), "one", time.Hour)
		must(t, err)
		_, _, _, err = store.Names(t.Context())
		must(t, err)
		same(t, "answers: PING, HGET, EVALSHA, EVAL, pipeline", answers, []bool{true, true, true, true, true})
		must(t, store.redis.Set(t.Context(), keyEvents, "no hash", 0).Err())
		_, err = store.Event(t.Context(), "a")
		fails(t, "a value of another type", err, alliance.Unavailable)
		same(t, "answers: SET, HGET", answers[5:], []bool{true, false})
	})
}

// TestCrowd keeps every connection for members busy: the lead is kept, and updates are taken in, all the same.
func TestCrowd(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		client, ok := store.redis.(*redis.Client)
		if !ok {
			t.Fatalf("a client of type %T", store.redis)
		}
		for range client.Options().PoolSize {
			taken := client.Conn()
			defer func() { must(t, taken.Close()) }()
			must(t, taken.Ping(t.Context()).Err())
		}
		soon, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer stop()
		fails(t, "a member in the crowd", store.Ping(soon), alliance.Unavailable)
		leads, err := store.Lead(t.Context(), "one", time.Hour)
		must(t, err)
		same(t, "leads", leads, true)
		now := moment(t, "06-13 09:00")
		_, err = store.Beat(t.Context(), "one", now)
		must(t, err)
		same(t, "taken in", accept(t, store, "one", now, updates(7)...), []int64{7})
		same(t, "taken in once more", accept(t, store, "one", now, updates(7, 8)...), []int64{7, 8})
		_, left := unfinished(t, store, "one")
		same(t, "unfinished", left, []string{"7", "8"})
		_, err = store.Lease(t.Context(), "b", now, now.Add(time.Minute), 1)
		must(t, err)
		_, err = store.Settle(t.Context(), "b", []dispatch.Settlement{{Chat: 7, Lease: now}})
		must(t, err)
		_, err = store.State(t.Context(), "b")
		fails(t, "state of no dispatch", err, alliance.NotFound)
		must(t, store.Resign(t.Context(), "one"))
	})
}

// TestUnavailable asks a Redis that is not there: every method says so, and soon.
func TestUnavailable(t *testing.T) {
	store, err := Connect("unix://"+filepath.Join(t.TempDir(), "none.sock"), plan(t))
	must(t, err)
	closing(t, store)
	ctx, now := t.Context(), moment(t, "06-13 09:00")
	for name, ask := range map[string]func() error{
		"Ping":       func() error { return store.Ping(ctx) },
		"Migrations": func() error { return store.Migrations(ctx) },
		"Event":      func() error { _, err := store.Event(ctx, "a"); return err },
		"PutEvents": func() error {
			_, err := store.PutEvents(ctx, []alliance.Event{event(t, "a", "06-13 14:00")}, now)
			return err
		},
		"Find":          func() error { _, err := store.Find(ctx, alliance.Query{}, 0, 1); return err },
		"Upcoming":      func() error { _, err := store.Upcoming(ctx, now, nil, 1); return err },
		"Names":         func() error { _, _, _, err := store.Names(ctx); return err },
		"Member":        func() error { _, err := store.Member(ctx, 7); return err },
		"ChangeMember":  func() error { _, err := store.ChangeMember(ctx, 7, func(*alliance.Member) {}); return err },
		"DueReminders":  func() error { _, err := store.DueReminders(ctx, now); return err },
		"FinishTick":    func() error { return store.FinishTick(ctx, now, nil) },
		"Accept":        func() error { _, err := store.Accept(ctx, "one", updates(7), now); return err },
		"Finish":        func() error { return store.Finish(ctx, "one", updates(7)[0]) },
		"Unfinished":    func() error { _, err := store.Unfinished(ctx, "one"); return err },
		"Payload":       func() error { _, err := store.Payload(ctx, updates(7)[0]); return err },
		"ForgetSlots":   func() error { return store.ForgetSlots(ctx) },
		"LastDigests":   func() error { _, err := store.LastDigests(ctx, now); return err },
		"FinishDigests": func() error { return store.FinishDigests(ctx, now) },
		"Snoozes":       func() error { _, err := store.Snoozes(ctx, 7, now); return err },
		"Snooze":        func() error { return store.Snooze(ctx, "a", 7, now) },
		"SkipReminder":  func() error { return store.SkipReminder(ctx, alliance.Reminder{Event: "a", Start: now}) },
		"Beat":          func() error { _, err := store.Beat(ctx, "one", now); return err },
		"Lead":          func() error { _, err := store.Lead(ctx, "one", time.Hour); return err },
		"Resign":        func() error { return store.Resign(ctx, "one") },
		"Begin":         func() error { _, err := store.Begin(ctx, broadcast("b", now)); return err },
		"Dispatch":      func() error { _, err := store.Dispatch(ctx, "b"); return err },
		"Active":        func() error { _, err := store.Active(ctx); return err },
		"Append":        func() error { return store.Append(ctx, "b", "0", "end", nil) },
		"Lease":         func() error { _, err := store.Lease(ctx, "b", now, now, 1); return err },
		"Settle":        func() error { _, err := store.Settle(ctx, "b", nil); return err },
		"Conclude":      func() error { _, err := store.Conclude(ctx, "b", now); return err },
		"Withdraw":      func() error { return store.Withdraw(ctx, "b") },
		"Tally":         func() error { _, err := store.Tally(ctx, "b"); return err },
		"Outcome":       func() error { _, err := store.Outcome(ctx, "b", alliance.Place{Chat: 7}); return err },
		"DueNotices":    func() error { _, err := store.DueNotices(ctx, now); return err },
		"FinishNotice":  func() error { return store.FinishNotice(ctx, alliance.Burst{}) },
		"NoticeDue":     func() error { _, err := store.NoticeDue(ctx, "a"); return err },
		"ChangeLeads":   func() error { _, err := store.ChangeLeads(ctx, "a", replaced(), now); return err },
		"Tellings":      func() error { _, err := store.Tellings(ctx, "a"); return err },
		"Heard":         func() error { _, err := store.Heard(ctx, []string{"a"}, []int64{7}); return err },
		"Draft":         func() error { _, err := store.Draft(ctx, 7); return err },
		"Migrate":       func() error { return store.Migrate(ctx, 7, 8) },
		"Menus":         func() error { _, err := store.Menus(ctx); return err },
		"Export":        func() error { return store.Export(ctx, nil) },
	} {
		fails(t, name, ask(), alliance.Unavailable)
	}
}

// TestTimeouts asks a Redis that takes connections and never answers.
func TestTimeouts(t *testing.T) {
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	store, err := Connect("redis://"+listener.Addr().String(), plan(t))
	must(t, err)
	closing(t, store)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	begun := time.Now()
	fails(t, "ping under a deadline", store.Ping(ctx), alliance.Unavailable)
	if took := time.Since(begun); took > time.Second {
		t.Errorf("a deadline of 50 ms was kept after %s", took)
	}
}
