package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// backupVersion is the version of the document that Export writes.
const backupVersion = 1

// document is the whole state. Keys stand as in keys.go, so that the document is whatever the schema is.
type document struct {
	Format  string           `json:"format"`
	Version int              `json:"version"`
	Written time.Time        `json:"written"`
	Keys    map[string]value `json:"keys"`
}

// value is one key: exactly one of the types is set.
type value struct {
	String *string           `json:"string,omitempty"`
	Hash   map[string]string `json:"hash,omitempty"`
	Set    []string          `json:"set,omitempty"`
	List   []string          `json:"list,omitempty"`
	Sorted map[string]string `json:"sorted,omitempty"` // member -> score
	Until  int64             `json:"until,omitempty"`  // unix ms when the key ends by itself
}

const backupFormat = "alliancebot"

// passingKeys are keys that belong to running processes and not to the state.
var passingKeys = []string{keyLeader, keyReplicas, keyChanges}

// Export writes the whole state as one JSON document. What changes while it is written may be in it or not.
func (store *Store) Export(ctx context.Context, to io.Writer) error {
	written := document{Format: backupFormat, Version: backupVersion, Written: time.Now().UTC(), Keys: map[string]value{}}
	keys, err := store.keys(ctx)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if slices.Contains(passingKeys, key) {
			continue
		}
		found, err := store.read(ctx, key)
		if err != nil {
			return err
		}
		written.Keys[key] = found
	}
	encoder := json.NewEncoder(to)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(written); err != nil {
		return fmt.Errorf("write export: %w", err)
	}
	return nil
}

// keys lists all keys of the community, on whichever node of a cluster they are.
func (store *Store) keys(ctx context.Context) ([]string, error) {
	found := map[string]bool{}
	scan := func(ctx context.Context, client redis.Cmdable) error {
		iterate := client.Scan(ctx, 0, prefix+"*", 1000).Iterator()
		for iterate.Next(ctx) {
			found[iterate.Val()] = true
		}
		return iterate.Err()
	}
	var err error
	if cluster, many := store.redis.(*redis.ClusterClient); many {
		// All keys share one hash tag, so one node has them all; asking that node only keeps found to one goroutine.
		node, errNode := cluster.MasterForKey(ctx, prefix)
		if err = errNode; err == nil {
			err = scan(ctx, node)
		}
	} else {
		err = scan(ctx, store.redis)
	}
	keys := make([]string, 0, len(found))
	for key := range found {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys, failed("list keys", err)
}

func (store *Store) read(ctx context.Context, key string) (value, error) {
	var found value
	kind, err := store.redis.Type(ctx, key).Result()
	if err != nil {
		return found, failed("read type", err)
	}
	switch kind {
	case "string":
		var text string
		text, err = store.redis.Get(ctx, key).Result()
		found.String = &text
	case "hash":
		found.Hash, err = store.redis.HGetAll(ctx, key).Result()
	case "set":
		found.Set, err = store.redis.SMembers(ctx, key).Result()
		slices.Sort(found.Set)
	case "list":
		found.List, err = store.redis.LRange(ctx, key, 0, -1).Result()
	case "zset":
		var members []redis.Z
		members, err = store.redis.ZRangeWithScores(ctx, key, 0, -1).Result()
		found.Sorted = make(map[string]string, len(members))
		for _, member := range members {
			found.Sorted[fmt.Sprint(member.Member)] = strconv.FormatFloat(member.Score, 'f', -1, 64)
		}
	}
	if err = failed("read "+kind, err); err != nil && alliance.KindOf(err) != alliance.NotFound {
		return found, err
	}
	ends, err := store.redis.PTTL(ctx, key).Result()
	if err == nil && ends > 0 {
		found.Until = time.Now().Add(ends).UnixMilli()
	}
	return found, failed("read time to live", err)
}

// Restore reads what Export wrote, brings it up to date and returns how many keys it has. A store with anything of the
// community in it is an error of kind Conflict unless replace, which empties it first, and so is the export of a newer program;
// a document of another form is Invalid. An error of these kinds leaves the store as it was.
func (store *Store) Restore(ctx context.Context, from io.Reader, replace bool) (int, error) {
	var given document
	if err := json.NewDecoder(from).Decode(&given); err != nil {
		return 0, alliance.Errorf(alliance.Invalid, "read export: %w", err)
	}
	if err := store.check(given); err != nil {
		return 0, err
	}
	if err := store.clear(ctx, replace); err != nil {
		return 0, err
	}
	err := errors.Join(store.fill(ctx, given), store.tellAll(ctx))
	if err != nil {
		return 0, err
	}
	return len(given.Keys), store.Migrations(ctx)
}

func (store *Store) fill(ctx context.Context, given document) error {
	for key, value := range given.Keys {
		if err := store.write(ctx, key, value); err != nil {
			return err
		}
	}
	return nil
}

// tellAll tells who follows the calendar that nothing is as it was, also where a restore has stopped halfway.
func (store *Store) tellAll(ctx context.Context) error {
	change := newSwap()
	change.tell("")
	return change.run(ctx, store)
}

// check refuses a document that this program does not understand.
func (store *Store) check(given document) error {
	if given.Format != backupFormat || given.Version != backupVersion {
		return alliance.Errorf(alliance.Invalid, "this is no export of version %d", backupVersion)
	}
	for key := range given.Keys {
		if !strings.HasPrefix(key, prefix) {
			return alliance.Errorf(alliance.Invalid, "read export: key %q is none of ours", key)
		}
	}
	schema := given.Keys[keySchema].String
	if schema == nil {
		return nil
	}
	if done, err := strconv.Atoi(*schema); err != nil || done > len(store.migrations()) {
		return alliance.Errorf(alliance.Conflict, "the export has schema %s, this program knows %d: use the newer program", *schema, len(store.migrations()))
	}
	return nil
}

// clear empties the store, but for what belongs to running processes, to the schema and to Telegram.
func (store *Store) clear(ctx context.Context, replace bool) error {
	keys, err := store.keys(ctx)
	if err != nil {
		return err
	}
	keys = slices.DeleteFunc(keys, func(key string) bool { return slices.Contains(append(passingKeys, keySchema, keyMenus), key) })
	if !replace && slices.ContainsFunc(keys, func(key string) bool { return key != keyTick }) {
		return alliance.Errorf(alliance.Conflict, "the store is not empty; restore --replace empties it first")
	}
	for chunk := range slices.Chunk(keys, 500) {
		if err := store.redis.Del(ctx, chunk...).Err(); err != nil {
			return failed("empty store", err)
		}
	}
	return nil
}

// writtenAtOnce bounds one command of Restore.
const writtenAtOnce = 1000

func (store *Store) write(ctx context.Context, key string, given value) error {
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Del(ctx, key)
		if given.String != nil {
			pipe.Set(ctx, key, *given.String, 0)
		}
		for field, text := range given.Hash {
			pipe.HSet(ctx, key, field, text)
		}
		for chunk := range slices.Chunk(given.Set, writtenAtOnce) {
			pipe.SAdd(ctx, key, toAny(chunk)...)
		}
		for chunk := range slices.Chunk(given.List, writtenAtOnce) {
			pipe.RPush(ctx, key, toAny(chunk)...)
		}
		for member, score := range given.Sorted {
			pipe.Do(ctx, "ZADD", key, score, member)
		}
		if given.Until > 0 {
			pipe.PExpireAt(ctx, key, time.UnixMilli(given.Until))
		}
		return nil
	})
	return failed("restore key", err)
}

func toAny(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}
