package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// failingDisk fails at everything once it has done so many operations, the last one of which, a write, half.
type failingDisk struct {
	osDisk
	armed atomic.Bool
	left  atomic.Int64 // operations
	space atomic.Int64 // bytes that can still be written; only while limited
	full  atomic.Bool
}

var errCrashed = errors.New("the machine is gone")

func (disk *failingDisk) operate() error {
	if disk.armed.Load() && disk.left.Add(-1) < 0 {
		return errCrashed
	}
	return nil
}

func (disk *failingDisk) create(path string) (file, error) {
	if err := disk.operate(); err != nil {
		return nil, err
	}
	file, err := disk.osDisk.create(path)
	return &failingFile{file, disk}, err
}

func (disk *failingDisk) rename(from, to string) error {
	return errors.Join(disk.operate(), disk.ifAlive(func() error { return disk.osDisk.rename(from, to) }))
}

func (disk *failingDisk) remove(path string) error {
	return errors.Join(disk.operate(), disk.ifAlive(func() error { return disk.osDisk.remove(path) }))
}

func (disk *failingDisk) syncDir(path string) error {
	return errors.Join(disk.operate(), disk.ifAlive(func() error { return disk.osDisk.syncDir(path) }))
}

func (disk *failingDisk) ifAlive(operation func() error) error {
	if disk.armed.Load() && disk.left.Load() < 0 {
		return nil
	}
	return operation()
}

type failingFile struct {
	file
	disk *failingDisk
}

func (file *failingFile) Write(content []byte) (int, error) {
	return file.half(content, file.file.Write)
}

func (file *failingFile) WriteAt(content []byte, at int64) (int, error) {
	return file.half(content, func(part []byte) (int, error) { return file.file.WriteAt(part, at) })
}

// half writes all, or half and an error.
func (file *failingFile) half(content []byte, write func([]byte) (int, error)) (int, error) {
	dying := file.disk.armed.Load() && file.disk.left.Load() == 0
	err := file.disk.operate()
	if err == nil && file.disk.full.Load() && file.disk.space.Add(-int64(len(content))) < 0 {
		dying, err = true, syscall.ENOSPC
	}
	switch {
	case dying:
		n, _ := write(content[:len(content)/2])
		return n, err
	case err != nil:
		return 0, err
	}
	return write(content)
}

func (file *failingFile) Sync() error {
	return errors.Join(file.disk.operate(), file.disk.ifAlive(file.file.Sync))
}

func (file *failingFile) Truncate(size int64) error {
	return errors.Join(file.disk.operate(), file.disk.ifAlive(func() error { return file.file.Truncate(size) }))
}

// TestCrashAtEachStepOfCompaction lets the disk go after each of a compaction's operations, and reopens what is there.
func TestCrashAtEachStepOfCompaction(t *testing.T) {
	clock := newTestClock()
	for steps := int64(0); ; steps++ {
		disk := &failingDisk{}
		options := Options{Dir: t.TempDir(), Now: clock.read, Sync: time.Hour, disk: disk}
		engine := start(t, options)
		client := connect(t, engine)
		fill(t, client)
		if err := engine.compact(); err != nil {
			t.Fatal(err)
		}
		fill(t, client)
		disk.left.Store(steps)
		disk.armed.Store(true)
		crashed := engine.compact()
		for i := range 3 {
			_ = client.Set(t.Context(), fmt.Sprintf("after-%d", i), "value", 0).Err()
		}
		want := contentOf(t, engine)
		options = Options{Dir: copyOf(t, options.Dir), Now: clock.read}
		for range 2 {
			engine = start(t, options)
			if got := contentOf(t, engine); got != want {
				t.Fatalf("crash after %d operations (%v): reopened\n%s\nwant\n%s", steps, crashed, got, want)
			}
			if err := connect(t, engine).Set(t.Context(), "again", "value", 0).Err(); err != nil {
				t.Fatal(err)
			}
			want = contentOf(t, engine)
			if err := engine.compact(); err != nil {
				t.Fatal(err)
			}
			_ = engine.Close()
		}
		if crashed == nil {
			t.Logf("%d operations", steps)
			return
		}
	}
}

