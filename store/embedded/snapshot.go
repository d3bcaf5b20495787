package embedded

import (
	"bufio"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/alicebob/miniredis/v2"
)

const (
	chunk        = 512      // elements in one command of a snapshot
	recordFilled = 64 << 10 // bytes of commands after which a snapshot begins the next record
	trailerName  = "END"    // not a command of Redis
)

// commands are what makes an empty store into this one, TTLs counted from now. Keys that miniredis, unlike Redis, leaves
// behind with nothing in them (ZUNIONSTORE of nothing) are removed on the way. The caller holds the turn.
func (state *state) commands() ([][]string, error) {
	var commands [][]string
	for _, sha := range slices.Sorted(maps.Keys(state.scripts)) {
		commands = append(commands, []string{"SCRIPT", "LOAD", state.scripts[sha]})
	}
	db := state.redis.DB(0)
	for _, key := range db.Keys() {
		command, width, err := contents(db, key)
		if err != nil {
			return nil, fmt.Errorf("copy key %q: %w", key, err)
		}
		if len(command) == 2 {
			db.Del(key)
			continue
		}
		for part := range slices.Chunk(command[2:], width) {
			commands = append(commands, append(command[:2:2], part...))
		}
		if ttl := db.TTL(key); ttl > 0 {
			commands = append(commands, []string{"PEXPIRE", key, strconv.FormatInt(ttl.Milliseconds(), 10)})
		}
	}
	return commands, nil
}

// contents is the command that fills a key, and how many of its arguments after the key may stand in one command.
func contents(db *miniredis.RedisDB, key string) (command []string, width int, err error) {
	switch kind := db.Type(key); kind {
	case "string":
		value, err := db.Get(key)
		return []string{"SET", key, value}, 1, err
	case "hash":
		fields, err := db.HKeys(key)
		command = append(make([]string, 0, 2+2*len(fields)), "HSET", key)
		for _, field := range fields {
			command = append(command, field, db.HGet(key, field))
		}
		return command, 2 * chunk, err
	case "list":
		elements, err := db.List(key)
		return append([]string{"RPUSH", key}, elements...), chunk, err
	case "set":
		members, err := db.Members(key)
		return append([]string{"SADD", key}, members...), chunk, err
	case "zset":
		scores, err := db.SortedSet(key)
		command = append(make([]string, 0, 2+2*len(scores)), "ZADD", key)
		for _, member := range slices.Sorted(maps.Keys(scores)) {
			command = append(command, strconv.FormatFloat(scores[member], 'g', -1, 64), member) // reads back as the same
		}
		return command, 2 * chunk, err
	default:
		return nil, 0, fmt.Errorf("type %s is not supported", kind)
	}
}

// trailer ends a snapshot of so many records; it has the same size in each.
func trailer(at int64, records int) record {
	return record{at: at, commands: [][]string{{trailerName, fmt.Sprintf("%016d", records)}}}
}

// isTrailer reports whether the record is the trailer of so many.
func isTrailer(last record, records int) bool {
	return len(last.commands) == 1 && slices.Equal(last.commands[0], trailer(0, records).commands[0])
}

// writeSnapshot puts a generation's snapshot under its name once it is whole and on disk, and answers its size.
func (engine *Engine) writeSnapshot(generation uint64, at int64, commands [][]string) (int64, error) {
	disk, path := engine.options.disk, engine.path(snapshotName(generation))
	file, err := disk.create(path + unfinished)
	if err != nil {
		return 0, err
	}
	written, err := fillSnapshot(file, generation, at, commands)
	if err == nil {
		err = file.Sync()
	}
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = disk.rename(path+unfinished, path)
	}
	if err == nil {
		err = disk.syncDir(engine.options.Dir)
	}
	return written, err
}

func fillSnapshot(file file, generation uint64, at int64, commands [][]string) (int64, error) {
	out := bufio.NewWriterSize(file, bufferKept)
	header := appendHeader(nil, kindSnapshot, generation, newSalt())
	seed, _ := headerSeed(header, kindSnapshot, generation)
	written, _ := out.Write(header) // an error comes back from Flush
	records := 0
	var buffer []byte
	put := func(next record) {
		buffer = appendRecord(buffer[:0], seed, next)
		n, _ := out.Write(buffer)
		written += n
	}
	for len(commands) > 0 {
		n, bytes := 0, 0
		for n < len(commands) && bytes < recordFilled {
			bytes += size(commands[n])
			n++
		}
		put(record{at: at, commands: commands[:n]})
		commands = commands[n:]
		records++
	}
	put(trailer(at, records))
	return int64(written), out.Flush()
}
