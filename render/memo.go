package render

import (
	"sync"
	"time"
)

// Memo remembers what was written within the present minute. Many members ask the same within a minute, as after an announcement,
// and filling a template costs more than all the rest of an answer. The zero Memo is ready; it is safe for concurrent use.
type Memo[T any] struct {
	mu     sync.Mutex
	minute time.Time
	known  map[string]T
}

// memoLimit bounds how much is remembered, and so the memory it takes to some megabytes.
const memoLimit = 512

// Recall gives what is remembered under key in the minute of now, or writes it; what failed is not remembered. The value is shared:
// nobody changes it.
func (memo *Memo[T]) Recall(key string, now time.Time, write func() (T, error)) (T, error) {
	minute := now.Truncate(time.Minute)
	memo.mu.Lock()
	if !minute.Equal(memo.minute) || len(memo.known) >= memoLimit {
		memo.minute, memo.known = minute, map[string]T{}
	}
	value, known := memo.known[key]
	memo.mu.Unlock()
	if known {
		return value, nil
	}
	value, err := write()
	memo.mu.Lock()
	defer memo.mu.Unlock()
	if err == nil && minute.Equal(memo.minute) {
		memo.known[key] = value
	}
	return value, err
}
