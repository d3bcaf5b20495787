package main_test

import (
	"net"
	"os"
	"os/exec"
	"testing"
	"time"
)

// redisServer is a real Redis of the test's own.
type redisServer struct {
	*process
	address, folder string
}

// startRedis starts a Redis that keeps what it acknowledged. Where the machine has none, the test is skipped; in CI it fails.
func startRedis(t *testing.T) *redisServer {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("redis-server is not installed")
		}
		t.Skip("SKIPPED: redis-server is not installed, so nothing was tried on a real Redis")
	}
	server := &redisServer{address: freePort(t), folder: t.TempDir()}
	server.start(t)
	return server
}

// start starts it, for the first time or again on what it had stored.
func (r *redisServer) start(t *testing.T) {
	t.Helper()
	host, port, err := net.SplitHostPort(r.address)
	if err != nil {
		t.Fatal(err)
	}
	r.process = launch(t, settings{}, "redis-server", "--bind", host, "--port", port, "--dir", r.folder,
		"--save", "", "--appendonly", "yes", "--appendfsync", "always")
	if _, ok := r.out.await("Ready to accept connections", 10*time.Second); !ok {
		t.Fatalf("redis-server does not start:\n%s", r.out)
	}
}

func (r *redisServer) settings() settings { return settings{"REDIS_URL": "redis://" + r.address} }

// stores runs a test on the embedded store and on a real Redis, side by side.
func stores(t *testing.T, test func(t *testing.T, store settings)) {
	t.Helper()
	t.Run("embedded", func(t *testing.T) {
		t.Parallel()
		test(t, settings{})
	})
	t.Run("redis", func(t *testing.T) {
		t.Parallel()
		test(t, startRedis(t).settings())
	})
}
