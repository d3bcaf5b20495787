package bot

import (
	"context"
	"time"
)

const (
	// heedEvery is how often is asked what other processes were told.
	heedEvery = time.Second
	// holdReply is how long the store may take to note a wait: others wait for it meanwhile.
	holdReply = 2 * time.Second
)

// Heed keeps to the waits for which Telegram has asked other processes of the bot, or one before this, until ctx ends: retry_after (Bot API,
// ResponseParameters) is said to the bot and not to whoever happens to run it.
func (sender *Sender) Heed(ctx context.Context) error {
	ticker := time.NewTicker(heedEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			sender.HeedNow(ctx)
		case <-ctx.Done():
			return nil
		}
	}
}

// HeedNow does so once. While the store is away nothing is known of others.
func (sender *Sender) HeedNow(ctx context.Context) {
	if until, err := sender.moves.register.Held(ctx); err == nil {
		sender.limiter.Pause(time.Until(until))
	}
}

// hold stops all sending, here and by other processes, as Telegram asks.
func (sender *Sender) hold(ctx context.Context, pause time.Duration) {
	sender.limiter.Pause(pause)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), holdReply)
	defer cancel()
	if err := sender.moves.register.Hold(ctx, time.Now().Add(pause)); err != nil {
		sender.log.Warn("wait not noted for other processes", "error", err)
	}
}
