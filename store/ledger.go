package store

import (
	"context"
	"strconv"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// ledgerKept is how long the ledger of a finished dispatch is kept.
const ledgerKept = 90 * 24 * time.Hour

// Append enters a page of recipients and moves the cursor from one place to the next, in one step; the cursor begins at "0"
// and ends at "end". A cursor that stands elsewhere, or a dispatch withdrawn, is an error of kind Conflict. Nobody may be
// entered twice.
func (store *Store) Append(ctx context.Context, id, cursor, next string, recipients []dispatch.Recipient) error {
	args := append([]any{cursor, next}, entries(recipients)...)
	moved, err := scriptAppend.Run(ctx, store.redis, []string{keyDispatch(id), keyReady(id), keyOutcomes(id), keyTally(id)}, args...).Int()
	if err != nil {
		return failed("append recipients", err)
	}
	if moved == 0 {
		return alliance.Errorf(alliance.Conflict, "append recipients to %s: cursor moved or dispatch ended", id)
	}
	return nil
}

// entries are recipients as scripts take them: the place, and "" or the outcome that it begins with.
func entries(recipients []dispatch.Recipient) []any {
	args := make([]any, 0, 2*len(recipients))
	for _, recipient := range recipients {
		outcome := ""
		if recipient.Skipped != "" {
			outcome = countedOutcome(alliance.Outcome{State: alliance.Skipped, Reason: recipient.Skipped})
		}
		args = append(args, recipient.Place().String(), outcome)
	}
	return args
}

// Lease takes up to most recipients of a dispatch who are due at now. Until the end of the lease they are the caller's alone.
func (store *Store) Lease(ctx context.Context, id string, now, until time.Time, most int) ([]alliance.Place, error) {
	texts, err := scriptLease.Run(ctx, store.vital, []string{keyDispatch(id), keyReady(id), keyWaiting(id)},
		now.UnixMilli(), until.UnixMilli(), most).StringSlice()
	if err != nil {
		return nil, failed("lease recipients", err)
	}
	places := make([]alliance.Place, 0, len(texts))
	for _, text := range texts {
		if place, err := alliance.ParsePlace(text); err == nil {
			places = append(places, place)
		}
	}
	return places, nil
}

// Leased counts the recipients of a dispatch who are being sent to at now: what becomes of them is yet to be settled. A missing
// dispatch has none.
func (store *Store) Leased(ctx context.Context, id string, now time.Time) (int, error) {
	leased, err := scriptLeased.Run(ctx, store.redis, []string{keyWaiting(id)}, now.UnixMilli()).Int()
	return leased, failed("count leases", err)
}

// Reclaim makes a replica the one that leases, which it must be before it does. If it was the last to do so, the leases left are those
// of its former process, which is no more: they end at once, and Reclaim returns how many there were. No two processes that
// live at a time may have the same name.
func (store *Store) Reclaim(ctx context.Context, replica string, now time.Time) (int, error) {
	active, err := store.Active(ctx)
	if err != nil {
		return 0, err
	}
	keys := []string{keySender}
	for _, id := range active {
		keys = append(keys, keyWaiting(id))
	}
	ended, err := scriptReclaim.Run(ctx, store.vital, keys, replica, now.UnixMilli()).Int()
	return ended, failed("reclaim leases", err)
}

// Settle records settlements and returns how many counted: one whose lease has passed to somebody else does not. A wait ends
// half a millisecond early in the ledger, where leases end on whole ones: so nobody's lease can be mistaken for it.
func (store *Store) Settle(ctx context.Context, id string, settlements []dispatch.Settlement) (int, error) {
	args := make([]any, 0, 5*len(settlements))
	for _, settlement := range settlements {
		doubt := ""
		if settlement.Doubtful {
			doubt = "doubt"
		}
		args = append(args, settlement.Place().String(), settlement.Lease.UnixMilli(), doubt)
		if settlement.Outcome.State == alliance.Waiting {
			args = append(args, "wait", strconv.FormatInt(settlement.NotBefore.UnixMilli()-1, 10)+".5")
		} else {
			args = append(args, storedOutcome(settlement.Outcome), countedOutcome(settlement.Outcome))
		}
	}
	settled, err := scriptSettle.Run(ctx, store.vital, []string{keyWaiting(id), keyOutcomes(id), keyTally(id), keyDispatch(id), keyDoubts(id)}, args...).Int()
	return settled, failed("settle recipients", err)
}

// Conclude ends a dispatch whose recipients are all settled, and reports whether it is ended. One that was withdrawn stays so.
func (store *Store) Conclude(ctx context.Context, id string, now time.Time) (bool, error) {
	keys := []string{keyDispatch(id), keyReady(id), keyWaiting(id), keyActive, keyOutcomes(id), keyTally(id), keyDoubts(id)}
	done, err := scriptFinish.Run(ctx, store.redis, keys, id, int(ledgerKept/time.Second), now.UnixMilli()).Int()
	return done == 1, failed("conclude dispatch", err)
}
