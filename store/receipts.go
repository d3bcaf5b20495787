package store

import (
	"context"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// Confirm records that a recipient has confirmed a dispatch, and reports whether that was the first time; only the first counts.
func (store *Store) Confirm(ctx context.Context, id string, chat int64, now time.Time) (bool, error) {
	var first *redis.BoolCmd
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		first = pipe.HSetNX(ctx, keyReceipts(id), strconv.FormatInt(chat, 10), now.UnixMilli())
		pipe.Expire(ctx, keyReceipts(id), ledgerKept)
		return nil
	})
	return err == nil && first.Val(), failed("confirm dispatch", err)
}

// Received reports whether a dispatch has been sent to a recipient, or is being sent: what has arrived may not be settled yet.
func (store *Store) Received(ctx context.Context, id string, chat int64) (bool, error) {
	recipient := strconv.FormatInt(chat, 10)
	var waits *redis.FloatCmd
	var settled *redis.StringCmd
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error { // in one step, since recipients move between them
		waits, settled = pipe.ZScore(ctx, keyWaiting(id), recipient), pipe.HGet(ctx, keyOutcomes(id), recipient)
		return nil
	})
	if err = failed("read outcome", err); err != nil && alliance.KindOf(err) != alliance.NotFound {
		return false, err
	}
	return waits.Err() == nil || parseOutcome(settled.Val()).State == alliance.Sent, nil
}

// Confirmed counts those who have confirmed a dispatch.
func (store *Store) Confirmed(ctx context.Context, id string) (int, error) {
	count, err := store.redis.HLen(ctx, keyReceipts(id)).Result()
	return int(count), failed("count confirmations", err)
}

// Confirmation tells when a recipient confirmed a dispatch, and whether at all.
func (store *Store) Confirmation(ctx context.Context, id string, chat int64) (time.Time, bool, error) {
	at, err := store.redis.HGet(ctx, keyReceipts(id), strconv.FormatInt(chat, 10)).Int64()
	if err = failed("read confirmation", err); err != nil {
		if alliance.KindOf(err) == alliance.NotFound {
			err = nil
		}
		return time.Time{}, false, err
	}
	return time.UnixMilli(at).UTC(), true, nil
}
