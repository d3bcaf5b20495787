package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// Snooze enters that a member is to be reminded of an event once more, at the minute that due begins. Doing it again changes
// nothing.
func (store *Store) Snooze(ctx context.Context, event string, chat int64, due time.Time) error {
	due = due.Truncate(time.Minute)
	return failed("snooze", store.redis.HSet(ctx, keySnoozed(stretchOf(due)), snoozeField(event, chat), due.Unix()).Err())
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
