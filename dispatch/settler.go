package dispatch

import (
	"context"
	"time"

	"alliancebot/alliance"
)

// settler writes settlements: whatever has gathered while one write was under way goes into the next.
type settler struct {
	*Dispatcher
	dispatch alliance.Dispatch
	brake    *brake
	writing  context.Context //nolint:containedctx // the life of the goroutine that writes, not of a call
	queue    chan Settlement
	done     chan struct{}
}

// settleAtOnce bounds one write, and so how long the script keeps Redis.
const settleAtOnce = 100

func newSettler(writing context.Context, dispatcher *Dispatcher, dispatch alliance.Dispatch, brake *brake) *settler {
	settling := &settler{Dispatcher: dispatcher, dispatch: dispatch, brake: brake, writing: writing, queue: make(chan Settlement, settleAtOnce), done: make(chan struct{})}
	go settling.run()
	return settling
}

func (settling *settler) put(settlement Settlement) {
	settling.brake.put()
	settling.queue <- settlement
}

// close waits until everything is written.
func (settling *settler) close() {
	close(settling.queue)
	<-settling.done
}

func (settling *settler) run() {
	defer close(settling.done)
	for first := range settling.queue {
		batch := []Settlement{first}
		for len(batch) < settleAtOnce {
			select {
			case next, open := <-settling.queue:
				if !open {
					settling.write(batch)
					return
				}
				batch = append(batch, next)
				continue
			default:
			}
			break
		}
		settling.write(batch)
	}
}

// write writes a batch, again and again while the store is away: forgetting that somebody was reached means reaching them
// twice. A late settlement counts as long as nobody else has leased the recipient. Only a stop that has waited long enough
// ends it.
func (settling *settler) write(batch []Settlement) {
	defer settling.brake.noted(len(batch))
	for {
		settled, err := settling.Ledger.Settle(settling.writing, settling.dispatch.ID, batch)
		if err == nil {
			settling.count(batch, settled)
			return
		}
		settling.Log.Warn("settlements not written, trying again", "dispatch", settling.dispatch.ID, "recipients", len(batch), "error", err)
		timer := time.NewTimer(time.Second)
		select {
		case <-timer.C:
		case <-settling.writing.Done():
			timer.Stop()
			settling.Log.Error("settlements lost; these recipients may be sent to twice", "dispatch", settling.dispatch.ID, "recipients", len(batch))
			return
		}
	}
}

func (settling *settler) count(batch []Settlement, settled int) {
	if settled < len(batch) {
		settling.Log.Warn("settlements came after their leases", "dispatch", settling.dispatch.ID, "recipients", len(batch)-settled)
	}
	for _, settlement := range batch {
		settling.Meter.Settled(settling.dispatch.Purpose, settlement.Outcome)
	}
}
