package embedded

import (
	"testing"
	"time"
)

func TestExpiryAcrossReopen(t *testing.T) {
	clock := newTestClock()
	options := Options{Dir: t.TempDir(), Now: clock.read, Sync: time.Hour}
	engine := start(t, options)
	client := connect(t, engine)
	ctx := t.Context()
	left := func(key string) time.Duration {
		engine.tick()
		return client.PTTL(ctx, key).Val()
	}
	reopen := func() {
		options.Dir = copyOf(t, options.Dir)
		engine = start(t, options)
		client = connect(t, engine)
	}
	expect := func(moment, key string, want time.Duration) {
		t.Helper()
		if got := left(key); got != want {
			t.Errorf("%s: %s has %v left, want %v", moment, key, got, want)
		}
	}
	client.Set(ctx, "minute", "", time.Minute)
	client.Set(ctx, "eternal", "", 0)
	clock.move(20 * time.Second)
	client.Set(ctx, "day", "", 24*time.Hour)
	client.ExpireAt(ctx, "eternal", clock.read().Add(time.Hour))
	expect("written", "minute", 40*time.Second)
	clock.move(10 * time.Second) // after the last record
	reopen()
	expect("reopened", "minute", 30*time.Second)
	expect("reopened", "day", 24*time.Hour-10*time.Second)
	expect("reopened", "eternal", time.Hour-10*time.Second)
	if err := engine.compact(); err != nil {
		t.Fatal(err)
	}
	clock.move(29 * time.Second)
	reopen()
	expect("compacted", "minute", time.Second)
	clock.move(-time.Hour) // the wall clock is set back while the store is closed: nothing expires, nothing lives on longer
	reopen()
	expect("set back", "minute", 30*time.Second)
	clock.move(30 * time.Second)
	expect("over", "minute", -2)
	reopen()
	clock.move(48 * time.Hour)
	expect("days later", "day", -2)
	if keys := client.DBSize(ctx).Val(); keys != 0 {
		t.Errorf("%d keys are left", keys)
	}
}

// TestExpiryBetweenRecords takes a lock that has run out: replay must find it run out too, and another still held.
func TestExpiryBetweenRecords(t *testing.T) {
	clock := newTestClock()
	options := Options{Dir: t.TempDir(), Now: clock.read, Sync: time.Hour}
	engine := start(t, options)
	client := connect(t, engine)
	ctx := t.Context()
	for range 300 {
		client.SetNX(ctx, "lock", clock.read().UnixMilli(), 70*time.Millisecond)
		clock.move(7 * time.Millisecond)
	}
	want := contentOf(t, engine)
	options.Dir = copyOf(t, options.Dir)
	if got := contentOf(t, start(t, options)); got != want {
		t.Errorf("reopened: %s, want %s", got, want)
	}
}
