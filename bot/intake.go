package bot

import (
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"alliancebot/alliance"
)

// Inbox keeps updates from the moment they are taken until they are finished.
type Inbox interface {
	Accept(ctx context.Context, replica string, updates []Update, now time.Time) (fresh []Update, err error)
	Finish(ctx context.Context, replica string, update Update) error
	Park(ctx context.Context, replica string, update Update) error
	Unfinished(ctx context.Context, replica string) (updates []Update, attempts []int, err error)
	Beat(ctx context.Context, replica string, now time.Time) (adopted int, err error)
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

	lanes  *Lanes
	mu     sync.Mutex
	queued map[int64]bool // updates in the lanes, so that recovery does not queue them again
	sorry  map[int64]bool // chats told that the store is away, during one outage
}

// mostAttempts is how often an update may have been found unfinished by a start before it is parked: it ends the process.
const mostAttempts = 3

// mostWaiting is how many updates may wait in the lanes before no more are fetched.
const mostWaiting = 5000

// beatEvery is how often a replica shows that it lives.
const beatEvery = 5 * time.Second

// Open readies the lanes; handling lives as long as ctx.
func (intake *Intake) Open() {
	intake.lanes = newLanes(intake.Router, intake.settle, intake.Log)
	intake.queued, intake.sorry = map[int64]bool{}, map[int64]bool{}
}

// Accept takes updates in. When it returns nil they are safe; an error of kind Unavailable means that none is, and those who
// sent them have been told to be patient. Updates that cannot be read are dropped with a log line.
func (intake *Intake) Accept(ctx, handling context.Context, payloads [][]byte) error {
	updates, chats := intake.read(payloads)
	fresh, err := intake.Inbox.Accept(ctx, intake.Replica, updates, intake.Now())
	if err != nil {
		intake.apologise(ctx, updates, chats)
		return fmt.Errorf("accept updates: %w", err)
	}
	intake.mu.Lock()
	clear(intake.sorry)
	intake.mu.Unlock()
	intake.Meter.Taken(len(fresh), len(updates)-len(fresh))
	for _, update := range fresh {
		intake.queue(handling, chats[update.ID], update)
	}
	return nil
}

func (intake *Intake) read(payloads [][]byte) ([]Update, map[int64]int64) {
	updates := make([]Update, 0, len(payloads))
	chats := map[int64]int64{}
	for _, payload := range payloads {
		envelope, err := openEnvelope(payload)
		if err != nil {
			intake.Log.Error("update unreadable", "bytes", len(payload), "error", err)
			continue
		}
		updates = append(updates, Update{ID: envelope.ID, Payload: string(payload)})
		chats[envelope.ID] = envelope.chat()
	}
	return updates, chats
}

func (intake *Intake) queue(ctx context.Context, chat int64, update Update) {
	intake.mu.Lock()
	known := intake.queued[update.ID]
	intake.queued[update.ID] = true
	intake.mu.Unlock()
	if !known {
		intake.lanes.Put(ctx, chat, update)
	}
}

// apologise tells each chat once an outage that the store is away.
func (intake *Intake) apologise(ctx context.Context, updates []Update, chats map[int64]int64) {
	for _, update := range updates {
		intake.mu.Lock()
		told := intake.sorry[chats[update.ID]]
		intake.sorry[chats[update.ID]] = true
		intake.mu.Unlock()
		if !told {
			intake.Router.Apologise(ctx, update)
		}
	}
}

// settle finishes an update that was answered, and parks one that could not be.
func (intake *Intake) settle(ctx context.Context, update Update, cause error) error {
	var err error
	if cause != nil {
		intake.Log.Error("update parked", "update", update.ID, "kind", alliance.KindOf(cause), "error", cause)
		intake.Meter.Parked()
		err = intake.Inbox.Park(ctx, intake.Replica, update)
	} else {
		err = intake.Inbox.Finish(ctx, intake.Replica, update)
	}
	if err == nil {
		intake.mu.Lock()
		delete(intake.queued, update.ID)
		intake.mu.Unlock()
	}
	return err
}

// Recover queues what an earlier process, or a replica that is no more, left unfinished.
func (intake *Intake) Recover(ctx context.Context) error {
	updates, attempts, err := intake.Inbox.Unfinished(ctx, intake.Replica)
	if err != nil {
		return fmt.Errorf("recover inbox: %w", err)
	}
	for i, update := range updates {
		if attempts[i] > mostAttempts {
			intake.Log.Error("update parked: it ended the process again and again", "update", update.ID, "attempts", attempts[i])
			intake.Meter.Parked()
			if err := intake.Inbox.Park(ctx, intake.Replica, update); err != nil {
				return fmt.Errorf("park update: %w", err)
			}
			continue
		}
		envelope, err := openEnvelope([]byte(update.Payload))
		if err != nil {
			return err
		}
		intake.queue(ctx, envelope.chat(), update)
	}
	if len(updates) > 0 {
		intake.Log.Info("inbox recovered", "updates", len(updates))
	}
	return nil
}

// Run shows that this replica lives and takes over what dead ones left, until ctx ends.
func (intake *Intake) Run(ctx context.Context) error {
	for {
		adopted, err := intake.Inbox.Beat(ctx, intake.Replica, intake.Now())
		if err == nil && adopted > 0 {
			err = intake.Recover(ctx)
		}
		if err != nil && ctx.Err() == nil {
			intake.Log.Warn("heartbeat failed", "error", err)
		}
		if sleepUntil(ctx, time.Now, time.Now().Add(beatEvery)) != nil {
			return nil
		}
	}
}

// Full reports whether so much waits that no more should be fetched.
func (intake *Intake) Full() bool { return intake.lanes.Waiting() > mostWaiting }

// Drain lets what is being handled end.
func (intake *Intake) Drain() { intake.lanes.Drain() }

// jitter varies a wait by a quarter, so that many waiters do not come back at once.
func jitter(wait time.Duration) time.Duration {
	return wait*3/4 + rand.N(wait/2+1)
}
