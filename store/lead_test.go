package store

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

func TestLead(t *testing.T) {
	const long, short = time.Hour, 30 * time.Millisecond
	onEveryEngine(t, func(t *testing.T, store *Store) {
		lead := func(replica string, term time.Duration) bool {
			leads, err := store.Lead(t.Context(), replica, term)
			must(t, err)
			return leads
		}
		same(t, "nobody led", lead("one", long), true)
		same(t, "the leader goes on", lead("one", long), true)
		same(t, "another one", lead("two", long), false)
		must(t, store.Resign(t.Context(), "two"))
		same(t, "another one, who resigned without leading", lead("two", long), false)
		must(t, store.Resign(t.Context(), "one"))
		must(t, store.Resign(t.Context(), "one"))
		same(t, "after the leader resigned", lead("two", long), true)
		same(t, "the former leader", lead("one", long), false)

		begun := time.Now()
		same(t, "the leader goes on, for a short term", lead("two", short), true)
		for !lead("one", long) {
			continue // the term runs out by the engine's own clock
		}
		// The embedded engine may end a term by one step of its clock too early.
		if led := time.Since(begun); led < short-10*time.Millisecond {
			t.Errorf("the lead was taken over after %s of %s", led, short)
		}
		same(t, "the one whose term is over", lead("two", long), false)
		same(t, "state", contents(t, store), map[string]any{keyLeader: "one"})
		same(t, "what ends by itself", mortals(t, store), []string{keyLeader})
	})
}

// TestResignTooLate lets another replica take the lead over as soon as the one who resigns has said anything.
func TestResignTooLate(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		_, err := store.Lead(t.Context(), "one", time.Hour)
		must(t, err)
		store.vital.AddHook(&takeover{next: "two"})
		must(t, store.Resign(t.Context(), "one"))
		same(t, "state", contents(t, store), map[string]any{keyLeader: "two"})
	})
}

// takeover is a hook that puts another leader in place, once, after a command.
type takeover struct {
	next string
	once sync.Once
}

func (*takeover) DialHook(next redis.DialHook) redis.DialHook { return next }

func (*takeover) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func (hook *takeover) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, command redis.Cmder) error {
		err := next(ctx, command)
		if err == nil {
			hook.once.Do(func() { err = next(ctx, redis.NewStatusCmd(ctx, "set", keyLeader, hook.next)) })
		}
		return err
	}
}
