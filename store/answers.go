package store

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// Answer keeps what a speaker has said of coming to an event, instead of what they said before.
func (store *Store) Answer(ctx context.Context, event string, member int64, answer alliance.Answer) error {
	text, err := json.Marshal(answer)
	if err != nil {
		return alliance.Errorf(alliance.Internal, "encode answer: %w", err)
	}
	_, err = store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.HSet(ctx, keyAnswers(event), strconv.FormatInt(member, 10), text)
		pipe.ExpireAt(ctx, keyAnswers(event), answer.Start.Add(rememberReminders))
		return nil
	})
	return failed("keep answer", err)
}

// Answers are what speakers have said of coming to an event, those of an earlier start among them.
func (store *Store) Answers(ctx context.Context, event string) ([]alliance.Answer, error) {
	texts, err := store.redis.HVals(ctx, keyAnswers(event)).Result()
	if err != nil {
		return nil, failed("read answers", err)
	}
	answers := make([]alliance.Answer, len(texts))
	for i, text := range texts {
		if err := json.Unmarshal([]byte(text), &answers[i]); err != nil {
			return nil, alliance.Errorf(alliance.Internal, "decode answer: %w", err)
		}
	}
	return answers, nil
}
