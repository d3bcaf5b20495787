package store

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

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
	arrivals := make([]*arrival, len(updates))
	for i, update := range updates {
		update.Period = period
		arrivals[i] = &arrival{Update: update, before: earlier.Val()[i] != nil, taken: taken[i].Val(), queued: queued[i].Val() == 0}
		if arrivals[i].before {
			arrivals[i].Period--
		}
	}
	repeated := slices.DeleteFunc(slices.Clone(arrivals), (*arrival).fresh)
	if err := store.lookUp(ctx, replica, repeated); err != nil {
		return nil, failed("look up updates", err)
	}
	if err := store.takeBack(ctx, replica, period, repeated); err != nil {
		return nil, failed("drop repetitions", err)
	}
	var kept []bot.Update
	for _, arrival := range arrivals {
		if arrival.fresh() || arrival.waits {
			kept = append(kept, arrival.Update)
		}
	}
	return kept, nil
}

// arrival is an update that came, for the first time or once more.
type arrival struct {
	bot.Update      // of the period in which it came first
	before     bool // it was seen in the period before
	taken      bool // Accept took it for a new one of this period
	queued     bool // it stood in this replica's inbox, of its period, when it came
	waits      bool // by lookUp: it is still to be handled here, and the answer to an earlier try was lost on the way
}

func (arrival *arrival) fresh() bool { return arrival.taken && !arrival.before }

// lookUp finds out which of the updates that were seen before still wait in this replica's inbox.
func (store *Store) lookUp(ctx context.Context, replica string, repeated []*arrival) error {
	payloads, members := make([]*redis.StringCmd, len(repeated)), make([]*redis.BoolCmd, len(repeated))
	_, err := store.vital.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, again := range repeated {
			if again.before {
				members[i] = pipe.SIsMember(ctx, keyInbox(replica), inboxField(again.Period, again.ID))
			}
			payloads[i] = pipe.HGet(ctx, keyUpdates(again.Period), strconv.FormatInt(again.ID, 10))
		}
		return nil
	})
	if err != nil && !errors.Is(err, redis.Nil) {
		return err
	}
	for i, again := range repeated {
		if err := payloads[i].Err(); err != nil && !errors.Is(err, redis.Nil) {
			return err
		}
		if again.before {
			if err := members[i].Err(); err != nil {
				return err
			}
			again.queued = members[i].Val()
		}
		again.waits = again.queued && payloads[i].Val() != ""
	}
	return nil
}

// takeBack takes back what Accept wrote in a period of the updates that were seen before.
func (store *Store) takeBack(ctx context.Context, replica string, period int64, repeated []*arrival) error {
	_, err := store.vital.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, again := range repeated {
			if again.before && again.taken {
				pipe.HDel(ctx, keyUpdates(period), strconv.FormatInt(again.ID, 10))
			}
			if again.before || !again.waits {
				pipe.SRem(ctx, keyInbox(replica), inboxField(period, again.ID))
			}
		}
		return nil
	})
	return err
}
