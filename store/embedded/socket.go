package embedded

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"
)

// socketLimit is the longest path, in bytes, that every system takes for a unix socket.
const socketLimit = 100

// DialSocket connects to the process that has the store in dir open. It is a Dialer for go-redis: network and addr do not
// matter.
func DialSocket(dir string) func(ctx context.Context, network, addr string) (net.Conn, error) {
	return func(ctx context.Context, _, _ string) (net.Conn, error) {
		path, err := socketPath(dir)
		if err != nil {
			return nil, fmt.Errorf("dial store %s: %w", dir, err)
		}
		var dialer net.Dialer
		conn, err := dialer.DialContext(ctx, "unix", path)
		if err != nil {
			return nil, fmt.Errorf("dial store %s: %w", dir, err)
		}
		return conn, nil
	}
}

// socketPath is redis.sock in dir or, where that is too long, in a directory of the user's own among the temporary files.
func socketPath(dir string) (string, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if resolved, err := filepath.EvalSymlinks(absolute); err == nil {
		absolute = resolved
	}
	path := filepath.Join(absolute, "redis.sock")
	if len(path) <= socketLimit {
		return path, nil
	}
	sum := sha256.Sum256([]byte(absolute))
	private := filepath.Join(os.TempDir(), "alliancebot-"+hex.EncodeToString(sum[:8]))
	return filepath.Join(private, "redis.sock"), ownDirectory(private)
}

// ownDirectory makes a directory in which nobody else can have put anything, or finds it to be so.
func ownDirectory(path string) error {
	if err := os.Mkdir(path, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	owner, known := info.Sys().(*syscall.Stat_t)
	if !info.IsDir() || info.Mode().Perm() != 0o700 || !known || int(owner.Uid) != os.Getuid() {
		return fmt.Errorf("%s is not a directory of this user's alone (mode 0700)", path)
	}
	return nil
}

// listen opens the socket; one that is there is of a process that has died, since we hold the lock.
func listen(dir string) (net.Listener, error) {
	path, err := socketPath(dir)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	listener, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}

// accept serves second processes until the listener is closed.
func (engine *Engine) accept() {
	for {
		conn, err := engine.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			engine.options.Log.Warn("store cannot accept a connection", "error", err)
			select {
			case <-engine.stop:
				return
			case <-time.After(tickInterval): // out of descriptors, perhaps: not at once again
			}
			continue
		}
		engine.work.Go(func() { engine.splice(conn) })
	}
}

// splice serves an outside connection by one within, whose replies wait in memory for a client that is still sending.
func (engine *Engine) splice(conn net.Conn) {
	defer conn.Close() //nolint:errcheck // nothing is lost: the client has its replies or is gone
	inner, err := engine.Dial(context.Background(), "", "")
	if err != nil {
		return
	}
	var sending sync.WaitGroup
	sending.Go(func() {
		_, _ = io.Copy(conn, inner) // until the session ends; an error is the client's end
		_ = conn.Close()
	})
	_, _ = io.Copy(inner, conn)
	_ = inner.Close()
	sending.Wait()
}
