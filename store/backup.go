package store

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
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
var passingKeys = []string{keyLeader, keyReplicas, keyChanges, keySender, keyHold}

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
