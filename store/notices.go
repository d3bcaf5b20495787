package store

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// noticeQuiet is how long an event must not have been edited before its members are told, once, how it is now.
const noticeQuiet = 2 * time.Minute

// burst enters that an event which was old is event now. Its members know it as origin, where they have not been told of earlier
// edits, else as old. An edit that brings back what they know leaves nothing to tell.
func (s *swap) burst(origin, old string, event alliance.Event, now time.Time) error {
	known := origin
	if known == "" {
		known = old
	}
	before, err := decodeEvent(known)
	if err != nil {
		return err
	}
	noticed := alliance.Noticed(before, event, now)
	switch {
	case noticed:
		s.replace(keyOrigins, event.ID, origin, known)
		s.write(keyBursts, event.ID, strconv.FormatInt(now.Add(noticeQuiet).UnixMilli(), 10))
	case origin != "":
		s.replace(keyOrigins, event.ID, origin, "")
		s.write(keyBursts, event.ID, "")
	}
	return nil
}

// DueNotices lists the events whose members are to be told of edits, by id: nobody has edited them for two minutes. One that is
// to come due much later than an edit made now is due as well, since the clock has been set back.
func (store *Store) DueNotices(ctx context.Context, now time.Time) ([]alliance.Burst, error) {
	ends, err := store.redis.HGetAll(ctx, keyBursts).Result()
	if err != nil {
		return nil, failed("read notices", err)
	}
	var due []alliance.Burst
	for id, text := range ends {
		unix, _ := strconv.ParseInt(text, 10, 64)
		end := time.UnixMilli(unix).UTC()
		if end.After(now) && end.Before(now.Add(2*noticeQuiet)) {
			continue
		}
		origin, err := store.redis.HGet(ctx, keyOrigins, id).Result()
		if err = failed("read notice", err); err != nil {
			if alliance.KindOf(err) == alliance.NotFound { // another leader was faster
				continue
			}
			return nil, err
		}
		before, err := decodeEvent(origin)
		if err != nil {
			return nil, err
		}
		due = append(due, alliance.Burst{Before: before, Edited: end.Add(-noticeQuiet), Due: end})
	}
	slices.SortFunc(due, func(a, b alliance.Burst) int { return strings.Compare(a.Before.ID, b.Before.ID) })
	return due, nil
}

// NoticeDue is when the members of an event are to be told of edits, if nobody edits it again; the zero time where there are none.
func (store *Store) NoticeDue(ctx context.Context, event string) (time.Time, error) {
	unix, err := store.redis.HGet(ctx, keyBursts, event).Int64()
	if err = failed("read notice", err); err != nil {
		if alliance.KindOf(err) == alliance.NotFound {
			err = nil
		}
		return time.Time{}, err
	}
	return time.UnixMilli(unix).UTC(), nil
}

// FinishNotice records that the members of an event are being told, or need not be. An event edited meanwhile is an error of
// kind Conflict, and stays due.
func (store *Store) FinishNotice(ctx context.Context, burst alliance.Burst) error {
	done := newSwap()
	done.replace(keyBursts, burst.Before.ID, strconv.FormatInt(burst.Due.UnixMilli(), 10), "")
	done.write(keyOrigins, burst.Before.ID, "")
	return done.run(ctx, store)
}
