package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// Snooze enters that a member is to be reminded of an event once more, at the minute that due begins, and no more when they asked for
// before. Doing it again changes nothing.
func (store *Store) Snooze(ctx context.Context, event string, chat int64, due time.Time) error {
	due = due.Truncate(time.Minute)
	earlier, err := store.redis.HGet(ctx, keySnoozesOf(chat), event).Int64()
	if err = failed("read snooze", err); err != nil && alliance.KindOf(err) != alliance.NotFound {
		return err
	}
	_, err = store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.HDel(ctx, keySnoozed(stretchOf(time.Unix(earlier, 0))), snoozeField(event, chat))
		pipe.HSet(ctx, keySnoozed(stretchOf(due)), snoozeField(event, chat), due.Unix())
		pipe.HSet(ctx, keySnoozesOf(chat), event, due.Unix())
		pipe.ExpireAt(ctx, keySnoozesOf(chat), due.Add(rememberSnoozes))
		return nil
	})
	return failed("snooze", err)
}

// rememberSnoozes is how long after the last one a member's list of snoozes is kept; no snooze is longer.
const rememberSnoozes = 2 * 24 * time.Hour

// Snoozes lists what a member is to be reminded of once more after now, by moment.
func (store *Store) Snoozes(ctx context.Context, chat int64, now time.Time) ([]alliance.Reminder, error) {
	dues, err := store.redis.HGetAll(ctx, keySnoozesOf(chat)).Result()
	if err != nil {
		return nil, failed("read snoozes", err)
	}
	var snoozes []alliance.Reminder
	for event, unix := range dues {
		if snooze, ok := parseSnooze(snoozeField(event, chat), unix); ok && snooze.Due.After(now) {
			snoozes = append(snoozes, snooze)
		}
	}
	slices.SortFunc(snoozes, func(a, b alliance.Reminder) int {
		return cmp.Or(a.Due.Compare(b.Due), strings.Compare(a.Event, b.Event))
	})
	return snoozes, nil
}

func snoozeField(event string, chat int64) string { return event + "/" + strconv.FormatInt(chat, 10) }

// snoozed lists the snoozes due after since, up to now.
func (store *Store) snoozed(ctx context.Context, since, now time.Time) ([]alliance.Reminder, error) {
	var replies []*redis.MapStringStringCmd
	_, err := store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for stretch := stretchOf(since); stretch <= stretchOf(now); stretch++ {
			replies = append(replies, pipe.HGetAll(ctx, keySnoozed(stretch)))
		}
		return nil
	})
	if err != nil {
		return nil, failed("read snoozes", err)
	}
	var due []alliance.Reminder
	for _, reply := range replies {
		for field, value := range reply.Val() {
			if reminder, ok := parseSnooze(field, value); ok && !reminder.Due.After(now) {
				due = append(due, reminder)
			}
		}
	}
	return due, nil
}

func parseSnooze(field, value string) (alliance.Reminder, bool) {
	event, to, _ := strings.Cut(field, "/")
	chat, errChat := strconv.ParseInt(to, 10, 64)
	due, errDue := strconv.ParseInt(value, 10, 64)
	return alliance.Reminder{Event: event, Chat: chat, Due: time.Unix(due, 0).UTC()}, errChat == nil && errDue == nil
}
