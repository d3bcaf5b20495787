package bot

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"alliancebot/alliance"
)

// Lanes handle updates: those of one chat one after the other, those of different chats side by side, but never more than a
// set number at a time.
type Lanes struct {
	handle    func(context.Context, *Update) error // fetches the payload from the inbox where it was left there
	apologise func(ctx context.Context, chat int64, update Update)
	settle    func(context.Context, Update, error) error // finishes or parks; Unavailable is tried again
	log       *slog.Logger

	mu      sync.Mutex
	queues  map[int64][]queued // what waits, by chat; a chat at work has an entry, be it empty
	ready   []int64            // chats that have something to do and no worker
	idle    []chan int64       // workers that rest, each taking the chat to work for next
	begun   int                // workers
	waiting int
	closed  bool
	workers sync.WaitGroup
}

// queued is an update in a lane.
type queued struct {
	Update
	bare bool // its payload was left in the inbox, since too much waits in the lane
}

// laneRoom is how many updates of one chat wait with what they say; those beyond it wait as a mere number each. They do not count
// as waiting, so that one chat with thousands of them does not keep the others' from being fetched.
const laneRoom = 100

// lanesAtOnce is how many updates are handled at a time. Most of that time is spent waiting: for Telegram, or for the turn to send.
// A class of newcomers that wait to be greeted must leave room for others.
const lanesAtOnce = 2048

// storeRetry is how soon something is tried again while the store is away; it grows to storeRetryLongest.
const (
	storeRetry        = 250 * time.Millisecond
	storeRetryLongest = 2 * time.Second
)

func newLanes(handle func(context.Context, *Update) error, apologise func(context.Context, int64, Update), settle func(context.Context, Update, error) error, log *slog.Logger) *Lanes {
	return &Lanes{
		handle: handle, apologise: apologise, settle: settle, log: log, queues: map[int64][]queued{},
	}
}

// Put queues an update in the lane of its chat. The first ctx is the one that all are handled under. After Drain it does nothing:
// the update stays in the inbox.
func (lanes *Lanes) Put(ctx context.Context, chat int64, update Update) {
	lanes.mu.Lock()
	defer lanes.mu.Unlock()
	if lanes.closed {
		return
	}
	queue, atWork := lanes.queues[chat]
	entry := queued{Update: update, bare: len(queue) >= laneRoom}
	if entry.bare {
		entry.Update = Update{ID: update.ID, Period: update.Period, Left: update.Left}
	} else {
		lanes.waiting++
	}
	lanes.queues[chat] = append(queue, entry)
	if !atWork {
		lanes.employ(ctx, chat)
	}
}

// employ finds a worker for a chat. Workers stay: the stack that an answer needs is grown once, and not for every update. The one
// that rested last works first, so that in quiet times the stacks of the others shrink. The lock is held.
func (lanes *Lanes) employ(ctx context.Context, chat int64) {
	switch last := len(lanes.idle) - 1; {
	case last >= 0:
		lanes.idle[last] <- chat // there is room
		lanes.idle = lanes.idle[:last]
	case lanes.begun < lanesAtOnce:
		lanes.begun++
		lanes.workers.Go(func() { lanes.work(ctx, chat) })
	default:
		lanes.ready = append(lanes.ready, chat)
	}
}

// Waiting is how many updates are queued or being handled, without those for which their lane had no room.
func (lanes *Lanes) Waiting() int {
	lanes.mu.Lock()
	defer lanes.mu.Unlock()
	return lanes.waiting
}

// Drain lets what is being handled come to its end, drops what is queued (it is in the inbox) and waits for the workers.
func (lanes *Lanes) Drain() {
	lanes.mu.Lock()
	lanes.closed = true
	for chat, queue := range lanes.queues {
		for _, entry := range queue {
			lanes.leave(entry)
		}
		lanes.queues[chat] = nil
	}
	for _, resting := range lanes.idle {
		close(resting)
	}
	lanes.ready, lanes.idle = nil, nil
	lanes.mu.Unlock()
	lanes.workers.Wait()
}

// leave counts an update that waits no more. The lock is held.
func (lanes *Lanes) leave(entry queued) {
	if !entry.bare {
		lanes.waiting--
	}
}

// work handles one update of chat, then one of the chat whose turn is next, and so on until Drain.
func (lanes *Lanes) work(ctx context.Context, chat int64) {
	turns := make(chan int64, 1)
	turns <- chat
	for chat := range turns {
		entry, waits := lanes.next(chat)
		if waits && ctx.Err() == nil { // else it stays in the inbox
			lanes.do(ctx, chat, entry.Update)
		}
		lanes.pass(turns, chat, entry, waits)
	}
}

func (lanes *Lanes) next(chat int64) (queued, bool) {
	lanes.mu.Lock()
	defer lanes.mu.Unlock()
	queue := lanes.queues[chat]
	if len(queue) == 0 { // Drain has come first
		return queued{}, false
	}
	lanes.queues[chat] = queue[1:]
	queue[0].Behind = len(queue) - 1
	return queue[0], true
}

// pass ends the turn of chat and tells its worker whose is next. Chats with much to do take turns.
func (lanes *Lanes) pass(worker chan int64, chat int64, entry queued, handled bool) {
	lanes.mu.Lock()
	defer lanes.mu.Unlock()
	if handled {
		lanes.leave(entry)
	}
	if len(lanes.queues[chat]) > 0 {
		lanes.ready = append(lanes.ready, chat)
	} else {
		delete(lanes.queues, chat)
	}
	switch {
	case len(lanes.ready) > 0:
		worker <- lanes.ready[0]
		lanes.ready = lanes.ready[1:]
	case lanes.closed:
		close(worker)
	default:
		lanes.idle = append(lanes.idle, worker)
	}
}

// do handles one update and settles it, trying again while the store is away.
func (lanes *Lanes) do(ctx context.Context, chat int64, update Update) {
	apologised := false
	err := lanes.whileAway(ctx, func() error {
		err := lanes.handle(ctx, &update)
		if err != nil && alliance.KindOf(err) == alliance.Unavailable && !apologised {
			apologised = true
			lanes.apologise(ctx, chat, update)
		}
		return err
	})
	if ctx.Err() != nil {
		return
	}
	err = lanes.whileAway(ctx, func() error { return lanes.settle(ctx, update, err) })
	if err != nil && ctx.Err() == nil {
		lanes.log.Error("update not settled", "update", update.ID, "error", err)
	}
}

// whileAway repeats act as long as the store is away and ctx lives.
func (lanes *Lanes) whileAway(ctx context.Context, act func() error) error {
	for wait := storeRetry; ; wait = min(2*wait, storeRetryLongest) {
		err := act()
		if err == nil || alliance.KindOf(err) != alliance.Unavailable {
			return err
		}
		if sleepUntil(ctx, time.Now, time.Now().Add(wait)) != nil {
			return err
		}
	}
}
