package dispatch

import (
	"context"
	"time"

	"alliancebot/alliance"
	"alliancebot/render"
)

// watchEvery is how often a dispatch under way is looked at: pausing it takes effect within a second.
const watchEvery = 400 * time.Millisecond

// watch ends the sending when the dispatch is paused, withdrawn or done. The channel is closed when it does not look any more.
func (run *run) watch(sending context.Context, stop func()) <-chan struct{} {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(watchEvery)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
			case <-sending.Done():
				return
			}
			if state, err := run.Dispatches.State(sending, run.dispatch.ID); err == nil && !underWay(state) {
				stop()
				return
			}
		}
	}()
	return ended
}

func underWay(state alliance.DispatchState) bool {
	return state == alliance.Expanding || state == alliance.Running
}

// halt pauses a broadcast that Telegram refuses for too many, and tells its author.
func (run *run) halt(ctx context.Context, reason string) {
	run.stop()
	if err := run.Dispatches.Pause(ctx, run.dispatch.ID); err != nil {
		run.Log.Error("refused dispatch not paused", "dispatch", run.dispatch.ID, "error", err)
		return
	}
	tried, refused := run.health.counts()
	run.Log.Warn("dispatch paused, since telegram refuses it", "dispatch", run.dispatch.ID, "tried", tried, "refused", refused, "reason", reason)
	err := run.tell(ctx, alliance.Turn{Priority: alliance.Reminding}, run.dispatch, func(language alliance.Language) alliance.Message {
		return run.Render.BroadcastHalted(language, render.HaltView{Dispatch: run.dispatch, Tried: tried, Refused: refused, Reason: reason})
	})
	if err != nil {
		run.Log.Warn("author not told of the pause", "dispatch", run.dispatch.ID, "error", err)
	}
}
