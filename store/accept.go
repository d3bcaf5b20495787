package store

import (
	"context"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// periodOf numbers the stretches of 25 hours in which updates are kept together.
func periodOf(now time.Time) int64 { return now.Unix() / int64(updatesPeriod/time.Second) }

// Accept keeps the updates for this replica until they are finished, and returns those that were not seen before: a repetition
// within 25 hours is dropped, but for one that still waits here, which is for the caller to know. When it returns without
// error, the updates survive whatever happens to the process.
//
// An update's payload and the mark that it was seen are one field, so that one HSETNX decides; a script would do the same,
// but costs the embedded engine ten times as much, and this runs for every update.
func (store *Store) Accept(ctx context.Context, replica string, updates []bot.Update, now time.Time) ([]bot.Update, error) {
	if len(updates) == 0 {
		return nil, nil
	}
	period := periodOf(now)
	ids := make([]string, len(updates))
	taken, queued := make([]*redis.BoolCmd, len(updates)), make([]*redis.IntCmd, len(updates))
	var earlier *redis.SliceCmd
	leaving := store.leaving.take(replica)
	_, err := store.vital.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, update := range updates {
			ids[i] = strconv.FormatInt(update.ID, 10)
			taken[i] = pipe.HSetNX(ctx, keyUpdates(period), ids[i], update.Payload)
			queued[i] = pipe.SAdd(ctx, keyInbox(replica), inboxField(period, update.ID))
		}
		earlier = pipe.HMGet(ctx, keyUpdates(period-1), ids...)
		if len(leaving) > 0 {
			pipe.SRem(ctx, keyInbox(replica), leaving...)
		}
		return nil
	})
	if err != nil {
		store.leaving.add(replica, leaving...)
		return nil, failed("accept updates", err)
	}
	var kept []bot.Update
	for i, update := range updates {
		update.Period = period
		before := earlier.Val()[i]
		if taken[i].Val() && before == nil {
			kept = append(kept, update)
			continue
		}
		again, waits, err := store.repeated(ctx, replica, update, before != nil, taken[i].Val(), queued[i].Val() == 0)
		if err != nil {
			return nil, err
		}
		if waits {
			kept = append(kept, again)
		}
	}
	return kept, nil
}

// repeated takes back what Accept wrote of an update that was seen before, in this period or the one before, and reports whether
// it still waits in this replica's inbox: then the answer to an earlier try was lost on the way.
func (store *Store) repeated(ctx context.Context, replica string, update bot.Update, before, taken, held bool) (bot.Update, bool, error) {
	id := strconv.FormatInt(update.ID, 10)
	again := update
	if before {
		again.Period--
	}
	payload, mark := store.redis.HGet(ctx, keyUpdates(again.Period), id), inboxField(again.Period, update.ID)
	if err := failed("look up update", payload.Err()); err != nil && alliance.KindOf(err) != alliance.NotFound {
		return again, false, err
	}
	if before {
		isMember := store.redis.SIsMember(ctx, keyInbox(replica), mark)
		if isMember.Err() != nil {
			return again, false, failed("look up update", isMember.Err())
		}
		held = isMember.Val()
	}
	waits := held && payload.Val() != ""
	_, err := store.vital.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		if before && taken {
			pipe.HDel(ctx, keyUpdates(update.Period), id)
		}
		if before || !waits {
			pipe.SRem(ctx, keyInbox(replica), inboxField(update.Period, update.ID))
		}
		return nil
	})
	return again, waits, failed("drop repetition", err)
}
