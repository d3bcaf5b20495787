package bot

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"alliancebot/alliance"
)

// patiently repeats a call to Telegram as long as waiting may mend what is wrong: the server or the network is in trouble, or a
// 429 asks to wait. failed hears of each such failure and of the pause after it. Any other failure ends it, and so does ctx.
func patiently(ctx context.Context, call func(context.Context) error, failed func(error, time.Duration)) error {
	const shortest, longest = 200 * time.Millisecond, 10 * time.Second
	for wait := shortest; ; wait = min(2*wait, longest) {
		err := call(ctx)
		var failure *alliance.Failure
		if !errors.As(err, &failure) {
			return err
		}
		pause := jitter(wait)
		switch failure.Class {
		case alliance.Flood:
			pause = failure.After
		case alliance.Retry:
		default:
			return err
		}
		failed(err, pause)
		if err := sleepUntil(ctx, time.Now, time.Now().Add(pause)); err != nil {
			return err
		}
	}
}

// inTime makes one call of the library with a deadline, and classifies how it failed.
func inTime(ctx context.Context, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, callDeadline)
	defer cancel()
	return classify(call(ctx))
}

// untold is for failures that nobody needs to hear of.
func untold(error, time.Duration) {}

// jitter varies a wait by a quarter, so that many waiters do not come back at once.
func jitter(wait time.Duration) time.Duration {
	return wait*3/4 + rand.N(wait/2+1)
}
