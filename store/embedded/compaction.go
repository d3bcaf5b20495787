package embedded

import (
	"errors"
	"fmt"
	"io/fs"
)

// compactions runs those that are asked for, one after the other.
func (engine *Engine) compactions() {
	for {
		select {
		case <-engine.stop:
			return
		case <-engine.compaction:
		}
		if err := engine.compact(); err != nil {
			engine.options.Log.Error("store cannot write its state anew; the journal grows on", "error", err)
		}
	}
}

// compactIfWorthwhile asks for a compaction once the journals have grown past the limit. The caller holds the turn.
func (engine *Engine) compactIfWorthwhile() {
	if engine.since < engine.options.CompactAt || engine.since <= 2*engine.base || engine.since < engine.after {
		return
	}
	select {
	case engine.compaction <- struct{}{}:
	default:
	}
}

// compact writes the whole state into a new snapshot and removes what came before it. At every moment the files on disk
// make up the whole state. Writes wait only while the state is copied in memory.
func (engine *Engine) compact() error {
	engine.sync() // so that less is left to sync while writes wait
	old, at, commands, err := engine.rotate()
	if err != nil {
		return err
	}
	size, err := engine.writeSnapshot(old.generation+1, at, commands)
	if err != nil {
		return fmt.Errorf("write %s: %w", snapshotName(old.generation+1), err)
	}
	engine.turn.Lock()
	engine.base, engine.since, engine.after = size, engine.journal.size, 0
	engine.turn.Unlock()
	if err := engine.sweep(old.generation + 1); err != nil {
		return err
	}
	engine.options.Log.Info("store compacted", "file", snapshotName(old.generation+1), "bytes", size)
	return nil
}

// rotate copies the state and begins the journal of what comes after the copy.
func (engine *Engine) rotate() (old *journal, at int64, commands [][]string, err error) {
	engine.turn.Lock()
	defer engine.turn.Unlock()
	engine.after = engine.since + engine.options.CompactAt
	old = engine.journal
	if engine.closed || old.torn {
		return nil, 0, nil, errors.New("the journal is not in order")
	}
	if commands, err = engine.state.commands(); err != nil {
		return nil, 0, nil, err
	}
	if err := old.file.Sync(); err != nil { // a later journal is on disk only if this one is
		return nil, 0, nil, fmt.Errorf("sync %s: %w", old.name, err)
	}
	next, err := engine.createJournal(old.generation + 1)
	if err != nil {
		return nil, 0, nil, err
	}
	engine.journal = next
	if err := old.file.Close(); err != nil {
		engine.options.Log.Warn("store cannot close a journal it is done with", "file", old.name, "error", err)
	}
	return old, engine.state.at, commands, nil
}

// sweep removes all files from before a generation whose snapshot is there, and snapshots that were never finished.
func (engine *Engine) sweep(generation uint64) error {
	found, err := takeInventory(engine.options.Dir)
	if err != nil {
		return fmt.Errorf("list store: %w", err)
	}
	names := found.leftovers
	for _, old := range found.journals {
		if old < generation {
			names = append(names, journalName(old))
		}
	}
	for _, old := range found.snapshots {
		if old < generation {
			names = append(names, snapshotName(old))
		}
	}
	for _, name := range names {
		if err := engine.options.disk.remove(engine.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("remove %s: %w", name, err)
		}
	}
	return nil
}
