package dispatch

import (
	"context"
	"sync"
)

// brake holds back what would be sent while much has been sent that the ledger does not know of yet: if this process dies now, all of
// that is sent twice. What is on its way to Telegram comes on top, and is as much as the network holds.
type brake struct {
	ahead chan struct{} // one for each recipient whose turn is to come

	mu      sync.Mutex
	unnoted int           // settlements not written
	most    int           // of these, before nobody else is let through
	eased   chan struct{} // closed, and another one made, when some have been written
}

// At so many messages a second, so many wait for their turn, lest one comes and nobody is there; and so many may be unnoted: those of
// 50 ms, within which a store answers that is well.
func newBrake(rate int) *brake {
	return &brake{ahead: make(chan struct{}, 8+rate/50), most: 8 + rate/20, eased: make(chan struct{})}
}

// pass waits until another recipient may wait for a turn. The caller calls through, once, when it has come or is not waited for any
// more. It is false where ctx ends before.
func (brake *brake) pass(ctx context.Context) (through func(), passed bool) {
	select {
	case brake.ahead <- struct{}{}:
	case <-ctx.Done():
		return nil, false
	}
	for full, eased := brake.full(); full; full, eased = brake.full() {
		select {
		case <-eased:
		case <-ctx.Done():
			<-brake.ahead
			return nil, false
		}
	}
	if ctx.Err() != nil {
		<-brake.ahead
		return nil, false
	}
	return sync.OnceFunc(func() { <-brake.ahead }), true
}

func (brake *brake) full() (full bool, eased <-chan struct{}) {
	brake.mu.Lock()
	defer brake.mu.Unlock()
	return brake.unnoted >= brake.most, brake.eased
}

// put counts a settlement that is to be written.
func (brake *brake) put() {
	brake.mu.Lock()
	defer brake.mu.Unlock()
	brake.unnoted++
}

// noted counts settlements that have been written, or never will be.
func (brake *brake) noted(settlements int) {
	brake.mu.Lock()
	defer brake.mu.Unlock()
	brake.unnoted -= settlements
	close(brake.eased)
	brake.eased = make(chan struct{})
}
