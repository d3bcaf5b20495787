package embedded

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// CorruptError names a stored record that is damaged, or a file that is missing (Offset 0). Nothing was changed on disk.
type CorruptError struct {
	File   string
	Offset int64 // bytes
	Reason string
}

func (err *CorruptError) Error() string {
	return fmt.Sprintf("%s is damaged at byte %d: %s", err.File, err.Offset, err.Reason)
}

// recover reads the newest snapshot and the journals from it on, and opens the last of them for writing.
func (engine *Engine) recover() error {
	found, err := takeInventory(engine.options.Dir)
	if err != nil {
		return err
	}
	base, err := engine.newestWhole(found.snapshots)
	if err != nil {
		return err
	}
	journals, err := engine.journalsFrom(base, found.journals)
	if err != nil {
		return err
	}
	if base > 0 {
		if err := engine.load(base); err != nil {
			return err
		}
	}
	for i, generation := range journals {
		if err := engine.replay(generation, i == len(journals)-1); err != nil {
			return err
		}
	}
	if engine.journal == nil {
		if engine.journal, err = engine.createJournal(1); err != nil {
			return err
		}
	}
	return engine.sweep(base)
}

// newestWhole is the generation of the newest snapshot that ends with a trailer, or 0 where there is no snapshot.
func (engine *Engine) newestWhole(snapshots []uint64) (uint64, error) {
	var torn []error
	for _, snapshot := range slices.Backward(snapshots) {
		name := snapshotName(snapshot)
		whole, err := endsWithTrailer(engine.path(name), snapshot)
		if err != nil {
			return 0, err
		}
		if whole {
			return snapshot, nil
		}
		engine.options.Log.Warn("store passes over a snapshot that is not whole", "file", name)
		torn = append(torn, &CorruptError{File: engine.path(name), Reason: "no trailer, and no earlier snapshot"})
	}
	return 0, errors.Join(torn...)
}

// journalsFrom are the journals that follow the base, without those at the end that hold nothing: a compaction that
// failed may have left one, and then the one before it went on.
func (engine *Engine) journalsFrom(base uint64, journals []uint64) ([]uint64, error) {
	first := max(base, 1)
	var following []uint64
	for _, generation := range journals {
		if generation >= first {
			following = append(following, generation)
		}
	}
	for len(following) > 1 {
		name := journalName(following[len(following)-1])
		info, err := os.Stat(engine.path(name))
		if err != nil {
			return nil, err
		}
		if info.Size() > headerSize {
			break
		}
		following = following[:len(following)-1]
	}
	for i, generation := range following {
		if generation != first+uint64(i) {
			return nil, &CorruptError{File: engine.path(journalName(first + uint64(i))), Reason: "the file is missing"}
		}
	}
	if base > 0 && len(following) == 0 {
		return nil, &CorruptError{File: engine.path(journalName(base)), Reason: "the file is missing"}
	}
	return following, nil
}

// load applies a snapshot.
func (engine *Engine) load(generation uint64) error {
	reader, err := openRecords(engine.path(snapshotName(generation)), kindSnapshot, generation)
	if err != nil {
		return err
	}
	defer reader.close()
	engine.base = reader.size
	for records := 0; ; records++ {
		next, err := reader.next()
		if err != nil {
			return reader.corrupt("a record cannot be read")
		}
		if isTrailer(next, records) && reader.offset == reader.size {
			return nil
		}
		engine.state.apply(next)
	}
}

// replay applies a journal. A piece of a record at the end of the newest is cut off: it was not acknowledged.
func (engine *Engine) replay(generation uint64, newest bool) error {
	name := journalName(generation)
	reader, err := openRecords(engine.path(name), kindJournal, generation)
	if err != nil && newest && reader != nil && reader.size < headerSize {
		engine.options.Log.Warn("store begins anew a journal that was never begun", "file", name, "bytes", reader.size)
		engine.journal, err = engine.createJournal(generation)
		return err
	}
	if err != nil {
		return err
	}
	defer reader.close()
	for {
		next, err := reader.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && (!newest || reader.moreAfter()) {
			return reader.corrupt("a record cannot be read, and it is not the last one")
		}
		if err != nil {
			engine.options.Log.Warn("store drops an unfinished record",
				"file", name, "offset", reader.offset, "bytes", reader.size-reader.offset)
			break
		}
		engine.since += weigh(next.commands) + calledWeight*engine.state.apply(next)
	}
	engine.since += reader.offset - headerSize
	if !newest {
		return nil
	}
	return engine.continueJournal(reader, generation)
}

// continueJournal opens a journal for writing after its last whole record.
func (engine *Engine) continueJournal(reader *recordReader, generation uint64) error {
	name := journalName(generation)
	file, err := engine.options.disk.open(engine.path(name))
	if err != nil {
		return err
	}
	engine.journal = &journal{
		name: name, file: file, generation: generation, seed: reader.seed,
		size: reader.offset, torn: reader.offset < reader.size,
	}
	if err := engine.journal.mend(); err != nil {
		return errors.Join(fmt.Errorf("cut %s: %w", name, err), file.Close())
	}
	return nil
}

// recordReader reads the records of a file in order.
type recordReader struct {
	path   string
	file   *os.File
	in     *bufio.Reader
	seed   uint32
	size   int64
	offset int64 // of the next record
	at     int64 // the time of the last one
	buffer []byte
}

// openRecords opens a file and checks its header; of one with a bad header there is a reader too, a closed one.
func openRecords(path string, kind byte, generation uint64) (*recordReader, error) {
	file, err := os.Open(path) //nolint:gosec // the store's own directory
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	reader := &recordReader{path: path, file: file, in: bufio.NewReaderSize(file, bufferKept), size: info.Size()}
	header := make([]byte, headerSize)
	if _, err := io.ReadFull(reader.in, header); err != nil {
		reader.close()
		err = reader.corrupt("the header is not whole")
		return reader, err
	}
	seed, valid := headerSeed(header, kind, generation)
	if !valid {
		reader.close()
		err = reader.corrupt("the header is not of this version and file")
		return reader, err
	}
	reader.seed, reader.offset = seed, headerSize
	return reader, nil
}

func (reader *recordReader) close() { _ = reader.file.Close() } // it was only read

func (reader *recordReader) corrupt(reason string) error {
	return &CorruptError{File: reader.path, Offset: reader.offset, Reason: reason}
}

// next reads the next record, or fails with io.EOF at the end of the file and errMalformed at what is no record.
func (reader *recordReader) next() (record, error) {
	if reader.offset == reader.size {
		return record{}, io.EOF
	}
	head, err := reader.in.Peek(recordHead)
	if err != nil {
		return record{}, errMalformed
	}
	length := recordHead + payloadSize(head)
	if length > recordHead+maxPayload || length > reader.size-reader.offset {
		return record{}, errMalformed
	}
	if int64(cap(reader.buffer)) < length || cap(reader.buffer) > bufferKept {
		reader.buffer = make([]byte, max(length, 4<<10))
	}
	content := reader.buffer[:length]
	if _, err := io.ReadFull(reader.in, content); err != nil {
		return record{}, err
	}
	next, err := decodeRecord(content, reader.seed)
	if err == nil {
		reader.offset += length
		reader.at = next.at
	}
	return next, err
}
