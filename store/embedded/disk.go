package embedded

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
)

// disk is what the store does to files; tests let it fail.
type disk interface {
	create(path string) (file, error) // empty, mode 0600
	open(path string) (file, error)   // what is there already, for writing
	rename(from, to string) error
	remove(path string) error
	syncDir(path string) error
}

type file interface {
	io.Writer
	io.WriterAt
	io.Closer
	Sync() error
	Truncate(size int64) error
}

type osDisk struct{}

func (osDisk) create(path string) (file, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_RDWR, 0o600) //nolint:gosec // the store's own directory
}

func (osDisk) open(path string) (file, error) {
	return os.OpenFile(path, os.O_RDWR, 0o600) //nolint:gosec // the store's own directory
}

func (osDisk) rename(from, to string) error { return os.Rename(from, to) }

func (osDisk) remove(path string) error { return os.Remove(path) }

func (osDisk) syncDir(path string) error {
	dir, err := os.Open(path) //nolint:gosec // the store's own directory
	if err != nil {
		return err
	}
	defer dir.Close() //nolint:errcheck // it was only read
	return dir.Sync()
}

// The files of the store are numbered by generation: snapshot-N is the state at the moment journal-N begins.
const (
	journalPrefix  = "journal-"
	snapshotPrefix = "snapshot-"
	unfinished     = ".tmp"
)

func journalName(generation uint64) string { return fmt.Sprintf("%s%d", journalPrefix, generation) }

func snapshotName(generation uint64) string { return fmt.Sprintf("%s%d", snapshotPrefix, generation) }

// inventory is what files there are, each list in ascending order.
type inventory struct {
	journals, snapshots []uint64
	leftovers           []string // snapshots that were never finished
}

func takeInventory(dir string) (inventory, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return inventory{}, err
	}
	var found inventory
	for _, entry := range entries {
		name := entry.Name()
		if strings.HasPrefix(name, snapshotPrefix) && strings.HasSuffix(name, unfinished) {
			found.leftovers = append(found.leftovers, name)
		}
		if generation, ok := generationOf(name, journalPrefix); ok {
			found.journals = append(found.journals, generation)
		}
		if generation, ok := generationOf(name, snapshotPrefix); ok {
			found.snapshots = append(found.snapshots, generation)
		}
	}
	slices.Sort(found.journals)
	slices.Sort(found.snapshots)
	return found, nil
}

func generationOf(name, prefix string) (uint64, bool) {
	digits, ok := strings.CutPrefix(name, prefix)
	generation, err := strconv.ParseUint(digits, 10, 64)
	return generation, ok && err == nil && generation > 0 && strconv.FormatUint(generation, 10) == digits
}
