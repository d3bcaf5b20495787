package bot

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"time"

	"alliancebot/alliance"
)

// Inbox keeps updates from the moment they are taken until they are finished.
type Inbox interface {
	Accept(ctx context.Context, replica string, updates []Update, now time.Time) (fresh []Update, err error)
	Finish(ctx context.Context, replica string, update Update) error
	Park(ctx context.Context, replica string, update Update) error
	Leftovers
}

// IntakeMeter hears of updates taken in and parked.
type IntakeMeter interface {
	Taken(updates, repeated int)
	Parked()
}

// Intake takes updates in: first into the inbox, and only then are they Telegram's no more; then into the lane of their chat.
type Intake struct {
	Inbox   Inbox
	Router  *Router
	Replica string // name of this process among those that share the store
	Now     func() time.Time
	Meter   IntakeMeter
	Log     *slog.Logger

	lanes *Lanes
	mu    sync.Mutex
	// known are the updates that nothing more is to be done about when they come again: the zero time while in the lanes, else
	// when they were done with. A repetition that was on its way at that moment must not count as a new update.
	known map[int64]time.Time
	told  map[int64]time.Time // chats told that the store is away, and when
}

const (
	// mostWaiting is how many updates may wait in the lanes before no more are fetched; of one chat, laneRoom count.
	mostWaiting = 5000
	// knownFor is how long an update that is done with stays known; no repetition is on its way for longer.
	knownFor = time.Minute
	// acceptTime is how long the store may take for a batch before it counts as away.
	acceptTime = time.Second
	// sameOutage is how soon after a chat was told of an outage another trouble counts as the same one.
	sameOutage = 10 * time.Second
)

// Open readies the lanes.
func (intake *Intake) Open() {
	intake.lanes = newLanes(intake.handle, intake.console, intake.settle, intake.Log)
	intake.known, intake.told = map[int64]time.Time{}, map[int64]time.Time{}
}

// Accept takes updates in. When it returns nil they are safe; an error of kind Unavailable means that none is, and those who
// sent them have been told to be patient.
func (intake *Intake) Accept(ctx, handling context.Context, updates []Update) error {
	var fresh []Update
	if strange := intake.strange(updates); len(strange) > 0 {
		var err error
		if fresh, err = intake.keep(ctx, strange); err != nil {
			intake.apologise(ctx, strange)
			return fmt.Errorf("accept updates: %w", err)
		}
		intake.reachable()
	}
	intake.Meter.Taken(len(fresh), len(updates)-len(fresh))
	for _, update := range fresh {
		intake.queue(handling, update)
	}
	return nil
}

// keep puts updates into the inbox, with a deadline shorter than the store's own: those who sent them wait.
func (intake *Intake) keep(ctx context.Context, updates []Update) ([]Update, error) {
	ctx, cancel := context.WithTimeout(ctx, acceptTime)
	defer cancel()
	return intake.Inbox.Accept(ctx, intake.Replica, updates, intake.Now())
}

// strange leaves out the updates that are known.
func (intake *Intake) strange(updates []Update) []Update {
	intake.mu.Lock()
	defer intake.mu.Unlock()
	var strange []Update
	for _, update := range updates {
		done, known := intake.known[update.ID]
		if !known {
			strange = append(strange, update)
		} else if !done.IsZero() { // it still comes: it stays known
			intake.known[update.ID] = intake.Now()
		}
	}
	return strange
}

func (intake *Intake) queue(ctx context.Context, update Update) {
	intake.mu.Lock()
	_, known := intake.known[update.ID]
	if !known {
		intake.known[update.ID] = time.Time{}
	}
	intake.mu.Unlock()
	if !known {
		intake.lanes.Put(ctx, update.chat(), update)
	}
}

// settle finishes an update that was answered, and parks one that could not be.
func (intake *Intake) settle(ctx context.Context, update Update, cause error) error {
	var err error
	if cause != nil {
		err = intake.Inbox.Park(ctx, intake.Replica, update)
	} else {
		err = intake.Inbox.Finish(ctx, intake.Replica, update)
	}
	if err != nil {
		return err
	}
	if cause != nil {
		intake.Log.Error("update parked", "update", update.ID, "kind", alliance.KindOf(cause), "error", cause)
		intake.Meter.Parked()
	}
	intake.done(update)
	return nil
}

func (intake *Intake) done(update Update) {
	intake.mu.Lock()
	defer intake.mu.Unlock()
	intake.known[update.ID] = intake.Now()
}

// reachable notes that the store is there, which ends an outage.
func (intake *Intake) reachable() {
	intake.mu.Lock()
	defer intake.mu.Unlock()
	ended := intake.Now().Add(-sameOutage)
	maps.DeleteFunc(intake.told, func(_ int64, told time.Time) bool { return told.Before(ended) })
}

// Full reports whether so much waits that no more should be fetched.
func (intake *Intake) Full() bool { return intake.lanes.Waiting() > mostWaiting }

// Drain lets what is being handled end.
func (intake *Intake) Drain() { intake.lanes.Drain() }
