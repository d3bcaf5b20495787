package store

import (
	"context"
	"time"

	"alliancebot/alliance"
)

// LastDigests is up to when digests have been sent; now, where none was ever asked for or the clock was set back.
func (store *Store) LastDigests(ctx context.Context, now time.Time) (time.Time, error) {
	unix, err := store.redis.Get(ctx, keyDigests).Int64()
	if err = failed("read last digests", err); err != nil && alliance.KindOf(err) != alliance.NotFound {
		return time.Time{}, err
	}
	if since := time.Unix(unix, 0); err == nil && since.Before(now) {
		return since, nil
	}
	return now, nil
}

// FinishDigests records that every digest due until now has been sent.
func (store *Store) FinishDigests(ctx context.Context, now time.Time) error {
	return failed("finish digests", store.redis.Set(ctx, keyDigests, now.Unix(), 0).Err())
}
