package store

import (
	"context"
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

// leftoversAtOnce bounds how much of an inbox is read in one step: as many updates as may wait in it are more than a Redis sends in time.
const leftoversAtOnce = 500

// Unfinished lists the updates that this replica took and did not finish, by id. Those in its inbox that are finished, or older than
// Telegram itself would keep them, leave it.
func (store *Store) Unfinished(ctx context.Context, replica string) ([]bot.Update, error) {
	fields, err := store.vital.SMembers(ctx, keyInbox(replica)).Result()
	if err != nil {
		return nil, failed("read inbox", err)
	}
	periods := map[int64][]string{}
	for _, field := range fields {
		if period, id, ok := parseInboxField(field); ok {
			periods[period] = append(periods[period], strconv.FormatInt(id, 10))
		}
	}
	var updates []bot.Update
	for period, all := range periods {
		for ids := range slices.Chunk(all, leftoversAtOnce) {
			found, err := store.leftovers(ctx, replica, period, ids)
			if err != nil {
				return nil, err
			}
			updates = append(updates, found...)
		}
	}
	slices.SortFunc(updates, func(a, b bot.Update) int { return int(a.ID - b.ID) })
	return updates, nil
}

// leftovers reads some updates of one period, and takes out of the inbox those that say nothing any more.
func (store *Store) leftovers(ctx context.Context, replica string, period int64, ids []string) ([]bot.Update, error) {
	payloads, err := store.vital.HMGet(ctx, keyUpdates(period), ids...).Result()
	if err != nil {
		return nil, failed("read updates", err)
	}
	var updates []bot.Update
	var over []any
	for i, payload := range payloads {
		id, _ := strconv.ParseInt(ids[i], 10, 64) // written by Unfinished
		if text, _ := payload.(string); text != "" {
			updates = append(updates, bot.Update{ID: id, Period: period, Left: true, Payload: text})
		} else {
			over = append(over, inboxField(period, id))
		}
	}
	if len(over) == 0 {
		return updates, nil
	}
	return updates, failed("tidy inbox", store.vital.SRem(ctx, keyInbox(replica), over...).Err())
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
