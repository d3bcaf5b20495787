package store

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// deadReplica is how long a replica may be silent before another one takes over its updates.
const deadReplica = 15 * time.Second

// Accept keeps the updates for this replica until they are finished, and returns those that were not seen before: a repetition
// within 25 hours is dropped, but for one that still waits here, which is for the caller to know. When it returns without error, the updates survive whatever happens to the process.
//
// An update's payload and the mark that it was seen are one field, so that one HSETNX decides; a script would do the same,
// but costs the embedded engine ten times as much, and this runs for every update.
func (store *Store) Accept(ctx context.Context, replica string, updates []bot.Update, now time.Time) ([]bot.Update, error) {
	period := now.Unix() / int64(updatesPeriod/time.Second)
	known, err := store.seenBefore(ctx, period-1, updates)
	if err != nil {
		return nil, err
	}
	updates = slices.DeleteFunc(slices.Clone(updates), func(update bot.Update) bool { return known[update.ID] })
	if len(updates) == 0 {
		return nil, nil
	}
	taken, queued := make([]*redis.BoolCmd, len(updates)), make([]*redis.IntCmd, len(updates))
	_, err = store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
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
	var fresh []bot.Update
	var repeated []any
	for i, update := range updates {
		update.Period = period
		// One that was in our inbox already is ours too: the answer to an earlier try was lost on the way.
		if taken[i].Val() || queued[i].Val() == 0 {
			fresh = append(fresh, update)
		} else {
			repeated = append(repeated, inboxField(period, update.ID))
		}
	}
	if len(repeated) > 0 {
		err = failed("drop repetitions", store.redis.SRem(ctx, keyInbox(replica), repeated...).Err())
	}
	return fresh, err
}

// seenBefore says which updates were taken in an earlier period.
func (store *Store) seenBefore(ctx context.Context, period int64, updates []bot.Update) (map[int64]bool, error) {
	fields := make([]string, len(updates))
	for i, update := range updates {
		fields[i] = strconv.FormatInt(update.ID, 10)
	}
	values, err := store.redis.HMGet(ctx, keyUpdates(period), fields...).Result()
	if err != nil {
		return nil, failed("look up updates", err)
	}
	known := map[int64]bool{}
	for i, value := range values {
		known[updates[i].ID] = value != nil
	}
	return known, nil
}

func inboxField(period, id int64) string {
	return strconv.FormatInt(period, 10) + "/" + strconv.FormatInt(id, 10)
}

// Finish forgets what an update said; that it was seen is kept.
func (store *Store) Finish(ctx context.Context, replica string, update bot.Update) error {
	id := strconv.FormatInt(update.ID, 10)
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.HSet(ctx, keyUpdates(update.Period), id, "")
		pipe.SRem(ctx, keyInbox(replica), inboxField(update.Period, update.ID))
		return nil
	})
	return failed("finish update", err)
}

// Park keeps an update that could not be handled for an operator to look at, and finishes it.
func (store *Store) Park(ctx context.Context, replica string, update bot.Update) error {
	id := strconv.FormatInt(update.ID, 10)
	if err := store.redis.HSet(ctx, keyParked, id, update.Payload).Err(); err != nil {
		return failed("park update", err)
	}
	return store.Finish(ctx, replica, update)
}

// Unfinished lists the updates that this replica took and did not finish, by id, and counts for each how often it was found
// so: an update that keeps ending the process must not do so for ever.
func (store *Store) Unfinished(ctx context.Context, replica string) (updates []bot.Update, attempts []int, err error) {
	fields, err := store.redis.SMembers(ctx, keyInbox(replica)).Result()
	if err != nil {
		return nil, nil, failed("read inbox", err)
	}
	for _, field := range fields {
		period, id, ok := parseInboxField(field)
		if !ok {
			continue
		}
		payload, err := store.redis.HGet(ctx, keyUpdates(period), strconv.FormatInt(id, 10)).Result()
		if err != nil && !errors.Is(err, redis.Nil) {
			return nil, nil, failed("read update", err)
		}
		if payload == "" { // finished, or older than Telegram itself would keep it
			if err := store.redis.SRem(ctx, keyInbox(replica), field).Err(); err != nil {
				return nil, nil, failed("tidy inbox", err)
			}
			continue
		}
		updates = append(updates, bot.Update{ID: id, Period: period, Payload: payload})
	}
	slices.SortFunc(updates, func(a, b bot.Update) int { return int(a.ID - b.ID) })
	for _, update := range updates {
		tried, err := store.redis.HIncrBy(ctx, keyAttempts, strconv.FormatInt(update.ID, 10), 1).Result()
		if err != nil {
			return nil, nil, failed("count attempts", err)
		}
		attempts = append(attempts, int(tried))
	}
	return updates, attempts, nil
}

func parseInboxField(field string) (period, id int64, ok bool) {
	first, second, found := strings.Cut(field, "/")
	period, errPeriod := strconv.ParseInt(first, 10, 64)
	id, errID := strconv.ParseInt(second, 10, 64)
	return period, id, found && errPeriod == nil && errID == nil
}

// Beat says that this replica lives, and takes over the updates of those that have been silent for 15 seconds. It returns how
// many updates it took over; they are found by Unfinished.
func (store *Store) Beat(ctx context.Context, replica string, now time.Time) (int, error) {
	if err := store.redis.HSet(ctx, keyReplicas, replica, now.UnixMilli()).Err(); err != nil {
		return 0, failed("beat", err)
	}
	seen, err := store.redis.HGetAll(ctx, keyReplicas).Result()
	if err != nil {
		return 0, failed("read replicas", err)
	}
	before := now.Add(-deadReplica).UnixMilli()
	keys, args := []string{keyReplicas, keyInbox(replica)}, []any{before}
	for name, at := range seen {
		if millis, err := strconv.ParseInt(at, 10, 64); name != replica && err == nil && millis < before {
			keys, args = append(keys, keyInbox(name)), append(args, name)
		}
	}
	if len(args) == 1 {
		return 0, nil
	}
	taken, err := scriptAdopt.Run(ctx, store.redis, keys, args...).Int()
	return taken, failed("adopt updates", err)
}

// Lead takes or keeps the lead for term, and reports whether this replica has it. The lead ends by itself after term.
func (store *Store) Lead(ctx context.Context, replica string, term time.Duration) (bool, error) {
	leads, err := scriptLead.Run(ctx, store.redis, []string{keyLeader}, replica, term.Milliseconds()).Int()
	return leads == 1, failed("take lead", err)
}

// Resign gives the lead up at once, if this replica has it.
func (store *Store) Resign(ctx context.Context, replica string) error {
	leader, err := store.redis.Get(ctx, keyLeader).Result()
	if err = failed("read lead", err); err != nil {
		if alliance.KindOf(err) == alliance.NotFound {
			return nil
		}
		return err
	}
	if leader != replica {
		return nil
	}
	return failed("resign", store.redis.Del(ctx, keyLeader).Err())
}
