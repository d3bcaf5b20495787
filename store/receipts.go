package store

import (
	"context"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// Confirm records that a recipient has confirmed a dispatch, and reports whether that was the first time; only the first counts. It is
// noted that the author is to be shown it.
func (store *Store) Confirm(ctx context.Context, id string, chat int64, now time.Time) (bool, error) {
	var first *redis.BoolCmd
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		first = pipe.HSetNX(ctx, keyReceipts(id), strconv.FormatInt(chat, 10), now.UnixMilli())
		pipe.Expire(ctx, keyReceipts(id), ledgerKept)
		pipe.HIncrBy(ctx, keyUnshown, id, 1)
		return nil
	})
	return err == nil && first.Val(), failed("confirm dispatch", err)
}

// Unshown lists the dispatches that somebody has confirmed since their authors were shown how many have, each with a note of what there is
// to show.
func (store *Store) Unshown(ctx context.Context) (map[string]string, error) {
	notes, err := store.redis.HGetAll(ctx, keyUnshown).Result()
	return notes, failed("read confirmations", err)
}

// Shown forgets that the confirmations of a dispatch are to be shown, unless there are others than the note is of.
func (store *Store) Shown(ctx context.Context, id, note string) error {
	return failed("note confirmations", scriptForget.Run(ctx, store.redis, []string{keyUnshown}, id, note).Err())
}

// Received reports whether a dispatch has been sent to a recipient, or is being sent: what has arrived may not be settled yet.
func (store *Store) Received(ctx context.Context, id string, place alliance.Place) (bool, error) {
	recipient := place.String()
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

// Confirmations tells when each recipient who has confirmed a dispatch did so.
func (store *Store) Confirmations(ctx context.Context, id string) (map[int64]time.Time, error) {
	confirmed := map[int64]time.Time{}
	err := pairs(func(cursor uint64) ([]string, uint64, error) {
		return store.redis.HScan(ctx, keyReceipts(id), cursor, "", recipientsPage).Result()
	}, func(recipient, moment string) error {
		chat, err := strconv.ParseInt(recipient, 10, 64)
		if err != nil {
			return alliance.Errorf(alliance.Internal, "read confirmation: recipient: %w", err)
		}
		at, err := strconv.ParseInt(moment, 10, 64)
		if err != nil {
			return alliance.Errorf(alliance.Internal, "read confirmation: moment: %w", err)
		}
		confirmed[chat] = time.UnixMilli(at).UTC()
		return nil
	})
	return confirmed, err
}
