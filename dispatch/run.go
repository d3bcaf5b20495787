package dispatch

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"alliancebot/alliance"
)

// run is one dispatch being worked off by this process.
type run struct {
	*Dispatcher
	dispatch alliance.Dispatch // as it was when this began
	cursor   string            // how far its recipients have been entered
	room     chan struct{}     // one for each recipient leased, neither settled nor hanging
	freed    chan struct{}     // hears that one was settled
	brake    *brake
	settling *settler
	calls    sync.WaitGroup
	health   health
	stop     func() // ends the sending

	said   alliance.Dispatch // Say: the dispatch with what it says since its edits
	of     alliance.Dispatch // Edit and Recall: what they are of
	shapes shapes            // Edit and Recall: of the messages that they are about

	earlier []string                     // notice, amendment: the dispatches before it that have told of the event, the oldest first
	told    map[string]alliance.Dispatch // each of them
}

// So many recipients are leased at a time, however slow the rate is or however fast: each call under way takes up memory.
const (
	aheadAtLeast = 16
	aheadAtMost  = 1000 // the most that Telegram takes in a second (Bot API, allow_paid_broadcast)
)

// hangs is how long a recipient counts who waits for a turn or an answer: calls that hang must not keep others waiting.
const hangs = 3 * time.Second

func newRun(delivering context.Context, dispatcher *Dispatcher, dispatch alliance.Dispatch, stop func()) *run {
	ahead := min(max(dispatcher.Rate, aheadAtLeast), aheadAtMost)
	brake := newBrake(dispatcher.Rate)
	return &run{
		Dispatcher: dispatcher, dispatch: dispatch, cursor: dispatch.Cursor, stop: stop,
		room: make(chan struct{}, ahead), freed: make(chan struct{}, 1),
		brake: brake, settling: newSettler(delivering, dispatcher, dispatch, brake),
	}
}

// audience is to whom the dispatch goes. What was sent is edited and recalled for those who got it.
func (run *run) audience() alliance.Audience {
	switch {
	case run.dispatch.Purpose == alliance.ForPreparation, run.dispatch.Purpose == alliance.ForNotice, run.dispatch.Purpose == alliance.ForAmendment: // who of all members is concerned, recipients tells
		return alliance.Audience{}
	case run.dispatch.Task == alliance.Say:
		return run.dispatch.Audience
	}
	return alliance.Audience{Of: run.dispatch.Of, Which: alliance.WhichReached}
}

// close waits for the calls under way and for their settlements to be written.
func (run *run) close() {
	run.calls.Wait()
	run.settling.close()
}

func (run *run) idle() bool { return len(run.room) == 0 }

// expand enters the next page of the audience in the ledger; the sending of earlier pages goes on meanwhile.
func (run *run) expand(ctx context.Context) error {
	if run.cursor == "end" {
		return nil
	}
	nobody := run.dispatch.Purpose == alliance.ForAmendment && len(run.earlier) == 0
	switch {
	case len(run.dispatch.Audience.Only) > 0 || nobody:
		return run.expandOnly(ctx)
	case run.dispatch.Memo == alliance.Outstanding:
		return run.expandMissing(ctx)
	}
	pages := run.Members.MemberPages()
	page := slices.IndexFunc(pages, func(page int) bool { return strconv.Itoa(page) == run.cursor })
	if page < 0 {
		return alliance.Errorf(alliance.Internal, "dispatch %s: cursor %q", run.dispatch.ID, run.cursor)
	}
	members, err := run.Members.Audience(ctx, run.audience(), run.Language, pages[page])
	if err != nil {
		return fmt.Errorf("expand audience: %w", err)
	}
	recipients, err := run.recipients(ctx, members)
	if err != nil {
		return fmt.Errorf("expand audience: %w", err)
	}
	next := "end"
	if page+1 < len(pages) {
		next = strconv.Itoa(pages[page+1])
	} else {
		chats, err := run.chats(ctx)
		if err != nil {
			return fmt.Errorf("expand audience: %w", err)
		}
		recipients = append(recipients, chats...)
	}
	if err := run.Ledger.Append(ctx, run.dispatch.ID, run.cursor, next, recipients); err != nil {
		return fmt.Errorf("expand audience: %w", err)
	}
	run.cursor = next
	return nil
}

// fill leases as many recipients as there is room for and begins to deliver to them.
func (run *run) fill(sending, delivering context.Context) (int, error) {
	free := cap(run.room) - len(run.room)
	if free < cap(run.room)/4 { // lease in fewer, larger steps
		return 1, nil
	}
	now := run.Now()
	until := run.leaseFrom(now)
	places, err := run.Ledger.Lease(sending, run.dispatch.ID, now, until, free)
	if err != nil {
		return 0, fmt.Errorf("lease: %w", err)
	}
	if len(places) == 0 {
		return 0, nil
	}
	content, err := run.content(sending)
	if err != nil {
		run.giveBack(places, until)
		return 0, err
	}
	for _, place := range places {
		run.room <- struct{}{}
		leave := sync.OnceFunc(run.leave)
		run.calls.Go(func() {
			defer leave()
			run.deliver(sending, delivering, content, leased{Place: place, until: until, leave: leave})
		})
	}
	return len(places), nil
}

// leased is who is ours to send to.
type leased struct {
	alliance.Place

	until time.Time
	leave func() // makes room for another one; only the first time counts
}

// giveBack ends leases under which nothing was begun, so that nobody waits for their end.
func (run *run) giveBack(places []alliance.Place, until time.Time) {
	for _, place := range places {
		run.settling.put(Settlement{Chat: place.Chat, Topic: place.Topic, Lease: until, Outcome: alliance.Outcome{State: alliance.Waiting}, NotBefore: run.Now()})
	}
}

// leave makes room for another recipient.
func (run *run) leave() {
	<-run.room
	select {
	case run.freed <- struct{}{}:
	default:
	}
}

// awaitRoom waits until more can be leased.
func (run *run) awaitRoom(ctx context.Context) {
	for run.cursor == "end" && cap(run.room)-len(run.room) < cap(run.room)/4 {
		select {
		case <-run.freed:
		case <-ctx.Done():
			return
		}
	}
}

// awaitWork waits for recipients who have to wait: a retry, or somebody else's lease.
func (run *run) awaitWork(ctx context.Context) {
	const look = 250 * time.Millisecond
	timer := time.NewTimer(look)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-run.freed:
	case <-ctx.Done():
	}
}
