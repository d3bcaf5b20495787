package store

import (
	"context"
	"strconv"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// doubtsNamed is how many of the recipients in doubt a tally names.
const doubtsNamed = 10

// doubted names the first recipients of whom a try was not answered. One without a name goes by the number of the chat.
func (store *Store) doubted(ctx context.Context, id string) ([]string, error) {
	names, err := store.redis.ZRange(ctx, keyDoubts(id), 0, doubtsNamed-1).Result()
	if err != nil {
		return nil, failed("read doubts", err)
	}
	members := make([]*redis.StringCmd, len(names))
	_, err = store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, chat := range names {
			number, _ := strconv.ParseInt(chat, 10, 64) // written by us
			members[i] = pipe.HGet(ctx, keyMembers(shardOf(number)), chat)
		}
		return nil
	})
	if err = failed("read doubts", err); err != nil && alliance.KindOf(err) != alliance.NotFound {
		return nil, err
	}
	for i, read := range members {
		if member, err := decodeMember(read.Val()); err == nil && member.Name != "" {
			names[i] = member.Name
		}
	}
	return names, nil
}

// doubts are all recipients of whom a try was not answered.
func (store *Store) doubts(ctx context.Context, id string) (map[int64]bool, error) {
	texts, err := store.redis.ZRange(ctx, keyDoubts(id), 0, -1).Result()
	doubts := make(map[int64]bool, len(texts))
	for _, text := range texts {
		if chat, err := strconv.ParseInt(text, 10, 64); err == nil {
			doubts[chat] = true
		}
	}
	return doubts, failed("read doubts", err)
}
