package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// longestCatchUp bounds how far back a start looks for reminders that fell due while nobody ran; no lead time is longer.
const longestCatchUp = 32 * 24 * time.Hour

// DueReminders lists the reminders that fell due since the last tick that finished, up to now, and have not been dispatched, by
// moment. For each slot it reads the events that start so much later, and nothing else: its cost grows neither with the events
// nor with the members, only with how many different times these have chosen.
func (store *Store) DueReminders(ctx context.Context, now time.Time) ([]alliance.Reminder, error) {
	since, err := store.lastTick(ctx, now)
	if err != nil {
		return nil, err
	}
	slots, err := store.slots(ctx)
	if err != nil {
		return nil, err
	}
	window := alliance.Span{From: since.Add(1), To: now.Add(1)} // after since, up to now
	events, err := store.starting(ctx, slots, window)
	if err != nil {
		return nil, err
	}
	due, err := store.snoozed(ctx, since, now)
	if err != nil {
		return nil, err
	}
	for _, slot := range slots {
		for _, event := range events {
			if at, is := slot.due(event, window, store.own.Zone); is {
				due = append(due, alliance.Reminder{Event: event.event, Start: event.start, Lead: slot.lead, Quiet: slot.own, Due: at, Prepares: slot.prepares})
			}
		}
	}
	if due, err = store.uncovered(ctx, due); err != nil {
		return nil, err
	}
	slices.SortFunc(due, func(a, b alliance.Reminder) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Event, b.Event), cmp.Compare(a.Lead, b.Lead),
			cmp.Compare(remindedField(a.Start, a.Slot()), remindedField(b.Start, b.Slot())), cmp.Compare(a.Chat, b.Chat))
	})
	return slices.Compact(due), nil // an event may add what members have anyway
}

// starting reads the events of which one of the slots may remind within window.
func (store *Store) starting(ctx context.Context, slots []slot, window alliance.Span) ([]known, error) {
	keys := map[string]bool{}
	for _, slot := range slots {
		key := keyStarts
		if slot.added {
			key = keyAdded
		}
		for _, span := range slot.starts(window, store.own.Zone) {
			for stretch := stretchOf(span.From); stretch <= stretchOf(span.To); stretch++ {
				keys[key(stretch)] = true
			}
		}
	}
	var replies []*redis.MapStringStringCmd
	_, err := store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			replies = append(replies, pipe.HGetAll(ctx, key))
		}
		return nil
	})
	if err != nil {
		return nil, failed("read starts", err)
	}
	var events []known
	for _, reply := range replies {
		for event, value := range reply.Val() {
			if read, ok := parseStart(event, value); ok {
				events = append(events, read)
			}
		}
	}
	return events, nil
}

// uncovered leaves out the reminders that have been dispatched, as when the clock was set back.
func (store *Store) uncovered(ctx context.Context, due []alliance.Reminder) ([]alliance.Reminder, error) {
	if len(due) == 0 {
		return nil, nil
	}
	covered := make([]*redis.BoolCmd, len(due))
	_, err := store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, reminder := range due {
			covered[i] = pipe.HExists(ctx, keyReminded(reminder.Event), remindedField(reminder.Start, reminder.Slot()))
		}
		return nil
	})
	if err != nil {
		return nil, failed("read reminders of events", err)
	}
	var left []alliance.Reminder
	for i, reminder := range due {
		if reminder.Chat != 0 || !covered[i].Val() {
			left = append(left, reminder)
		}
	}
	return left, nil
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

// FinishTick records that every reminder due until now has been dispatched or skipped, and forgets the snoozes among those given.
func (store *Store) FinishTick(ctx context.Context, now time.Time, settled []alliance.Reminder) error {
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, reminder := range settled {
			if reminder.Chat != 0 {
				pipe.HDel(ctx, keySnoozed(stretchOf(reminder.Due)), snoozeField(reminder.Event, reminder.Chat))
			}
		}
		pipe.Set(ctx, keyTick, now.Unix(), 0)
		return nil
	})
	return failed("finish tick", err)
}

// skippedReminder stands in the place of the dispatch that there was none.
const skippedReminder = "skipped"

// SkipReminder records that a reminder was not sent because it came too late to be true; start is the event's.
func (store *Store) SkipReminder(ctx context.Context, reminder alliance.Reminder) error {
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		key := keyReminded(reminder.Event)
		pipe.HSetNX(ctx, key, remindedField(reminder.Start, reminder.Slot()), skippedReminder)
		pipe.ExpireAt(ctx, key, reminder.Start.Add(rememberReminders))
		return nil
	})
	return failed("skip reminder", err)
}

// remindedField names a reminder of an event: by its start, the lead time, that it is for those who have a part in it, and quiet hours that
// are not the community's.
func remindedField(start time.Time, slot alliance.Slot) string {
	field := strconv.FormatInt(start.Unix(), 10) + "/" + strconv.Itoa(int(slot.Lead/time.Minute))
	if slot.Prepares {
		field += "/" + toPrepare
	}
	if slot.Quiet != "" {
		field += "/" + slot.Quiet
	}
	return field
}

// toPrepare marks the times at which those are told who have a part in an event.
const toPrepare = "prepare"

// parseReminded reads such a name; false for another.
func parseReminded(field string) (start time.Time, slot alliance.Slot, ok bool) {
	begins, rest, _ := strings.Cut(field, "/")
	minutes, quiet, _ := strings.Cut(rest, "/")
	quiet, prepares := strings.CutPrefix(quiet, toPrepare)
	unix, errStart := strconv.ParseInt(begins, 10, 64)
	lead, errLead := strconv.Atoi(minutes)
	slot = alliance.Slot{Lead: time.Duration(lead) * time.Minute, Quiet: strings.TrimPrefix(quiet, "/"), Prepares: prepares}
	return time.Unix(unix, 0).UTC(), slot, errStart == nil && errLead == nil
}
