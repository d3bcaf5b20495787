package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// nameReplica names this process among those that share a store. The name is kept in dir, so that a process started again
// takes its lead and its updates back at once; where another process of the machine holds it, the name is a new one.
func nameReplica(dir string) (name string, release func(), err error) {
	fresh := strings.ToLower(rand.Text()[:12])
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", nil, fmt.Errorf("make DATA_DIR: %w", err)
	}
	file, err := os.OpenFile(filepath.Join(dir, "replica"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return "", nil, fmt.Errorf("open replica name: %w", err)
	}
	if syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		return fresh, func() {}, file.Close()
	}
	release = func() { _ = file.Close() } // the lock goes with the file
	kept := make([]byte, 64)
	n, _ := file.ReadAt(kept, 0)
	if name = strings.TrimSpace(string(kept[:n])); name != "" {
		return name, release, nil
	}
	if _, err := file.WriteAt([]byte(fresh), 0); err != nil {
		release()
		return "", nil, fmt.Errorf("write replica name: %w", err)
	}
	return fresh, release, nil
}
