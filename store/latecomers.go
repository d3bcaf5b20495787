package store

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// regroup notes a member whom another audience may include now. Each note has another value, so that one made meanwhile is not
// forgotten with an earlier one.
func (s *swap) regroup(before, after alliance.Member) {
	if after.Regrouped(before) {
		s.write(keyStirred, strconv.FormatInt(after.ID, 10), strconv.FormatUint(rand.Uint64(), 36))
	}
}

// Stirred are the members whom another audience may include since they were last settled, each with a note to settle them by.
func (store *Store) Stirred(ctx context.Context) (map[int64]string, error) {
	notes, err := store.redis.HGetAll(ctx, keyStirred).Result()
	if err != nil {
		return nil, failed("read changed members", err)
	}
	stirred := make(map[int64]string, len(notes))
	for text, note := range notes {
		if id, err := strconv.ParseInt(text, 10, 64); err == nil {
			stirred[id] = note
		}
	}
	return stirred, nil
}

// Settled forgets members who were stirred, but for those who have been again.
func (store *Store) Settled(ctx context.Context, stirred map[int64]string) error {
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(stirred)), writtenAtOnce) {
		args := make([]any, 0, 2*len(ids))
		for _, id := range ids {
			args = append(args, id, stirred[id])
		}
		if err := scriptForget.Run(ctx, store.redis, []string{keyStirred}, args...).Err(); err != nil {
			return failed("settle changed members", err)
		}
	}
	return nil
}

// Open lists the broadcasts that go to late joiners at now. Those that did are forgotten.
func (store *Store) Open(ctx context.Context, now time.Time) ([]string, error) {
	ends, err := store.redis.HGetAll(ctx, keyOpen).Result()
	if err != nil {
		return nil, failed("read open broadcasts", err)
	}
	var open []string
	var over []any
	for id, text := range ends {
		if end, err := strconv.ParseInt(text, 10, 64); err == nil && end > now.UnixMilli() {
			open = append(open, id)
		} else {
			over = append(over, id, text)
		}
	}
	slices.Sort(open)
	if len(over) == 0 {
		return open, nil
	}
	return open, failed("close broadcasts", scriptForget.Run(ctx, store.redis, []string{keyOpen}, over...).Err())
}

// Among keeps those members with these ids who belong to an audience.
func (store *Store) Among(ctx context.Context, audience alliance.Audience, fallback alliance.Language, ids []int64) ([]alliance.Member, error) {
	var members []alliance.Member
	for _, id := range ids {
		member, err := store.Member(ctx, id)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return nil, err
		}
		if err == nil {
			members = append(members, member)
		}
	}
	return store.meant(ctx, audience, fallback, members, broadcastsBack)
}

// Join enters late joiners of a broadcast, each once; one that is done goes on with them. Where some who were there from the first have
// yet to be tried it waits, and does nothing.
func (store *Store) Join(ctx context.Context, joined alliance.Dispatch, recipients []dispatch.Recipient, now time.Time) (waits bool, err error) {
	id := joined.ID
	args := append([]any{id, place(joined), now.UnixMilli()}, entries(recipients)...)
	keys := []string{keyDispatch(id), keyReady(id), keyWaiting(id), keyOutcomes(id), keyTally(id), keyActive, keyOpen}
	entered, err := scriptJoin.Run(ctx, store.redis, keys, args...).Int()
	return entered < 0, failed("join dispatch", err)
}
