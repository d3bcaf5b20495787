package embedded

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// LockedError says that another process has the store open; it can be reached at Socket, by DialSocket(Dir).
type LockedError struct{ Dir, Socket string }

func (err *LockedError) Error() string {
	return fmt.Sprintf("store %s is open in another process (it listens on %s)", err.Dir, err.Socket)
}

// acquire takes the lock of dir, which the system gives back when the file is closed or the process ends in any way.
func acquire(dir string) (*os.File, error) {
	path := filepath.Join(dir, "lock")
	lock, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) //nolint:gosec // the store's own directory
	if err != nil {
		return nil, fmt.Errorf("lock store %s: %w", dir, err)
	}
	err = syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		socket, nameErr := socketPath(dir)
		return nil, errors.Join(&LockedError{Dir: dir, Socket: socket}, nameErr, lock.Close())
	}
	if err == nil {
		err = writePID(lock)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("lock store %s: %w", dir, err), lock.Close())
	}
	return lock, nil
}

// writePID tells people who holds the lock; nothing reads it. A full disk does not matter.
func writePID(lock *os.File) error {
	if err := lock.Truncate(0); err != nil {
		return err
	}
	_, err := lock.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return nil
	}
	return err
}
