package embedded

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(helperDir); dir != "" {
		writeUntilKilled(dir)
	}
	goleak.VerifyTestMain(m)
}

// start opens a store and closes it when the test ends.
func start(t testing.TB, options Options) *Engine {
	t.Helper()
	if options.Log == nil {
		options.Log = slog.New(slog.DiscardHandler)
	}
	engine, err := Open(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	return engine
}

// connect is a go-redis client of the store.
func connect(t testing.TB, engine *Engine) *redis.Client {
	t.Helper()
	return client(t, engine.Dial)
}

func client(t testing.TB, dial dialer) *redis.Client {
	t.Helper()
	client := redis.NewClient(&redis.Options{
		Dialer:                   dial,
		MaintNotificationsConfig: &maintnotifications.Config{Mode: maintnotifications.ModeDisabled},
	})
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// contentOf is the whole state, one command a line.
func contentOf(t testing.TB, engine *Engine) string {
	t.Helper()
	engine.turn.Lock()
	defer engine.turn.Unlock()
	engine.advance()
	return linesOf(t, engine.state)
}

func linesOf(t testing.TB, state *state) string {
	t.Helper()
	commands, err := state.commands()
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for _, command := range commands {
		fmt.Fprintf(&lines, "%q\n", command)
	}
	return lines.String()
}

// copyOf is the directory as a killed process would leave it.
func copyOf(t testing.TB, dir string) string {
	t.Helper()
	target := t.TempDir()
	for _, pattern := range []string{"journal-*", "snapshot-*"} {
		paths, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			writeFile(t, filepath.Join(target, filepath.Base(path)), content)
		}
	}
	return target
}

func writeFile(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// fill uses every type of data, a script and a transaction.
func fill(t testing.TB, client *redis.Client) {
	t.Helper()
	ctx := t.Context()
	members := make([]any, 1300)
	for i := range members {
		members[i] = fmt.Sprintf("member %d\x00\r\n喆", i)
	}
	script := redis.NewScript(`redis.call('HINCRBY', KEYS[1], ARGV[1], 2) return redis.call('HGET', KEYS[1], ARGV[1])`)
	_, err := client.TxPipelined(ctx, func(transaction redis.Pipeliner) error {
		transaction.Set(ctx, "string", "", time.Hour)
		transaction.HSet(ctx, "hash", "field", "value", "empty", "")
		transaction.RPush(ctx, "list", members...)
		transaction.SAdd(ctx, "set", members...)
		transaction.ZAdd(ctx, "zset", redis.Z{Score: 0.1 + 0.2, Member: "a"}, redis.Z{Score: 1e300, Member: "b"})
		script.Eval(ctx, transaction, []string{"hash"}, "counter")
		return nil
	})
	errs := []error{err}
	for range 3 {
		errs = append(errs, script.Run(ctx, client, []string{"hash"}, "counter").Err())
	}
	errs = append(errs,
		client.ZAdd(ctx, "zset", redis.Z{Score: -1.5e-300, Member: ""}).Err(),
		client.LTrim(ctx, "list", 1, -2).Err(),
		client.Rename(ctx, "string", "renamed").Err(),
		client.EvalRO(ctx, `return redis.call('GET', KEYS[1])`, []string{"renamed"}).Err(),
	)
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func TestReopenEqualsBefore(t *testing.T) {
	now := time.UnixMilli(1_790_000_000_000)
	options := Options{Dir: filepath.Join(t.TempDir(), "new"), Now: func() time.Time { return now }}
	engine := start(t, options)
	fill(t, connect(t, engine))
	want := contentOf(t, engine)
	if got := contentOf(t, start(t, Options{Dir: copyOf(t, options.Dir), Now: options.Now})); got != want {
		t.Errorf("after a kill:\n%s\nwant\n%s", got, want)
	}
	if err := engine.compact(); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(engine.Close(), engine.Close()); err != nil {
		t.Fatal(err)
	}
	engine = start(t, options)
	if got := contentOf(t, engine); got != want {
		t.Errorf("after a compaction:\n%s\nwant\n%s", got, want)
	}
	counter, err := connect(t, engine).HGet(t.Context(), "hash", "counter").Int()
	if err != nil || counter != 8 {
		t.Errorf("counter is %d, %v; want 8", counter, err)
	}
	for name, want := range map[string]os.FileMode{"": 0o700, "lock": 0o600, "journal-2": 0o600, "snapshot-2": 0o600, "redis.sock": 0o600} {
		info, err := os.Stat(engine.path(name))
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("mode of %q is not %v: %v, %v", name, want, info, err)
		}
	}
}

func TestLocked(t *testing.T) {
	dir := t.TempDir()
	engine := start(t, Options{Dir: dir})
	_, err := Open(Options{Dir: dir})
	locked, ok := errors.AsType[*LockedError](err)
	if !ok || locked.Dir != dir || locked.Socket == "" {
		t.Fatalf("second Open: %v", err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := engine.Dial(t.Context(), "", ""); err == nil {
		t.Error("a closed store was dialled")
	}
	if _, err := Open(Options{Dir: filepath.Join(dir, "lock")}); err == nil {
		t.Error("a file was opened as a store")
	}
	start(t, Options{Dir: dir})
}

func TestRefusals(t *testing.T) {
	engine := start(t, Options{Dir: t.TempDir()})
	ctx := t.Context()
	for _, command := range [][]any{
		{"WATCH", "key"},
		{"blpop", "key", 1},
		{"SELECT", 1},
		{"SPOP", "key"},
		{"BITOP", "OR", "a", "b", "c"},
		{"XADD", "key", "*", "a", "b"},
		{"MOVE", "key", 1},
		{"HEXPIRE", "key", 1, "FIELDS", 1, "f"},
		{"EVAL", "return redis.call('spop', 'key')", 0},
		{"EVAL", "return redis.call('SELECT', '1')", 0},
	} {
		err := connect(t, engine).Do(ctx, command...).Err()
		if err == nil || !strings.Contains(err.Error(), "embedded store") {
			t.Errorf("%v: %v", command, err)
		}
	}
	client := connect(t, engine)
	_, err := client.TxPipelined(ctx, func(transaction redis.Pipeliner) error {
		transaction.Set(ctx, "key", "value", 0)
		transaction.SPop(ctx, "set")
		return nil
	})
	if err == nil || client.Exists(ctx, "key").Val() != 0 {
		t.Errorf("a transaction with a refused command: %v", err)
	}
}

func TestPanicEndsOnlyItsConnection(t *testing.T) {
	dir := t.TempDir()
	engine := start(t, Options{Dir: dir})
	client := connect(t, engine)
	ctx := t.Context()
	if err := client.Eval(ctx, "return function() end", nil).Err(); err == nil { // miniredis panics with its lock held
		t.Error("no error")
	}
	if err := client.Set(ctx, "key", "value", 0).Err(); err != nil {
		t.Fatal(err)
	}
	want := contentOf(t, engine)
	if got := contentOf(t, start(t, Options{Dir: copyOf(t, dir)})); got != want {
		t.Errorf("reopened: %s, want %s", got, want)
	}
}

// TestLongPipeline sends more than any buffer holds before it reads the first reply.
func TestLongPipeline(t *testing.T) {
	client := connect(t, start(t, Options{Dir: t.TempDir(), Sync: time.Second}))
	ctx := t.Context()
	value := strings.Repeat("x", 100<<10)
	for range 3 {
		_, err := client.Pipelined(ctx, func(pipeline redis.Pipeliner) error {
			for range 50 {
				pipeline.Set(ctx, "key", value, 0)
				pipeline.Get(ctx, "key")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestSubscription(t *testing.T) {
	engine := start(t, Options{Dir: t.TempDir()})
	client := connect(t, engine)
	ctx := t.Context()
	subscription := client.Subscribe(ctx, "news")
	if _, err := subscription.Receive(ctx); err != nil {
		t.Fatal(err)
	}
	if err := client.Publish(ctx, "news", "text").Err(); err != nil {
		t.Fatal(err)
	}
	message, err := subscription.ReceiveMessage(ctx)
	if err != nil || message.Payload != "text" {
		t.Fatalf("received %v, %v", message, err)
	}
	if err := subscription.Ping(ctx); err != nil {
		t.Fatal(err)
	}
	if err := subscription.Close(); err != nil {
		t.Fatal(err)
	}
	wait(t, func() bool { return client.PubSubNumSub(ctx, "news").Val()["news"] == 0 })
}

// wait returns once the condition holds.
func wait(t testing.TB, condition func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	ticker := time.NewTicker(time.Millisecond)
	defer ticker.Stop()
	for !condition() {
		select {
		case <-ctx.Done():
			t.Fatal("the condition was not met in time")
		case <-ticker.C:
		}
	}
}
