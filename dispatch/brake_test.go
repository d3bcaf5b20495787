package dispatch_test

import (
	"context"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
	"alliancebot/sandbox"
)

// TestStoreSlow: while the ledger cannot note what was sent, little more is sent, since after a crash it would be sent twice; once it
// can, everybody is reached, once.
func TestStoreSlow(t *testing.T) {
	play(t, func(t *testing.T) {
		const (
			rate, members = 300, 900
			most          = 8 + rate/20 + 8 + rate/50 + 8 // unnoted, those who waited for their turn then, and a few under way
		)
		w := newWorldOf(t, members, sandbox.Limits{Rate: rate})
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}})
		noting := make(chan struct{})
		w.dispatcherWith(func(dispatcher *dispatch.Dispatcher) {
			dispatcher.Rate, dispatcher.Ledger = rate, &slow{Ledger: w.store, noting: noting}
		})
		w.passes(5 * time.Second)
		if sent := w.sent(); sent == 0 || sent > most {
			t.Errorf("%d sent and none noted, want some and at most %d", sent, most)
		}
		close(noting)
		if tally := w.await("b"); tally.Sent != members+1 || w.sent() != members+1 {
			t.Errorf("tally %+v, %d sent", tally, w.sent())
		}
	})
}

// sent counts the messages that have arrived.
func (w *world) sent() int {
	stats, err := w.telegram.Stats(w.Context())
	w.check(err)
	return int(stats.Sends)
}

// slow is a ledger that settles nothing before it is noting.
type slow struct {
	dispatch.Ledger

	noting <-chan struct{}
}

func (slow *slow) Settle(ctx context.Context, id string, settlements []dispatch.Settlement) (int, error) {
	<-slow.noting
	return slow.Ledger.Settle(ctx, id, settlements)
}
