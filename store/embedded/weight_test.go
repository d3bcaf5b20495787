package embedded

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"
)

// TestWeightIsOfWhatReplayDoes: a store that is opened again knows as well as before how much there is to replay.
func TestWeightIsOfWhatReplayDoes(t *testing.T) {
	options := Options{Dir: t.TempDir(), Now: newTestClock().read, Sync: time.Hour}
	engine := start(t, options)
	client := connect(t, engine)
	fill(t, client)
	if err := client.Eval(t.Context(), longScript, []string{"long"}, 1000).Err(); err != nil {
		t.Fatal(err)
	}
	if engine.since < engine.journal.size+1000*calledWeight {
		t.Errorf("a script that calls a thousand commands weighs %d with %d bytes", engine.since, engine.journal.size)
	}
	options.Dir = copyOf(t, options.Dir)
	if again := start(t, options); again.since != engine.since {
		t.Errorf("opened again it weighs %d, before %d", again.since, engine.since)
	}
}

const longScript = `for i = 1, tonumber(ARGV[1]) do redis.call('HSET', KEYS[1], i, i) end return 1`

// TestFewLongScriptsAreCompacted: that a script is long does not show in the bytes of its run.
func TestFewLongScriptsAreCompacted(t *testing.T) {
	engine := start(t, Options{Dir: t.TempDir(), Sync: time.Hour, CompactAt: 1 << 20})
	if err := connect(t, engine).Eval(t.Context(), longScript, []string{"long"}, 2000).Err(); err != nil {
		t.Fatal(err)
	}
	wait(t, func() bool { return exists(t, engine.path("snapshot-2")) && !exists(t, engine.path("journal-1")) })
}

// TestCloseReplacesWhatHasGrown: who wrote much leaves a snapshot, who wrote little leaves the journal.
func TestCloseReplacesWhatHasGrown(t *testing.T) {
	for _, test := range []struct {
		calls    int
		replaced bool
	}{{10, false}, {500, true}} {
		t.Run(strconv.Itoa(test.calls), func(t *testing.T) {
			options := Options{Dir: t.TempDir(), Now: newTestClock().read, Sync: time.Hour, CompactAt: 1 << 20}
			engine := start(t, options)
			if err := connect(t, engine).Eval(t.Context(), longScript, []string{"long"}, test.calls).Err(); err != nil {
				t.Fatal(err)
			}
			want := contentOf(t, engine)
			if err := engine.Close(); err != nil {
				t.Fatal(err)
			}
			if exists(t, engine.path("snapshot-2")) != test.replaced || exists(t, engine.path("journal-1")) == test.replaced {
				t.Errorf("replaced by a snapshot, or not: want %v", test.replaced)
			}
			if got := contentOf(t, start(t, options)); got != want {
				t.Errorf("opened again\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestCloseWithoutRoomLeavesTheJournal: what cannot be replaced stays, and is no reason to complain.
func TestCloseWithoutRoomLeavesTheJournal(t *testing.T) {
	disk := &failingDisk{}
	options := Options{Dir: t.TempDir(), Now: newTestClock().read, Sync: time.Hour, CompactAt: 1 << 20, disk: disk}
	engine := start(t, options)
	if err := connect(t, engine).Eval(t.Context(), longScript, []string{"long"}, 500).Err(); err != nil {
		t.Fatal(err)
	}
	want := contentOf(t, engine)
	for _, space := range []int64{0, headerSize} {
		disk.space.Store(space)
		disk.full.Store(true)
		if err := engine.Close(); err != nil {
			t.Fatal(fmt.Errorf("with room for %d bytes: %w", space, err))
		}
		disk.full.Store(false)
		engine = start(t, options)
		if got := contentOf(t, engine); got != want {
			t.Errorf("with room for %d bytes, opened again\n%s\nwant\n%s", space, got, want)
		}
	}
}

func exists(t *testing.T, path string) bool {
	t.Helper()
	_, err := os.Stat(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return err == nil
}
