package store

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/bot"
)

// deadReplica is how long a replica may be silent before another one takes over its updates.
const deadReplica = 15 * time.Second

func inboxField(period, id int64) string {
	return strconv.FormatInt(period, 10) + "/" + strconv.FormatInt(id, 10)
}

// Finish forgets what an update said; that it was seen is kept. An update that says nothing is finished wherever it is found, so
// that this one write is enough: it leaves the inbox with the next ones that come in.
func (store *Store) Finish(ctx context.Context, replica string, update bot.Update) error {
	id, field := strconv.FormatInt(update.ID, 10), inboxField(update.Period, update.ID)
	if !update.Left {
		err := store.redis.HSet(ctx, keyUpdates(update.Period), id, "").Err()
		if err == nil {
			store.leaving.add(replica, field)
		}
		return failed("finish update", err)
	}
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.HSet(ctx, keyUpdates(update.Period), id, "")
		pipe.SRem(ctx, keyInbox(replica), field)
		pipe.HDel(ctx, keyAttempts, id)
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

// Attempt counts how often it was begun to handle an update that was left unfinished: one that keeps ending the process must not
// do so for ever.
func (store *Store) Attempt(ctx context.Context, update bot.Update) (int, error) {
	tried, err := store.redis.HIncrBy(ctx, keyAttempts, strconv.FormatInt(update.ID, 10), 1).Result()
	return int(tried), failed("count attempt", err)
}

// Unfinished lists the updates that this replica took and did not finish, by id.
func (store *Store) Unfinished(ctx context.Context, replica string) ([]bot.Update, error) {
	fields, err := store.redis.SMembers(ctx, keyInbox(replica)).Result()
	if err != nil {
		return nil, failed("read inbox", err)
	}
	updates, over, err := store.leftovers(ctx, fields)
	if err != nil {
		return nil, failed("read updates", err)
	}
	if len(over) > 0 {
		if err := store.redis.SRem(ctx, keyInbox(replica), over...).Err(); err != nil {
			return nil, failed("tidy inbox", err)
		}
	}
	slices.SortFunc(updates, func(a, b bot.Update) int { return int(a.ID - b.ID) })
	return updates, nil
}

// leftovers reads the updates that stand in an inbox, in one step: after a crash there are many. Over are those that are finished,
// or older than Telegram itself would keep them.
func (store *Store) leftovers(ctx context.Context, fields []string) (updates []bot.Update, over []any, err error) {
	payloads := map[string]*redis.StringCmd{}
	_, err = store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, field := range fields {
			if period, id, ok := parseInboxField(field); ok {
				payloads[field] = pipe.HGet(ctx, keyUpdates(period), strconv.FormatInt(id, 10))
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, redis.Nil) {
		return nil, nil, err
	}
	for field, payload := range payloads {
		period, id, _ := parseInboxField(field)
		switch {
		case payload.Err() != nil && !errors.Is(payload.Err(), redis.Nil):
			return nil, nil, payload.Err()
		case payload.Val() == "":
			over = append(over, field)
		default:
			updates = append(updates, bot.Update{ID: id, Period: period, Left: true, Payload: payload.Val()})
		}
	}
	return updates, over, nil
}

// Payload reads what an update in the inbox says. That it is finished, or older than Telegram itself would keep it, is an error of
// kind NotFound.
func (store *Store) Payload(ctx context.Context, update bot.Update) (string, error) {
	payload, err := store.redis.HGet(ctx, keyUpdates(update.Period), strconv.FormatInt(update.ID, 10)).Result()
	if err == nil && payload == "" {
		err = redis.Nil
	}
	return payload, failed("read update "+strconv.FormatInt(update.ID, 10), err)
}

func parseInboxField(field string) (period, id int64, ok bool) {
	first, second, found := strings.Cut(field, "/")
	period, errPeriod := strconv.ParseInt(first, 10, 64)
	id, errID := strconv.ParseInt(second, 10, 64)
	return period, id, found && errPeriod == nil && errID == nil
}

// Beat says that this replica lives, sets when what it has taken in may be forgotten, and takes over the updates of those that
// have been silent for 15 seconds. It returns how many updates it took over; they are found by Unfinished. A replica that was
// silent itself takes nothing over: the store was away, and the others have not been able to beat either.
func (store *Store) Beat(ctx context.Context, replica string, now time.Time) (int, error) {
	period := periodOf(now)
	var replicas *redis.MapStringStringCmd
	_, err := store.vital.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		replicas = pipe.HGetAll(ctx, keyReplicas)
		pipe.HSet(ctx, keyReplicas, replica, now.UnixMilli())
		// Here and not in Accept, where it would run for every update.
		pipe.ExpireAt(ctx, keyUpdates(period), time.Unix((period+3)*int64(updatesPeriod/time.Second), 0))
		return nil
	})
	if err != nil {
		return 0, failed("beat", err)
	}
	seen, before := replicas.Val(), now.Add(-deadReplica).UnixMilli()
	if own, err := strconv.ParseInt(seen[replica], 10, 64); err != nil || own < before {
		return 0, nil
	}
	keys, args := []string{keyReplicas, keyInbox(replica)}, []any{before}
	for name, at := range seen {
		if millis, err := strconv.ParseInt(at, 10, 64); name != replica && err == nil && millis < before {
			keys, args = append(keys, keyInbox(name)), append(args, name)
		}
	}
	if len(args) == 1 {
		return 0, nil
	}
	taken, err := scriptAdopt.Run(ctx, store.vital, keys, args...).Int()
	return taken, failed("adopt updates", err)
}

// leavers are the finished updates that still stand in the inbox of a replica. Where they are lost with the process, Unfinished
// tidies.
type leavers struct {
	mu     sync.Mutex
	fields map[string][]any
}

func (leavers *leavers) add(replica string, fields ...any) {
	leavers.mu.Lock()
	defer leavers.mu.Unlock()
	if leavers.fields == nil {
		leavers.fields = map[string][]any{}
	}
	leavers.fields[replica] = append(leavers.fields[replica], fields...)
}

// take hands over all of them; what could not be removed is to be added again.
func (leavers *leavers) take(replica string) []any {
	leavers.mu.Lock()
	defer leavers.mu.Unlock()
	fields := leavers.fields[replica]
	delete(leavers.fields, replica)
	return fields
}
