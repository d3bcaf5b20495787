package bot

import (
	"context"
	"slices"
	"sync"
	"time"

	"alliancebot/alliance"
)

// Limiter paces everything that is sent. Overall, no second may hold more than the rate, by the server's clock; answers pass
// as soon as the last second has room, while reminders and broadcasts are spread evenly over what is left.
type Limiter struct {
	now func() time.Time

	mu      sync.Mutex
	waiting [alliance.Priorities][]*turn
	window  window
	even    time.Time // the next slot of reminders and broadcasts
	paused  time.Time
	timer   *time.Timer
	chats   chatPace
}

// turn is one caller waiting for permission, which is the moment at which it was given.
type turn struct{ granted chan time.Time }

// Reminders and broadcasts go a little closer together than the rate needs, and those late by no more than a timer and two
// turns follow at once, so that small delays are made up for; after a longer one nothing bursts.
const (
	evenLag   = 10 * time.Millisecond
	evenTurns = 2
)

// NewLimiter paces at rate messages a second overall, and per chat as pace says.
func NewLimiter(rate int, pace ChatPace, now func() time.Time) *Limiter {
	return &Limiter{now: now, window: window{rate: max(rate, 1)}, chats: newChatPace(pace)}
}

// Wait blocks until one more message may be sent to chat, and books it. The caller calls done, once, when the server has
// answered or the call has failed. Only ctx ends the wait with an error.
func (limiter *Limiter) Wait(ctx context.Context, priority alliance.Priority, chat int64) (done func(), err error) {
	if err := sleepUntil(ctx, limiter.now, limiter.chats.reserve(chat, priority, limiter.now())); err != nil {
		return nil, err
	}
	waiting := &turn{granted: make(chan time.Time, 1)}
	limiter.mu.Lock()
	limiter.waiting[priority] = append(limiter.waiting[priority], waiting)
	limiter.grant()
	limiter.mu.Unlock()
	select {
	case begun := <-waiting.granted:
		return func() { limiter.answered(begun) }, nil
	case <-ctx.Done():
		limiter.leave(waiting, priority)
		return nil, ctx.Err()
	}
}

// Pause stops all sending for a while, as Telegram asks with retry_after.
func (limiter *Limiter) Pause(pause time.Duration) {
	limiter.mu.Lock()
	defer limiter.mu.Unlock()
	limiter.paused = later(limiter.paused, limiter.now().Add(pause))
}

// PauseChat stops sending to one chat for a while.
func (limiter *Limiter) PauseChat(chat int64, pause time.Duration) {
	limiter.chats.pause(chat, limiter.now().Add(pause))
}

// Busy reports whether a message was sent to the chat so lately that a refusal may be about that chat alone.
func (limiter *Limiter) Busy(chat int64) bool { return limiter.chats.busy(chat, limiter.now()) }

// grant lets everybody go whose turn it is, and sets the timer for the next one. The lock is held.
func (limiter *Limiter) grant() {
	for {
		now := limiter.now()
		priority, waits := limiter.next()
		room, known := limiter.window.room(now)
		if !waits || !known { // with an answer it is known again, and grant called
			return
		}
		at := later(room, limiter.paused)
		if priority != alliance.Answering {
			at = later(at, limiter.even)
		}
		if at.After(now) {
			limiter.wake(at.Sub(now))
			return
		}
		limiter.book(now, priority)
	}
}

// next is the most pressing priority that somebody waits with.
func (limiter *Limiter) next() (alliance.Priority, bool) {
	for priority := range limiter.waiting {
		if len(limiter.waiting[priority]) > 0 {
			return alliance.Priority(priority), true
		}
	}
	return 0, false
}

func (limiter *Limiter) book(now time.Time, priority alliance.Priority) {
	queue := limiter.waiting[priority]
	limiter.waiting[priority] = queue[1:]
	limiter.window.begin()
	interval := time.Second * 96 / 100 / time.Duration(limiter.window.rate)
	limiter.even = later(limiter.even, now.Add(-evenLag-evenTurns*interval)).Add(interval)
	queue[0].granted <- now
}

func (limiter *Limiter) answered(begun time.Time) {
	limiter.mu.Lock()
	defer limiter.mu.Unlock()
	limiter.window.answer(begun, limiter.now())
	limiter.grant()
}

// leave gives up a place in the queue, or the permission if it came in the same moment.
func (limiter *Limiter) leave(waiting *turn, priority alliance.Priority) {
	limiter.mu.Lock()
	defer limiter.mu.Unlock()
	queue := limiter.waiting[priority]
	if at := slices.Index(queue, waiting); at >= 0 {
		limiter.waiting[priority] = append(queue[:at:at], queue[at+1:]...)
		return
	}
	limiter.window.cancel()
	limiter.grant()
}

func (limiter *Limiter) wake(after time.Duration) {
	if limiter.timer == nil {
		limiter.timer = time.AfterFunc(after, func() {
			limiter.mu.Lock()
			defer limiter.mu.Unlock()
			limiter.grant()
		})
		return
	}
	limiter.timer.Reset(after)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func sleepUntil(ctx context.Context, now func() time.Time, moment time.Time) error {
	wait := moment.Sub(now())
	if wait <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
