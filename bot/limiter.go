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
	eased   time.Time // until when reminders and broadcasts are kept back
	paused  time.Time
	timer   *time.Timer
	chats   chatPace
}

// turn is one caller waiting for permission.
type turn struct {
	messages int           // that one call puts into the chat
	granted  chan struct{} // closed with the permission
	begun    time.Time     // when it was given
}

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

// Wait blocks until so many messages more may be sent to chat with one call, and books them. The caller calls done, once, when the
// server has answered or the call has failed. Only ctx and the turn's Stop end the wait with an error.
func (limiter *Limiter) Wait(ctx context.Context, wanted alliance.Turn, chat int64, messages int) (done func(), err error) {
	messages = min(messages, limiter.window.rate)
	at := limiter.chats.reserve(chat, wanted.Priority, messages, limiter.now())
	if err := sleepUnless(ctx, wanted.Stop, limiter.now, at); err != nil {
		limiter.chats.release(chat, at, messages)
		return nil, err
	}
	waiting := &turn{messages: messages, granted: make(chan struct{})}
	limiter.mu.Lock()
	limiter.waiting[wanted.Priority] = append(limiter.waiting[wanted.Priority], waiting)
	limiter.grant()
	limiter.mu.Unlock()
	select {
	case <-waiting.granted:
		return func() { limiter.answered(waiting) }, nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-wanted.Stop:
		err = context.Canceled
	}
	limiter.leave(waiting, wanted.Priority)
	limiter.chats.release(chat, at, messages)
	return nil, err
}

// Pause stops all sending for a while, as Telegram asks with retry_after.
func (limiter *Limiter) Pause(pause time.Duration) {
	limiter.mu.Lock()
	defer limiter.mu.Unlock()
	limiter.paused = later(limiter.paused, limiter.now().Add(pause))
}

// Ease keeps reminders and broadcasts back for a while, and neither answers nor words of welcome. What another process has sent just before is not known here, and
// may still count.
func (limiter *Limiter) Ease(pause time.Duration) {
	limiter.mu.Lock()
	defer limiter.mu.Unlock()
	limiter.eased = later(limiter.eased, limiter.now().Add(pause))
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
		if !waits {
			return
		}
		at := later(limiter.window.room(now, limiter.waiting[priority][0].messages), limiter.paused)
		if priority != alliance.Answering {
			at = later(at, limiter.even)
		}
		if priority >= alliance.Reminding {
			at = later(at, limiter.eased)
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
	limiter.window.begin(queue[0], now)
	interval := time.Second * 96 / 100 / time.Duration(limiter.window.rate)
	taken := time.Duration(queue[0].messages) * interval
	limiter.even = later(limiter.even, now.Add(-evenLag-evenTurns*interval)).Add(taken)
	close(queue[0].granted)
}

func (limiter *Limiter) answered(turn *turn) {
	limiter.mu.Lock()
	defer limiter.mu.Unlock()
	limiter.window.answer(turn, limiter.now())
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
	limiter.window.cancel(waiting)
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
	return sleepUnless(ctx, nil, now, moment)
}

// sleepUnless sleeps until moment, unless ctx ends or stop is closed before.
func sleepUnless(ctx context.Context, stop <-chan struct{}, now func() time.Time, moment time.Time) error {
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
	case <-stop:
		return context.Canceled
	}
}
