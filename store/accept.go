package store

import (
	"context"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/bot"
)

// Accept keeps the updates for this replica until they are finished, and returns those that were not seen before: a repetition
// within 25 hours is dropped, but for one that still waits here, which is for the caller to know. When it returns without
// error, the updates survive whatever happens to the process.
func (store *Store) Accept(ctx context.Context, replica string, updates []bot.Update, now time.Time) ([]bot.Update, error) {
	if len(updates) == 0 {
		return nil, nil
	}
	period := now.Unix() / int64(updatesPeriod/time.Second)
	seen, err := store.seenBefore(ctx, replica, period, updates)
	if err != nil {
		return nil, err
	}
	var waiting, unseen []bot.Update
	for _, update := range updates {
		before, known := seen[update.ID]
		switch {
		case !known:
			update.Period = period
			unseen = append(unseen, update)
		case before.waitsHere: // the answer to an earlier try was lost on the way
			update.Period = before.period
			waiting = append(waiting, update)
		}
	}
	taken, err := store.take(ctx, replica, period, unseen)
	return append(waiting, taken...), err
}

// sighting says in which period an update was taken, and whether it is in this replica's inbox and unfinished.
type sighting struct {
	period    int64
	waitsHere bool
}

// seenBefore looks updates up in this period and the one before.
func (store *Store) seenBefore(ctx context.Context, replica string, period int64, updates []bot.Update) (map[int64]sighting, error) {
	periods := []int64{period - 1, period}
	payloads, held := make([]*redis.SliceCmd, len(periods)), make([]*redis.BoolSliceCmd, len(periods))
	_, err := store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, period := range periods {
			ids, marks := make([]string, len(updates)), make([]any, len(updates))
			for j, update := range updates {
				ids[j], marks[j] = strconv.FormatInt(update.ID, 10), inboxField(period, update.ID)
			}
			payloads[i] = pipe.HMGet(ctx, keyUpdates(period), ids...)
			held[i] = pipe.SMIsMember(ctx, keyInbox(replica), marks...)
		}
		return nil
	})
	if err != nil {
		return nil, failed("look up updates", err)
	}
	seen := map[int64]sighting{}
	for i, period := range periods {
		for j, payload := range payloads[i].Val() {
			if payload != nil {
				seen[updates[j].ID] = sighting{period: period, waitsHere: payload != "" && held[i].Val()[j]}
			}
		}
	}
	return seen, nil
}

// take keeps updates that were not seen before, unless somebody else takes them at this moment, and returns those kept.
//
// An update's payload and the mark that it was seen are one field, so that one HSETNX decides; a script would do the same,
// but costs the embedded engine ten times as much, and this runs for every update.
func (store *Store) take(ctx context.Context, replica string, period int64, updates []bot.Update) ([]bot.Update, error) {
	if len(updates) == 0 {
		return nil, nil
	}
	taken, queued := make([]*redis.BoolCmd, len(updates)), make([]*redis.IntCmd, len(updates))
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, update := range updates {
			taken[i] = pipe.HSetNX(ctx, keyUpdates(period), strconv.FormatInt(update.ID, 10), update.Payload)
			queued[i] = pipe.SAdd(ctx, keyInbox(replica), inboxField(period, update.ID))
		}
		pipe.ExpireAt(ctx, keyUpdates(period), time.Unix((period+3)*int64(updatesPeriod/time.Second), 0))
		return nil
	})
	if err != nil {
		return nil, failed("accept updates", err)
	}
	var kept []bot.Update
	var repeated []any
	for i, update := range updates {
		// One that was in our inbox already is ours too: it was given to us twice at the same time.
		if taken[i].Val() || queued[i].Val() == 0 {
			kept = append(kept, update)
		} else {
			repeated = append(repeated, inboxField(period, update.ID))
		}
	}
	if len(repeated) > 0 {
		err = failed("drop repetitions", store.redis.SRem(ctx, keyInbox(replica), repeated...).Err())
	}
	return kept, err
}
