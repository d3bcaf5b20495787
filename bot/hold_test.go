package bot

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"alliancebot/alliance"
)

// noted is what processes of the bot share.
type noted struct {
	mu    sync.Mutex
	until time.Time
}

func (noted *noted) Migrate(context.Context, int64, int64) error { return nil }

func (noted *noted) Hold(_ context.Context, until time.Time) error {
	noted.mu.Lock()
	defer noted.mu.Unlock()
	noted.until = until
	return nil
}

func (noted *noted) Held(context.Context) (time.Time, error) {
	noted.mu.Lock()
	defer noted.mu.Unlock()
	return noted.until, nil
}

// TestHoldOutlivesProcess: a wait that Telegram has asked one process for holds for the one after it, from the first message on, and for one
// that runs beside it.
func TestHoldOutlivesProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		shared, log := &noted{}, slog.New(slog.DiscardHandler)
		process := func() (*Sender, func() time.Duration) {
			sender := NewSender(nil, NewLimiter(1000, ChatPace{}, time.Now), shared, nil, log)
			begun := time.Now()
			return sender, func() time.Duration {
				done, err := sender.limiter.Wait(t.Context(), alliance.Turn{Priority: alliance.Answering}, 7, 1)
				if err != nil {
					t.Fatal(err)
				}
				done()
				return time.Since(begun)
			}
		}
		beside, sends := process()
		ctx, stop := context.WithCancel(t.Context())
		heeding := make(chan error, 1)
		go func() { heeding <- beside.Heed(ctx) }()
		first, _ := process()
		first.hold(t.Context(), 20*time.Second)
		time.Sleep(5 * time.Second)
		next, then := process()
		next.HeedNow(t.Context())
		if took := then(); took != 15*time.Second {
			t.Errorf("the next process sends after %s, want 15 s", took)
		}
		if took := sends(); took != 20*time.Second {
			t.Errorf("the one beside it sends after %s, want 20 s", took)
		}
		stop()
		if err := <-heeding; err != nil {
			t.Error(err)
		}
	})
}

// TestEase: reminders and broadcasts wait, and answers do not.
func TestEase(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limiter := NewLimiter(1000, ChatPace{}, time.Now)
		limiter.Ease(time.Second)
		begun := time.Now()
		done, err := limiter.Wait(t.Context(), alliance.Turn{Priority: alliance.Answering}, 7, 1)
		if err != nil || time.Since(begun) != 0 {
			t.Errorf("an answer waits %s, %v", time.Since(begun), err)
		}
		done()
		done, err = limiter.Wait(t.Context(), alliance.Turn{Priority: alliance.Reminding}, 8, 1)
		if took := time.Since(begun).Round(10 * time.Millisecond); err != nil || took != time.Second {
			t.Errorf("a reminder waits %s, %v", took, err)
		}
		done()
	})
}
