package embedded

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
)

// journal is the file that writes are appended to.
type journal struct {
	name       string
	file       file
	generation uint64
	seed       uint32 // of the checksums
	size       int64  // up to the end of the last whole record
	torn       bool   // there may be a piece of a record after size
	unsynced   atomic.Bool
}

// createJournal begins the journal of a generation; it is on disk, name and header, when this returns.
func (engine *Engine) createJournal(generation uint64) (*journal, error) {
	name := journalName(generation)
	file, err := engine.options.disk.create(engine.path(name))
	if err != nil {
		return nil, fmt.Errorf("create journal %s: %w", name, err)
	}
	header := appendHeader(nil, kindJournal, generation, newSalt())
	_, err = file.WriteAt(header, 0)
	if err == nil {
		err = file.Sync()
	}
	if err == nil {
		err = engine.options.disk.syncDir(engine.options.Dir)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("begin journal %s: %w", name, err), file.Close(), engine.options.disk.remove(engine.path(name)))
	}
	seed, _ := headerSeed(header, kindJournal, generation)
	return &journal{name: name, file: file, generation: generation, seed: seed, size: headerSize}, nil
}

// append writes whole records. After an error the file is as before, or made so ahead of the next append.
func (journal *journal) append(records []byte, sync bool) error {
	if err := journal.mend(); err != nil {
		return err
	}
	_, err := journal.file.WriteAt(records, journal.size)
	if err == nil && sync {
		err = journal.file.Sync()
	}
	if err != nil {
		journal.torn = true
		return errors.Join(err, journal.mend())
	}
	journal.size += int64(len(records))
	journal.unsynced.Store(!sync)
	return nil
}

// mend cuts off a piece of a record.
func (journal *journal) mend() error {
	if !journal.torn {
		return nil
	}
	if err := journal.file.Truncate(journal.size); err != nil {
		return err
	}
	journal.torn = false
	return nil
}

// sync brings what was written since the last time to the disk.
func (engine *Engine) sync() {
	engine.turn.Lock()
	journal := engine.journal
	engine.turn.Unlock()
	if !journal.unsynced.Swap(false) {
		return
	}
	err := journal.file.Sync()
	if err != nil && !errors.Is(err, os.ErrClosed) { // closed: a compaction has synced it and gone on
		journal.unsynced.Store(true)
		engine.options.Log.Error("store cannot sync its journal: a power cut now would lose writes", "file", journal.name, "error", err)
	}
}

func newSalt() uint64 {
	var salt [8]byte
	_, _ = rand.Read(salt[:]) // never fails (crypto/rand)
	return binary.LittleEndian.Uint64(salt[:])
}
