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

// worthwhile reports whether journals of such a weight are to be replaced by a snapshot.
func (engine *Engine) worthwhile(weight int64) bool {
	return weight >= engine.options.CompactAt && weight > 2*engine.base
}

// compactIfWorthwhile asks for a compaction once the journals have grown past the limit. The caller holds the turn.
func (engine *Engine) compactIfWorthwhile() {
	if !engine.worthwhile(engine.since) || engine.since < engine.after {
		return
	}
	select {
	case engine.compaction <- struct{}{}:
	default:
	}
}

// lastly is how much smaller a journal is worth a compaction when the store closes: then no write waits for it.
const lastly = 8

// compactLastly spares the next start the replay of what was written: after an import that is the start of the bot.
func (engine *Engine) compactLastly() {
	engine.turn.Lock()
	worthwhile := engine.worthwhile(lastly * engine.since)
	engine.turn.Unlock()
	if !worthwhile {
		return
	}
	if err := engine.compact(); err != nil {
		engine.options.Log.Warn("store leaves its journal as it is; the next start takes longer", "error", err)
	}
}

// compact writes the whole state into a new snapshot and removes what came before it. At every moment the files on disk
// make up the whole state. Writes wait only while the state is copied in memory.
func (engine *Engine) compact() error {
	engine.sync() // so that less is left to sync while writes wait
	turned, err := engine.rotate()
	if err != nil {
		return err
	}
	size, err := engine.writeSnapshot(turned.generation, turned.at, turned.commands)
	if err != nil {
		return fmt.Errorf("write %s: %w", snapshotName(turned.generation), err)
	}
	engine.turn.Lock()
	engine.base, engine.since, engine.after = size, engine.since-turned.replaced, 0
	engine.turn.Unlock()
	if err := engine.sweep(turned.generation); err != nil {
		return err
	}
	engine.options.Log.Info("store compacted", "file", snapshotName(turned.generation), "bytes", size)
	return nil
}

// rotation is the state at the moment at which a generation began.
type rotation struct {
	generation uint64
	at         int64 // unix milliseconds
	commands   [][]string
	replaced   int64 // weight of the journals before
}

// rotate copies the state and begins the journal of what comes after the copy.
func (engine *Engine) rotate() (turned rotation, err error) {
	engine.turn.Lock()
	defer engine.turn.Unlock()
	engine.after = engine.since + engine.options.CompactAt
	old := engine.journal
	if engine.closed || old.torn {
		return rotation{}, errors.New("the journal is not in order")
	}
	turned = rotation{generation: old.generation + 1, at: engine.state.at, replaced: engine.since}
	if turned.commands, err = engine.state.commands(); err != nil {
		return rotation{}, err
	}
	if err := old.file.Sync(); err != nil { // a later journal is on disk only if this one is
		return rotation{}, fmt.Errorf("sync %s: %w", old.name, err)
	}
	next, err := engine.createJournal(turned.generation)
	if err != nil {
		return rotation{}, err
	}
	engine.journal = next
	if err := old.file.Close(); err != nil {
		engine.options.Log.Warn("store cannot close a journal it is done with", "file", old.name, "error", err)
	}
	return turned, nil
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
