package store

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// Restored is what Restore did.
type Restored struct {
	Keys    int
	Stopped []Stopped // announcements that were under way when the export was written, by id
}

// Stopped is an announcement that Restore stopped, with what had become of its recipients.
type Stopped struct {
	ID    string
	Tally alliance.Tally
}

// Restore reads what Export wrote and brings it up to date. Announcements that were under way are withdrawn: whom they have
// reached since is not known, and would be reached twice. A store with anything of the community in it is an error of kind Conflict unless replace, which empties it first, and so is the export of a newer program;
// a document of another form is Invalid. An error of these kinds leaves the store as it was.
func (store *Store) Restore(ctx context.Context, from io.Reader, replace bool) (Restored, error) {
	var given document
	if err := json.NewDecoder(from).Decode(&given); err != nil {
		return Restored{}, alliance.Errorf(alliance.Invalid, "read export: %w", err)
	}
	if err := store.check(given); err != nil {
		return Restored{}, err
	}
	stopped, err := given.stopAnnouncements(time.Now())
	if err != nil {
		return Restored{}, err
	}
	if err := store.clear(ctx, replace); err != nil {
		return Restored{}, err
	}
	if err := errors.Join(store.fill(ctx, given), store.tellAll(ctx)); err != nil {
		return Restored{}, err
	}
	return Restored{Keys: len(given.Keys), Stopped: stopped}, store.Migrations(ctx)
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
	if !replace && slices.ContainsFunc(keys, func(key string) bool { return key != keyTick && key != keySlots && key != keyDigests }) {
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