// TestFailedCompactionGoesOn writes on after a compaction for which there was no room.
func TestFailedCompactionGoesOn(t *testing.T) {
	disk := &failingDisk{}
	options := Options{Dir: t.TempDir(), Sync: time.Hour, disk: disk, Now: newTestClock().read}
	engine := start(t, options)
	client := connect(t, engine)
	fill(t, client)
	for _, space := range []int64{0, headerSize, 2000} {
		disk.space.Store(space)
		disk.full.Store(true)
		if err := engine.compact(); !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
		disk.full.Store(false)
		fill(t, client)
		want := contentOf(t, engine)
		if got := contentOf(t, start(t, Options{Dir: copyOf(t, options.Dir), Now: options.Now})); got != want {
			t.Errorf("reopened\n%s\nwant\n%s", got, want)
		}
	}
	if err := engine.compact(); err != nil {
		t.Fatal(err)
	}
	if old, err := filepath.Glob(engine.path("*-1")); err != nil || len(old) > 0 {
		t.Errorf("left over: %v, %v", old, err)
	}
}

func TestFullDisk(t *testing.T) {
	disk := &failingDisk{}
	options := Options{Dir: t.TempDir(), Sync: time.Hour, disk: disk, Now: newTestClock().read}
	engine := start(t, options)
	client := connect(t, engine)
	ctx := t.Context()
	fill(t, client)
	before := contentOf(t, engine)
	disk.full.Store(true)
	for range 3 {
		if err := client.Set(ctx, "key", strings.Repeat("x", 1000), 0).Err(); err == nil || !strings.HasPrefix(err.Error(), "MISCONF ") {
			t.Fatalf("a write on a full disk: %v", err)
		}
		pipeline := client.TxPipeline()
		pipeline.Set(ctx, "key", "value", 0)
		if _, err := pipeline.Exec(ctx); err == nil {
			t.Fatal("a transaction on a full disk was executed")
		}
		if err := client.Get(ctx, "renamed").Err(); err != nil {
			t.Fatal(err)
		}
	}
	if got := contentOf(t, engine); got != before {
		t.Errorf("changed by what was refused:\n%s", got)
	}
	if got := contentOf(t, start(t, Options{Dir: copyOf(t, options.Dir), Now: options.Now})); got != before {
		t.Errorf("reopened\n%s", got)
	}
	disk.full.Store(false)
	fill(t, client)
	want := contentOf(t, engine)
	if got := contentOf(t, start(t, Options{Dir: copyOf(t, options.Dir), Now: options.Now})); got != want {
		t.Errorf("reopened once there was room again\n%s\nwant\n%s", got, want)
	}
}

func TestCompactionUnderWriters(t *testing.T) {
	clock := newTestClock()
	options := Options{Dir: t.TempDir(), Now: clock.read, Sync: time.Millisecond, CompactAt: 20 << 10, Log: slog.New(slog.DiscardHandler)}
	engine := start(t, options)
	client := connect(t, engine)
	var writers sync.WaitGroup
	for writer := range 8 {
		writers.Go(func() {
			for i := range 500 {
				key := fmt.Sprintf("hash-%d", (writer+i)%20)
				if err := client.HIncrBy(t.Context(), key, "field", 1).Err(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	want := contentOf(t, engine)
	if total := strings.Count(want, "HSET"); total != 20 {
		t.Errorf("%d hashes", total)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(engine.path("journal-1")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing was compacted: %v", err)
	}
	if got := contentOf(t, start(t, options)); got != want {
		t.Errorf("reopened\n%s\nwant\n%s", got, want)
	}
}
