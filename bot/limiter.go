package bot

import (
	"context"
	"sync"
	"time"

	"alliancebot/alliance"
)

// Limiter paces everything that is sent. Overall, no second may hold more than the rate; answers pass as soon as the last
// second has room, while reminders and broadcasts are spread evenly over what is left.
//
// What counts is when the server sees a message, and that is not known: a message begun at s and answered at r was seen no
// later than r minus the shortest time an answer has taken. The limiter books each message at that moment, so that a delayed
// one does not meet its successors in the same second, and no margin has to be guessed.
type Limiter struct {
	now  func() time.Time
	rate int // messages a second

	mu       sync.Mutex
	waiting  [alliance.Priorities][]*turn
	sent     []*booking // the last messages, at most rate of them, by the time they were begun
	even     time.Time  // the next slot of reminders and broadcasts
	paused   time.Time
	fastest  time.Duration // shortest round trip of late
	measured time.Time     // when fastest was measured
	timer    *time.Timer
	chats    chatPace
}

// booking is one message on its way or sent.
type booking struct {
	begun, seen time.Time // seen: the latest moment the server can have counted it
	answered    bool
}

// turn is one caller waiting for permission.
type turn struct{ granted chan *booking }

const (
	second        = time.Second + 2*time.Millisecond // the sliding second, and what clocks may differ
	evenLag       = 10 * time.Millisecond            // how much lateness of a timer is made up for
	fastestForget = 30 * time.Second
)

// NewLimiter paces at rate messages a second overall, and per chat as pace says.
func NewLimiter(rate int, pace ChatPace, now func() time.Time) *Limiter {
	return &Limiter{now: now, rate: max(rate, 1), chats: newChatPace(pace)}
}

// Wait blocks until one more message may be sent to chat, and books it. The caller calls done when the server has answered,
// or the call has failed. Only ctx ends the wait with an error.
func (limiter *Limiter) Wait(ctx context.Context, priority alliance.Priority, chat int64) (done func(), err error) {
	if err := sleepUntil(ctx, limiter.now, limiter.chats.reserve(chat, priority, limiter.now())); err != nil {
		return nil, err
	}
	waiting := &turn{granted: make(chan *booking, 1)}
	limiter.mu.Lock()
	limiter.waiting[priority] = append(limiter.waiting[priority], waiting)
	limiter.grant()
	limiter.mu.Unlock()
	select {
	case booked := <-waiting.granted:
		return func() { limiter.answered(booked) }, nil
	case <-ctx.Done():
		limiter.leave(waiting, priority)
		return nil, ctx.Err()
	}
}

// Pause stops all sending for a while, as Telegram asks with retry_after.
func (limiter *Limiter) Pause(pause time.Duration) {
	limiter.mu.Lock()
	defer limiter.mu.Unlock()
	if until := limiter.now().Add(pause); until.After(limiter.paused) {
		limiter.paused = until
	}
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
		if at := limiter.slot(now, priority); at.After(now) {
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

// slot is when the next message of the priority may go.
func (limiter *Limiter) slot(now time.Time, priority alliance.Priority) time.Time {
	at := limiter.paused
	if len(limiter.sent) >= limiter.rate {
		oldest := limiter.sent[len(limiter.sent)-limiter.rate]
		free := oldest.seen.Add(second)
		if !oldest.answered && now.Sub(oldest.begun) > time.Second {
			free = now.Add(evenLag) // not answered yet: it may be counted any moment
		}
		at = later(at, free)
	}
	if priority != alliance.Answering {
		at = later(at, limiter.even)
	}
	return at
}

func (limiter *Limiter) book(now time.Time, priority alliance.Priority) {
	queue := limiter.waiting[priority]
	limiter.waiting[priority] = queue[1:]
	booked := &booking{begun: now, seen: now}
	if len(limiter.sent) >= limiter.rate {
		limiter.sent = limiter.sent[len(limiter.sent)-limiter.rate+1:]
	}
	limiter.sent = append(limiter.sent, booked)
	limiter.even = later(limiter.even, now.Add(-evenLag)).Add(second / time.Duration(limiter.rate))
	queue[0].granted <- booked
}

// answered books the message at the latest moment the server can have seen it.
func (limiter *Limiter) answered(booked *booking) {
	limiter.mu.Lock()
	defer limiter.mu.Unlock()
	now := limiter.now()
	took := now.Sub(booked.begun)
	if limiter.fastest == 0 || took < limiter.fastest || now.Sub(limiter.measured) > fastestForget {
		limiter.fastest, limiter.measured = took, now
	}
	booked.answered = true
	booked.seen = now.Add(-limiter.fastest)
}

func (limiter *Limiter) leave(waiting *turn, priority alliance.Priority) {
	limiter.mu.Lock()
	defer limiter.mu.Unlock()
	queue := limiter.waiting[priority]
	for i, other := range queue {
		if other == waiting {
			limiter.waiting[priority] = append(queue[:i:i], queue[i+1:]...)
			return
		}
	}
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
