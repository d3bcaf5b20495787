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
	queue    chan Settlement
	done     chan struct{}
}

// settleAtOnce bounds one write, and so how long the script keeps Redis.
const settleAtOnce = 100

func newSettler(dispatcher *Dispatcher, dispatch alliance.Dispatch) *settler {
	settling := &settler{Dispatcher: dispatcher, dispatch: dispatch, queue: make(chan Settlement, settleAtOnce), done: make(chan struct{})}
	go settling.run()
	return settling
}

func (settling *settler) put(settlement Settlement) { settling.queue <- settlement }

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
// twice. After the leases have ended it is in vain.
func (settling *settler) write(batch []Settlement) {
	ctx, cancel := context.WithDeadline(context.Background(), batch[0].Lease.Add(lease))
	defer cancel()
	for {
		settled, err := settling.Ledger.Settle(ctx, settling.dispatch.ID, batch)
		if err == nil {
			settling.count(batch, settled)
			return
		}
		settling.Log.Warn("settlements not written, trying again", "dispatch", settling.dispatch.ID, "recipients", len(batch), "error", err)
		timer := time.NewTimer(time.Second)
		select {
		case <-timer.C:
		case <-ctx.Done():
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
