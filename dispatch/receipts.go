package dispatch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/render"
)

const (
	// receiptsLively is how long after a broadcast began its status follows the confirmations as closely as its progress.
	receiptsLively = 10 * time.Minute
	// receiptsEvery is how often it is edited after that, at most.
	receiptsEvery = 30 * time.Second
	// receiptsForgotten is how long it is remembered when a status was edited for the last time.
	receiptsForgotten = time.Hour
)

// showReceipts has the status of each broadcast that was confirmed by somebody say so. What is being sent shows its progress meanwhile,
// and nobody else edits its status.
func (dispatcher *Dispatcher) showReceipts(ctx, delivering context.Context, under *underTaken) error {
	confirmed, err := dispatcher.Confirmations.Unshown(ctx)
	if err != nil {
		return fmt.Errorf("look for confirmations: %w", err)
	}
	now := dispatcher.Now()
	maps.DeleteFunc(dispatcher.shows, func(_ string, next time.Time) bool { return now.Sub(next) > receiptsForgotten })
	for _, id := range slices.Sorted(maps.Keys(confirmed)) {
		next, known := dispatcher.shows[id]
		if known && now.Before(next) {
			continue
		}
		dispatcher.shows[id] = now.Add(reportEvery)
		if !known { // its report may just have been shown
			continue
		}
		shown, failure := dispatcher.Dispatches.Dispatch(ctx, id)
		switch {
		case failure != nil && alliance.KindOf(failure) == alliance.NotFound:
			err = errors.Join(err, dispatcher.Confirmations.Shown(ctx, id, confirmed[id]))
		case failure != nil:
			err = errors.Join(err, fmt.Errorf("read broadcast: %w", failure))
		case shown.State == alliance.Done || shown.State == alliance.Withdrawn:
			if now.Sub(shown.Begun) > receiptsLively {
				dispatcher.shows[id] = now.Add(receiptsEvery)
			}
			under.take(id, func() {
				if err := dispatcher.showReceipt(delivering, shown, confirmed[id]); err != nil && ctx.Err() == nil {
					dispatcher.Log.Warn("confirmations not shown", "dispatch", id, "error", err)
				}
			})
		}
	}
	return err
}

// showReceipt edits the status of one broadcast; where that may do better later, it is to be tried again.
func (dispatcher *Dispatcher) showReceipt(ctx context.Context, shown alliance.Dispatch, note string) error {
	if shown.Author != 0 && shown.Status != 0 {
		tally, err := dispatcher.Records.Tally(ctx, shown.ID)
		if err != nil {
			return fmt.Errorf("read tally: %w", err)
		}
		confirmed, err := dispatcher.Records.Confirmed(ctx, shown.ID)
		if err != nil {
			return fmt.Errorf("count confirmations: %w", err)
		}
		places, err := dispatcher.Records.Places(ctx, shown)
		if err != nil {
			return fmt.Errorf("read groups: %w", err)
		}
		view := render.ReportView{Dispatch: shown, Tally: tally, Confirmed: confirmed, Places: places}
		err = dispatcher.Sender.Edit(ctx, shown.Author, shown.Status, dispatcher.Render.BroadcastReport(dispatcher.speaks(ctx, shown.Author), view))
		var failure *alliance.Failure
		if err != nil && (!errors.As(err, &failure) || failure.Class == alliance.Retry || failure.Class == alliance.Flood) {
			return fmt.Errorf("edit status: %w", err)
		}
	}
	return dispatcher.Confirmations.Shown(ctx, shown.ID, note)
}
