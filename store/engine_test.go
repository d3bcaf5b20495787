package store

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"go.uber.org/goleak"

	"alliancebot/alliance"
	"alliancebot/store/embedded"
)

func TestMain(m *testing.M) {
	redis.SetLogger(silence{}) // it would tell of every connection that tests let fail
	goleak.VerifyTestMain(m)
}

type silence struct{}

func (silence) Printf(context.Context, string, ...any) {}

// engines are what the store must run on alike; each opens an empty one of its own for the test.
func engines() map[string]func(testing.TB) *Store {
	return map[string]func(testing.TB) *Store{"embedded": openEmbedded, "redis": openRedis}
}

// onEveryEngine runs test on an empty store of each engine, and looks at the keys that are left: one without the hash tag
// would break on Redis Cluster.
func onEveryEngine(t *testing.T, test func(t *testing.T, store *Store)) {
	t.Helper()
	for name, open := range engines() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			store := open(t)
			test(t, store)
			for key := range contents(t, store) {
				if !strings.HasPrefix(key, "{alliance}:") {
					t.Errorf("key %q does not carry the hash tag", key)
				}
			}
		})
	}
}

func openEmbedded(t testing.TB) *Store {
	t.Helper()
	engine, err := embedded.Open(embedded.Options{Dir: t.TempDir(), Sync: time.Hour, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	return closing(t, ConnectThrough(engine.Dial, plan(t)))
}

func openRedis(t testing.TB) *Store {
	t.Helper()
	socket := filepath.Join(startRedis(t, "--port", "0", "--unixsocket", "redis.sock"), "redis.sock")
	store, err := Connect("unix://"+socket, plan(t))
	if err != nil {
		t.Fatal(err)
	}
	return closing(t, store)
}

func closing(t testing.TB, store *Store) *Store {
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// startRedis runs a redis-server in a folder of its own, which it returns, until the test ends.
func startRedis(t testing.TB, options ...string) string {
	t.Helper()
	path, err := exec.LookPath("redis-server")
	if err != nil && os.Getenv("CI") != "" {
		t.Fatal("CI must test the store on a real Redis, but there is no redis-server in PATH")
	}
	if err != nil {
		t.Skip("NOT TESTED ON A REAL REDIS: there is no redis-server in PATH")
	}
	dir, err := os.MkdirTemp("", "redis") // the path of a unix socket must be short, and that of t.TempDir is not
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	options = append(options, "--dir", dir)
	if !slices.Contains(options, "--sentinel") {
		options = append(options, "--save", "", "--appendonly", "no")
	}
	command := exec.CommandContext(context.WithoutCancel(t.Context()), path, options...)
	command.Dir = dir
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	drained := make(chan struct{})
	t.Cleanup(func() {
		_ = command.Process.Kill()
		<-drained
		_ = command.Wait() // says only that it was killed
	})
	awaitReady(t, output, drained)
	return dir
}

// awaitReady reads what redis-server says until it takes connections, and goes on reading until it ends.
func awaitReady(t testing.TB, output io.Reader, drained chan<- struct{}) {
	t.Helper()
	ready := make(chan bool, 1)
	go func() {
		defer close(drained)
		var said strings.Builder
		for lines := bufio.NewScanner(output); lines.Scan(); {
			said.WriteString(lines.Text() + "\n")
			if strings.Contains(lines.Text(), "eady to accept connections") || strings.Contains(lines.Text(), "+monitor master") {
				ready <- true
				_, _ = io.Copy(io.Discard, output)
				return
			}
		}
		t.Log(said.String())
		ready <- false
	}()
	if !<-ready {
		t.Fatal("redis-server does not start")
	}
}

// plan is the community's: two lead times, quiet nights.
func plan(t testing.TB) alliance.Plan {
	t.Helper()
	return alliance.Plan{Leads: []time.Duration{24 * time.Hour, time.Hour}, Quiet: alliance.Quiet{From: 22 * time.Hour, To: 7 * time.Hour}, Zone: zone(t)}
}

func zone(t testing.TB) *time.Location {
	t.Helper()
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return shanghai
}
