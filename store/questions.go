package store

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
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

// keptAgain is after how long a question that is asked again is written again, well before it ends.
const keptAgain = 24 * time.Hour

// KeepQuestion keeps what a chat has asked for a month, and makes it the chat's topic for ten minutes; chat 0 is none. The id is the
// same for the same question.
func (store *Store) KeepQuestion(ctx context.Context, chat int64, asked alliance.Asked, now time.Time) (id string, err error) {
	text, err := json.Marshal(asked)
	if err != nil {
		return "", fmt.Errorf("encode question: %w", err)
	}
	id = questionID(text)
	known := store.kept.has(id, now)
	var stands *redis.IntCmd
	_, err = store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		if known {
			stands = pipe.Exists(ctx, keyQuestion(id)) // unless the state was restored meanwhile
		} else {
			pipe.Set(ctx, keyQuestion(id), text, questionKept)
		}
		if chat != 0 {
			pipe.HSet(ctx, keyTopics, strconv.FormatInt(chat, 10), id+" "+strconv.FormatInt(now.Unix(), 10))
		}
		return nil
	})
	if err == nil && known && stands.Val() == 0 {
		err = store.redis.Set(ctx, keyQuestion(id), text, questionKept).Err()
	}
	if err == nil {
		store.kept.note(id, now)
	}
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
func (store *Store) Topic(ctx context.Context, chat int64, now time.Time) (alliance.Asked, error) {
	text, err := store.redis.HGet(ctx, keyTopics, strconv.FormatInt(chat, 10)).Result()
	if err != nil {
		return alliance.Asked{}, failed("read topic", err)
	}
	id, at, _ := strings.Cut(text, " ")
	asked, err := strconv.ParseInt(at, 10, 64)
	if err != nil || now.Sub(time.Unix(asked, 0)) > topicKept {
		return alliance.Asked{}, alliance.Errorf(alliance.NotFound, "read topic of chat: none of late")
	}
	return store.Question(ctx, id)
}

// keptQuestions are the questions that this process has kept of late: most are asked by many, and need not be written again.
type keptQuestions struct {
	mu sync.Mutex
	at map[string]time.Time
}

// keptLimit bounds how many are remembered.
const keptLimit = 4096

func (kept *keptQuestions) has(id string, now time.Time) bool {
	kept.mu.Lock()
	defer kept.mu.Unlock()
	at, known := kept.at[id]
	return known && now.Sub(at).Abs() < keptAgain
}

func (kept *keptQuestions) note(id string, now time.Time) {
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if _, known := kept.at[id]; known && now.Sub(kept.at[id]).Abs() < keptAgain {
		return
	}
	if len(kept.at) >= keptLimit || kept.at == nil {
		kept.at = map[string]time.Time{}
	}
	kept.at[id] = now
}
