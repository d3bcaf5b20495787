package store

import (
	"context"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"
)

// holdField is the one member of keyHold.
const holdField = "telegram"

// Hold notes until when Telegram lets nobody send; of several the latest counts.
func (store *Store) Hold(ctx context.Context, until time.Time) error {
	_, err := store.vital.ZAddArgs(ctx, keyHold, redis.ZAddArgs{GT: true, Members: []redis.Z{{Score: float64(until.UnixMilli()), Member: holdField}}}).Result()
	return failed("note wait", err)
}

// Held is until when Telegram lets nobody send; zero where it has never asked to wait.
func (store *Store) Held(ctx context.Context) (time.Time, error) {
	score, err := store.vital.ZScore(ctx, keyHold, holdField).Result()
	switch {
	case errors.Is(err, redis.Nil):
		return time.Time{}, nil
	case err != nil:
		return time.Time{}, failed("read wait", err)
	}
	return time.UnixMilli(int64(score)).UTC(), nil
}
