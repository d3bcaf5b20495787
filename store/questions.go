package store

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

const (
	// questionKept is how long the buttons under an answer work.
	questionKept = 30 * 24 * time.Hour
	// topicKept is how long a chat may go on from its last question.
	topicKept = 10 * time.Minute
)

// KeepQuestion keeps what a chat has asked for a month, and makes it the chat's topic for ten minutes. The id is the same for
// the same question.
func (store *Store) KeepQuestion(ctx context.Context, chat int64, asked alliance.Asked) (id string, err error) {
	text, err := json.Marshal(asked)
	if err != nil {
		return "", fmt.Errorf("encode question: %w", err)
	}
	id = questionID(text)
	_, err = store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.Set(ctx, keyQuestion(id), text, questionKept)
		if chat != 0 {
			pipe.Set(ctx, keyTopic(chat), id, topicKept)
		}
		return nil
	})
	return id, failed("keep question", err)
}

// questionID names a question by its content: 12 characters of a-z2-7.
func questionID(text []byte) string {
	sum := sha256.Sum256(text)
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:12])
}

// Question finds a question that was kept; one that is not, or not any more, is an error of kind NotFound.
func (store *Store) Question(ctx context.Context, id string) (alliance.Asked, error) {
	text, err := store.redis.Get(ctx, keyQuestion(id)).Result()
	if err != nil {
		return alliance.Asked{}, failed("read question", err)
	}
	var asked alliance.Asked
	if err := json.Unmarshal([]byte(text), &asked); err != nil {
		return alliance.Asked{}, fmt.Errorf("decode question: %w", err)
	}
	return asked, nil
}

// Topic finds what the chat asked last within ten minutes; nothing is an error of kind NotFound.
func (store *Store) Topic(ctx context.Context, chat int64) (alliance.Asked, error) {
	id, err := store.redis.Get(ctx, keyTopic(chat)).Result()
	if err != nil {
		return alliance.Asked{}, failed("read topic", err)
	}
	return store.Question(ctx, id)
}
