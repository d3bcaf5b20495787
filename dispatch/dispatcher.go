package dispatch

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"alliancebot/alliance"
	"alliancebot/render"
)

// Dispatcher works off the ledgers of all dispatches under way. Only the leader runs it.
type Dispatcher struct {
	Ledger     Ledger
	Dispatches Dispatches
	Members    Members
	Events     Events
	Sender     Sender
	Render     *render.Renderer
	Language   alliance.Language // of members who have not chosen one
	Rate       int               // messages a second; as many may be leased ahead
	Now        func() time.Time
	Meter      Meter
	Log        *slog.Logger

	woken chan struct{}
}

const (
	// lease is how long a recipient is ours. It outlasts a call to Telegram, so that nobody else sends while we do.
	lease = 30 * time.Second
	// callTime is what must be left of a lease when a call begins.
	callTime = 21 * time.Second
	// lookEvery is how often the register is read when nobody wakes the dispatcher.
	lookEvery = time.Second
	// giveUp is how long a broadcast is tried for somebody who could be reached, but for network and server trouble.
	giveUp = 24 * time.Hour
	// tryAgain is how long such a recipient waits before another try.
	tryAgain = 5 * time.Second
	// drain is how long calls under way may take when the dispatcher stops.
	drain = 8 * time.Second
)

// Open readies the dispatcher.
func (dispatcher *Dispatcher) Open() { dispatcher.woken = make(chan struct{}, 1) }

// Wake makes the dispatcher look at the register at once, as after a dispatch has begun. It never blocks.
func (dispatcher *Dispatcher) Wake() {
	select {
	case dispatcher.woken <- struct{}{}:
	default:
	}
}

// Run sends what is to be sent until ctx ends. Calls under way then may finish, so that their outcome is known.
func (dispatcher *Dispatcher) Run(ctx context.Context) error {
	delivering, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	ended := context.AfterFunc(ctx, func() { time.AfterFunc(drain, stop) })
	defer ended()

	var running sync.WaitGroup
	defer running.Wait()
	var mu sync.Mutex
	under := map[string]bool{}
	for ctx.Err() == nil {
		ids, err := dispatcher.Dispatches.Active(ctx)
		if err != nil && ctx.Err() == nil {
			dispatcher.Log.Warn("dispatches not read", "error", err)
		}
		for _, id := range ids {
			mu.Lock()
			busy := under[id]
			under[id] = true
			mu.Unlock()
			if busy {
				continue
			}
			running.Go(func() {
				if err := dispatcher.work(ctx, delivering, id); err != nil && ctx.Err() == nil {
					dispatcher.Log.Warn("dispatch interrupted", "dispatch", id, "error", err)
				}
				mu.Lock()
				delete(under, id)
				mu.Unlock()
			})
		}
		dispatcher.rest(ctx)
	}
	return nil
}

func (dispatcher *Dispatcher) rest(ctx context.Context) {
	timer := time.NewTimer(lookEvery)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-dispatcher.woken:
	case <-ctx.Done():
	}
}

// work works off one dispatch until it is done, ctx ends, or the store is away.
func (dispatcher *Dispatcher) work(ctx, delivering context.Context, id string) error {
	dispatch, err := dispatcher.Dispatches.Dispatch(ctx, id)
	if err != nil {
		return fmt.Errorf("open dispatch: %w", err)
	}
	run := newRun(delivering, dispatcher, dispatch)
	defer run.close()
	report := run.startReport(ctx)
	defer report.stop()
	for ctx.Err() == nil {
		if err := run.expand(ctx); err != nil {
			return err
		}
		leased, err := run.fill(ctx, delivering)
		if err != nil {
			return err
		}
		if leased > 0 || run.dispatch.Cursor != "end" {
			run.awaitRoom(ctx)
			continue
		}
		if run.idle() {
			ended, err := dispatcher.Ledger.Conclude(ctx, id, dispatcher.Now())
			if err != nil {
				return fmt.Errorf("conclude dispatch: %w", err)
			}
			if ended {
				report.conclude(delivering)
				return nil
			}
		}
		run.awaitWork(ctx)
	}
	return nil
}
