package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// dueSeconds is the length of the stretches by which due reminders are kept: a tick reads one or two, and after a downtime of a
// month some thousand at once.
const dueSeconds = 300

// longestCatchUp bounds how far back a start looks for reminders that fell due while nobody ran; no lead time is longer.
const longestCatchUp = 32 * 24 * time.Hour

// remind enters a reminder of an event.
func (s *swap) remind(event string, lead time.Duration, due time.Time) {
	s.write(keyDue(due.Unix()/dueSeconds), dueField(event, lead), strconv.FormatInt(due.Unix(), 10))
}

// drop takes out the reminder of an event that was entered as due then.
func (s *swap) drop(event string, lead time.Duration, due time.Time) {
	s.write(keyDue(due.Unix()/dueSeconds), dueField(event, lead), "")
}

func dueField(event string, lead time.Duration) string {
	return event + "/" + strconv.Itoa(int(lead/time.Minute))
}

func parseDue(field, value string) (alliance.Reminder, bool) {
	event, minutes, ok := strings.Cut(field, "/")
	lead, errLead := strconv.Atoi(minutes)
	due, errDue := strconv.ParseInt(value, 10, 64)
	reminder := alliance.Reminder{Event: event, Lead: time.Duration(lead) * time.Minute, Due: time.Unix(due, 0).UTC()}
	return reminder, ok && errLead == nil && errDue == nil
}

// DueReminders lists the reminders that fell due since the last tick that finished, up to now, by moment. It reads the stretches
// in between and nothing else, so its cost does not grow with the reminders planned for later.
func (store *Store) DueReminders(ctx context.Context, now time.Time) ([]alliance.Reminder, error) {
	since, err := store.lastTick(ctx, now)
	if err != nil {
		return nil, err
	}
	var replies []*redis.MapStringStringCmd
	_, err = store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for stretch := since.Unix() / dueSeconds; stretch <= now.Unix()/dueSeconds; stretch++ {
			replies = append(replies, pipe.HGetAll(ctx, keyDue(stretch)))
		}
		return nil
	})
	if err != nil {
		return nil, failed("read due reminders", err)
	}
	var due []alliance.Reminder
	for _, reply := range replies {
		for field, value := range reply.Val() {
			if reminder, ok := parseDue(field, value); ok && !reminder.Due.After(now) {
				due = append(due, reminder)
			}
		}
	}
	slices.SortFunc(due, func(a, b alliance.Reminder) int {
		if order := a.Due.Compare(b.Due); order != 0 {
			return order
		}
		return strings.Compare(dueField(a.Event, a.Lead), dueField(b.Event, b.Lead))
	})
	return due, nil
}

func (store *Store) lastTick(ctx context.Context, now time.Time) (time.Time, error) {
	unix, err := store.redis.Get(ctx, keyTick).Int64()
	if err != nil && alliance.KindOf(failed("", err)) != alliance.NotFound {
		return time.Time{}, failed("read last tick", err)
	}
	since := time.Unix(unix, 0)
	if earliest := now.Add(-longestCatchUp); since.Before(earliest) {
		return earliest, nil
	}
	if since.After(now) { // the clock was set back
		return now, nil
	}
	return since, nil
}

// FinishTick records that every reminder due until now has been dispatched or skipped, and forgets those given: what is
// forgotten does not fall due again, even when the clock is set back.
func (store *Store) FinishTick(ctx context.Context, now time.Time, settled []alliance.Reminder) error {
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, reminder := range settled {
			pipe.HDel(ctx, keyDue(reminder.Due.Unix()/dueSeconds), dueField(reminder.Event, reminder.Lead))
		}
		pipe.Set(ctx, keyTick, now.Unix(), 0)
		return nil
	})
	return failed("finish tick", err)
}

// SkipReminder records that a reminder of the event was not sent because it came too late to be true.
func (store *Store) SkipReminder(ctx context.Context, event alliance.Event, lead time.Duration) error {
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.HSetNX(ctx, keyReminded(event.ID), remindedField(event.Start, lead), "skipped")
		pipe.ExpireAt(ctx, keyReminded(event.ID), event.Start.Add(rememberReminders))
		return nil
	})
	return failed("skip reminder", err)
}

func remindedField(start time.Time, lead time.Duration) string {
	return fmt.Sprintf("%d/%d", start.Unix(), lead/time.Minute)
}
