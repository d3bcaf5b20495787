package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// TestSentinel runs the story through a Sentinel that watches a Redis and its replica, and goes on when the first one dies.
func TestSentinel(t *testing.T) {
	t.Parallel()
	first, second, watch := freePort(t), freePort(t), freePort(t)
	startRedis(t, "--port", first, "--bind", "127.0.0.1", "--repl-diskless-sync-delay", "0")
	startRedis(t, "--port", second, "--bind", "127.0.0.1", "--replicaof", "127.0.0.1 "+first)
	startRedis(t, sentinelFile(t, watch, first), "--sentinel")
	master, replica := nodeAt(t, first), nodeAt(t, second)

	store, err := Connect("redis://127.0.0.1:"+watch+"?master_name=main", plan(t))
	must(t, err)
	closing(t, store)
	fill(t, store)
	before := contents(t, store)
	sentinel := redis.NewSentinelClient(&redis.Options{Addr: "127.0.0.1:" + watch})
	t.Cleanup(func() { _ = sentinel.Close() })
	awaits(t, "the Sentinel knows of the replica", func(ctx context.Context) bool { return len(sentinel.Replicas(ctx, "main").Val()) == 1 })
	awaits(t, "the replica has everything", func(ctx context.Context) bool {
		return strings.Contains(replica.Info(ctx, "replication").Val(), "master_link_status:up") && master.Wait(ctx, 1, 0).Val() == 1
	})

	_ = master.ShutdownNoSave(t.Context()).Err() // its answer is the end of the connection
	fails(t, "nobody there", store.Ping(t.Context()), alliance.Unavailable)
	awaits(t, "the replica has taken over", func(ctx context.Context) bool { return store.Ping(ctx) == nil })
	awaits(t, "the lead too", func(ctx context.Context) bool { _, err := store.Lead(ctx, "one", time.Hour); return err == nil })
	delete(before, keyLeader) // it ends by itself
	after := contents(t, store)
	delete(after, keyLeader)
	same(t, "what is there afterwards", after, before)
	put(t, store, moment(t, "06-01 12:00"), event(t, "c", "06-20 14:00"))
	same(t, "who has it", replica.HExists(t.Context(), keyEvents, "c").Val(), true)
}

// sentinelFile is the configuration of a Sentinel, which writes what it finds out into the file. On a busy machine a Redis may be
// silent for a while without being down.
func sentinelFile(t *testing.T, port, master string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sentinel.conf")
	text := fmt.Sprintf("bind 127.0.0.1\nport %s\nsentinel monitor main 127.0.0.1 %s 1\nsentinel down-after-milliseconds main 2000\n", port, master)
	must(t, os.WriteFile(path, []byte(text), 0o600))
	return path
}

func nodeAt(t *testing.T, port string) *redis.Client {
	t.Helper()
	node := redis.NewClient(&redis.Options{Addr: "127.0.0.1:" + port})
	t.Cleanup(func() { _ = node.Close() })
	return node
}
