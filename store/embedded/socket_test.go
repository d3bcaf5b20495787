package embedded

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"
)

func TestSecondProcess(t *testing.T) {
	for name, dir := range map[string]string{
		"short": t.TempDir(),
		"long":  filepath.Join(t.TempDir(), strings.Repeat("long", 40)),
	} {
		t.Run(name, func(t *testing.T) {
			path, err := socketPath(dir)
			if err != nil {
				t.Fatal(err)
			}
			if name == "long" {
				t.Cleanup(func() { _ = os.Remove(filepath.Dir(path)) })
			}
			writeStale(t, path)
			engine := start(t, Options{Dir: dir})
			second := client(t, DialSocket(dir))
			fill(t, second)
			ctx := t.Context()
			value := strings.Repeat("x", 1<<20)
			_, err = second.Pipelined(ctx, func(pipeline redis.Pipeliner) error { // more than the socket buffers hold
				for range 10 {
					pipeline.Set(ctx, "key", value, 0)
					pipeline.Get(ctx, "key")
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := connect(t, engine).Get(ctx, "key").Val(); got != value {
				t.Errorf("got %d bytes", len(got))
			}
			if err := engine.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the socket is left: %v", err)
			}
			if _, err := DialSocket(dir)(ctx, "", ""); err == nil {
				t.Error("a closed store was dialled")
			}
		})
	}
}

// writeStale leaves a socket as a killed process does.
func writeStale(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	stale, err := net.ListenUnix("unix", &net.UnixAddr{Name: path})
	if err != nil {
		t.Fatal(err)
	}
	stale.SetUnlinkOnClose(false)
	if err := stale.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOwnDirectory(t *testing.T) {
	path := filepath.Join(t.TempDir(), "open")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := ownDirectory(path); err != nil {
		t.Error(err)
	}
	if err := os.Chmod(path, 0o755); err != nil { //nolint:gosec // that is the point
		t.Fatal(err)
	}
	if err := ownDirectory(path); err == nil {
		t.Error("a directory open to others was taken")
	}
}
