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
	Replica       string // names this process, and no other one that lives
	Ledger        Ledger
	Records       Records
	Dispatches    Dispatches
	Calendar      Calendar
	Proposals     Proposals
	Latecomers    Latecomers
	Confirmations Confirmations
	Members       Members
	Chats         Chats
	Events        Events
	Answers       Answers
	Sender        Sender
	Render        *render.Renderer
	// ICS writes events as an iCalendar file (RFC 5545), made at stamp.
	ICS      func(events []alliance.Event, stamp time.Time) ([]byte, error)
	Language alliance.Language // of members who have not chosen one
	Quiet    alliance.Quiet    // of members who have not chosen others
	Zone     *time.Location
	Rate     int // messages a second; about as many may be leased ahead
	Now      func() time.Time
	Meter    Meter
	Log      *slog.Logger

	woken  chan struct{}
	admits time.Time            // when late joiners are looked for again
	shows  map[string]time.Time // when the status of a broadcast may show confirmations again
}

const (
	// lease is how long a recipient is ours. It outlasts a call to Telegram, so that nobody else sends while we do.
	lease = 30 * time.Second
	// callTime is what must be left of a lease when a call begins.
	callTime = 21 * time.Second
	// lookEvery is how often the register is read when nobody wakes the dispatcher.
	lookEvery = time.Second
	// giveUp is how long a broadcast is tried for somebody who could be reached, but for network and server trouble; a pause begins it anew.
	giveUp = 24 * time.Hour
	// tryAgain is how long such a recipient waits before another try.
	tryAgain = 5 * time.Second
	// drain is how long calls under way may take when the dispatcher stops.
	drain = 8 * time.Second
)

// Open readies the dispatcher.
func (dispatcher *Dispatcher) Open() {
	dispatcher.woken, dispatcher.shows = make(chan struct{}, 1), map[string]time.Time{}
}

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

	under, telling := underTaken{ids: map[string]bool{}}, underTaken{ids: map[string]bool{}}
	defer under.running.Wait()
	defer telling.running.Wait()
	for ctx.Err() == nil && !dispatcher.reclaimed(ctx) {
		dispatcher.rest(ctx)
	}
	for ctx.Err() == nil {
		dispatcher.tend(ctx, delivering, &under, &telling)
		ids, err := dispatcher.Dispatches.Active(ctx)
		if err != nil && ctx.Err() == nil {
			dispatcher.Log.Warn("dispatches not read", "error", err)
		}
		for _, id := range ids {
			under.take(id, func() {
				if err := dispatcher.work(ctx, delivering, id); err != nil && ctx.Err() == nil {
					dispatcher.Log.Warn("dispatch interrupted", "dispatch", id, "error", err)
				}
			})
		}
		dispatcher.rest(ctx)
	}
	return nil
}

// tend does what is to be done for the broadcasts that are not being sent at this moment. What fails keeps nothing else from it.
func (dispatcher *Dispatcher) tend(ctx, delivering context.Context, under, telling *underTaken) {
	for _, task := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"begin scheduled dispatches", dispatcher.startDue},
		{"tell authors what was called off", func(ctx context.Context) error { return dispatcher.tellAuthors(ctx, delivering, telling) }},
		{"give up overdue proposals", dispatcher.expire},
		{"enter late joiners", dispatcher.admit},
		{"show confirmations", func(ctx context.Context) error { return dispatcher.showReceipts(ctx, delivering, under) }},
	} {
		if err := task.do(ctx); err != nil && ctx.Err() == nil {
			dispatcher.Log.Warn("broadcasts not tended", "task", task.name, "error", err)
		}
	}
}

// reclaimed takes back whom a former process of this replica was sending to when it died, and reports whether that is done.
func (dispatcher *Dispatcher) reclaimed(ctx context.Context) bool {
	ended, err := dispatcher.Ledger.Reclaim(ctx, dispatcher.Replica, dispatcher.Now())
	switch {
	case err != nil && ctx.Err() == nil:
		dispatcher.Log.Warn("leases not reclaimed", "error", err)
	case ended > 0:
		dispatcher.Log.Info("recipients taken back from a process that died", "recipients", ended)
	}
	return err == nil
}

// underTaken are the dispatches that this process is working off.
type underTaken struct {
	running sync.WaitGroup
	mu      sync.Mutex
	ids     map[string]bool
}

// take works on a dispatch in a goroutine of its own, unless one does already.
func (under *underTaken) take(id string, work func()) {
	under.mu.Lock()
	defer under.mu.Unlock()
	if under.ids[id] {
		return
	}
	under.ids[id] = true
	under.running.Go(func() {
		work()
		under.mu.Lock()
		defer under.mu.Unlock()
		delete(under.ids, id)
	})
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

// work works off one dispatch until it is done, paused or withdrawn, ctx ends, or the store is away.
func (dispatcher *Dispatcher) work(ctx, delivering context.Context, id string) error {
	dispatch, err := dispatcher.Dispatches.Dispatch(ctx, id)
	if err != nil {
		return fmt.Errorf("open dispatch: %w", err)
	}
	sending, stop := context.WithCancel(ctx)
	defer stop()
	run := newRun(delivering, dispatcher, dispatch, stop)
	watched, report := run.watch(sending, stop), run.startReport(sending)
	err = run.workOff(sending, delivering)
	switch {
	case sending.Err() != nil: // it was stopped, and whatever failed failed for that
		err = nil
	case err != nil && alliance.KindOf(err) == alliance.Invalid: // it will never do better
		dispatcher.Log.Error("dispatch withdrawn, since it cannot be worked off", "dispatch", id, "error", err)
		err = dispatcher.Calendar.WithdrawFor(delivering, id, "invalid")
	}
	stop()
	<-watched
	run.close()
	report.stop()
	if err != nil || ctx.Err() != nil {
		return err
	}
	return report.conclude(delivering)
}

// workOff sends to one recipient after the other. It returns without an error when the dispatch is not to be sent any more, which
// may be for now, or when another process has taken it over.
func (run *run) workOff(sending, delivering context.Context) error {
	if err := run.recollect(sending); err != nil {
		return err
	}
	if err := run.awaitEarlier(sending); err != nil {
		return err
	}
	if err := run.remember(sending); err != nil {
		return err
	}
	for sending.Err() == nil {
		if err := run.expand(sending); err != nil {
			if alliance.KindOf(err) == alliance.Conflict {
				return nil
			}
			return err
		}
		leased, err := run.fill(sending, delivering)
		if err != nil {
			return err
		}
		if leased > 0 || run.cursor != "end" {
			run.awaitRoom(sending)
			continue
		}
		if run.idle() {
			ended, err := run.Ledger.Conclude(sending, run.dispatch.ID, run.Now())
			if err != nil {
				return fmt.Errorf("conclude dispatch: %w", err)
			}
			if ended {
				return nil
			}
		}
		run.awaitWork(sending)
	}
	return nil
}
