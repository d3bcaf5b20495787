package store

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// TestCluster runs the story on a Redis Cluster of one node, which refuses commands and scripts whose keys belong to several
// slots as one of many nodes does.
func TestCluster(t *testing.T) {
	t.Parallel()
	port, bus := freePort(t), freePort(t)
	startRedis(t, "--port", port, "--bind", "127.0.0.1", "--cluster-enabled", "yes", "--cluster-port", bus)
	node := redis.NewClient(&redis.Options{Addr: "127.0.0.1:" + port})
	t.Cleanup(func() { _ = node.Close() })
	must(t, node.Do(t.Context(), "CLUSTER", "ADDSLOTSRANGE", 0, 16383).Err())
	awaits(t, "the cluster comes up", func(ctx context.Context) bool { // which takes it two seconds
		return strings.Contains(node.ClusterInfo(ctx).Val(), "cluster_state:ok")
	})

	store, err := Connect(fmt.Sprintf("redis://127.0.0.1:%s,localhost:%[1]s", port), plan(t))
	must(t, err)
	closing(t, store)
	if err := node.MSet(t.Context(), "a", "1", "b", "2").Err(); !redis.HasErrorPrefix(err, "CROSSSLOT") {
		t.Fatalf("this is no cluster: %v", err)
	}
	fill(t, store)
	page, err := store.Find(t.Context(), alliance.Query{Speakers: []string{"wang gang"}}, 0, 9)
	must(t, err)
	same(t, "found", idsOf(page.Events), []string{"b"})
	upcoming, err := store.Upcoming(t.Context(), moment(t, "06-01 00:00"), nil, 9)
	must(t, err)
	same(t, "upcoming", idsOf(upcoming), []string{"a", "b"})
	member, err := store.Member(t.Context(), 4)
	must(t, err)
	same(t, "member", member.ID, int64(4))

	var written bytes.Buffer
	must(t, store.Export(t.Context(), &written))
	must(t, store.Withdraw(t.Context(), "running")) // as is done on the way
	before := contents(t, store)
	_, err = store.Restore(t.Context(), &written, true)
	must(t, err)
	before[keyChanges] = []string{"1 a", "2 b", "3 b", "4 "}
	same(t, "restored", contents(t, store), before)
	for key := range before {
		if !strings.HasPrefix(key, "{alliance}:") {
			t.Errorf("key %q does not carry the hash tag", key)
		}
	}
}

// awaits looks again and again until a condition holds.
func awaits(t *testing.T, what string, holds func(context.Context) bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for !holds(ctx) {
		select {
		case <-look.C:
		case <-ctx.Done():
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// ports counts the ports given away, from below those that the system gives to connections: one of these could be taken between
// looking and listening.
var ports atomic.Int64

// freePort is a loopback port on which nobody listens.
func freePort(t *testing.T) string {
	t.Helper()
	const first, many = 5000, 7000
	for range many {
		port := strconv.FormatInt(first+(int64(os.Getpid())*97+ports.Add(1))%many, 10)
		if listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:"+port); err == nil {
			must(t, listener.Close())
			return port
		}
	}
	t.Fatal("no free port")
	return ""
}
