package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// Tellings lists the dispatches by which members were told of an event, by id; a reminder's once for each lead time it covers.
func (store *Store) Tellings(ctx context.Context, event string) ([]alliance.Telling, error) {
	fields, err := store.redis.HGetAll(ctx, keyReminded(event)).Result()
	if err != nil {
		return nil, failed("read reminders of event", err)
	}
	var tellings []alliance.Telling
	for field, id := range fields {
		if id != skippedReminder {
			tellings = append(tellings, parseTelling(field, id))
		}
	}
	slices.SortFunc(tellings, func(a, b alliance.Telling) int {
		return cmp.Or(strings.Compare(a.Dispatch, b.Dispatch), a.Start.Compare(b.Start), cmp.Compare(a.Lead, b.Lead))
	})
	return tellings, nil
}

// parseTelling reads a field of keyReminded. Those of notices and snoozes are ids, which hold no slash.
func parseTelling(field, id string) alliance.Telling {
	telling := alliance.Telling{Dispatch: id}
	if start, slot, reminds := parseReminded(field); reminds {
		telling.Start, telling.Lead, telling.Prepares = start, slot.Lead, slot.Prepares
	}
	return telling
}

// heardAtOnce bounds of how many chats is asked in one step, whatever the number of dispatches.
const heardAtOnce = 500

// Heard tells what some chats have got of some dispatches, in the order of these; chats that have got nothing are left out.
func (store *Store) Heard(ctx context.Context, ids []string, chats []int64) (map[int64][]alliance.Heard, error) {
	told := map[int64][]alliance.Heard{}
	if len(ids) == 0 {
		return told, nil
	}
	for some := range slices.Chunk(chats, heardAtOnce) {
		if err := store.heard(ctx, ids, some, told); err != nil {
			return nil, err
		}
	}
	return told, nil
}

// heard enters into told what some chats have got.
func (store *Store) heard(ctx context.Context, ids []string, chats []int64, told map[int64][]alliance.Heard) error {
	fields := make([]string, len(chats))
	for i, chat := range chats {
		fields[i] = strconv.FormatInt(chat, 10)
	}
	replies := make([]*redis.SliceCmd, len(ids))
	_, err := store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, id := range ids {
			replies[i] = pipe.HMGet(ctx, keyOutcomes(id), fields...)
		}
		return nil
	})
	if err != nil {
		return failed("read outcomes", err)
	}
	for i, reply := range replies {
		outcomes := reply.Val()
		for j, chat := range chats[:min(len(chats), len(outcomes))] {
			text, _ := outcomes[j].(string)
			if outcome := parseOutcome(text); outcome.State == alliance.Sent {
				told[chat] = append(told[chat], alliance.Heard{Dispatch: ids[i], Messages: outcome.Messages})
			}
		}
	}
	return nil
}
