package store

import (
	"context"
	"slices"
	"time"

	"alliancebot/alliance"
)

// Start begins a scheduled dispatch, and reports whether it did: one that is not scheduled any more is left as it is.
func (store *Store) Start(ctx context.Context, id string, now time.Time) (bool, error) {
	scheduled, err := store.Dispatch(ctx, id)
	if err != nil {
		return false, err
	}
	keys := []string{keyDispatch(id), keyActive, keyScheduled}
	if note(scheduled) != "" {
		keys = append(keys, keyDispatch(scheduled.About()))
	}
	started, err := scriptStart.Run(ctx, store.redis, keys, id, place(scheduled), now.UnixMilli(), note(scheduled)).Int()
	return started == 1, failed("start dispatch", err)
}

// Pause stops the sending of a dispatch until it is resumed. One that is not being sent is an error of kind Conflict, a missing one
// of kind NotFound; doing it again changes nothing.
func (store *Store) Pause(ctx context.Context, id string) error {
	state, err := scriptPause.Run(ctx, store.redis, []string{keyDispatch(id), keyActive}, id).Text()
	return steered("pause", id, state, err, alliance.Paused)
}

// Resume goes on with a paused dispatch. One that is neither paused nor being sent is an error of kind Conflict, a missing one of
// kind NotFound; doing it again changes nothing.
func (store *Store) Resume(ctx context.Context, id string) error {
	paused, err := store.Dispatch(ctx, id)
	if err != nil {
		return err
	}
	state, err := scriptResume.Run(ctx, store.redis, []string{keyDispatch(id), keyActive}, id, place(paused), time.Now().UnixMilli()).Text()
	return steered("resume", id, state, err, alliance.Running, alliance.Expanding)
}

// Retry puts the failed recipients of a dispatch, and nobody else, back among those to be sent to, and returns how many they are.
// It is an error of kind Conflict for one that was withdrawn or recalled, or has yet to begin, and for an edit of what was edited
// again or recalled; of kind NotFound for a missing one.
func (store *Store) Retry(ctx context.Context, id string) (int, error) {
	tried, err := store.Dispatch(ctx, id)
	if err != nil {
		return 0, err
	}
	keys := []string{keyDispatch(id), keyReady(id), keyOutcomes(id), keyTally(id), keyActive, keyDoubts(id)}
	if tried.Task == alliance.Edit {
		keys = append(keys, keyDispatch(tried.Of))
	}
	answer, err := scriptRetry.Run(ctx, store.redis, keys, id, place(tried), time.Now().UnixMilli(), note(tried)).Result()
	if err != nil {
		return 0, failed("retry dispatch", err)
	}
	count, retried := answer.(int64)
	if !retried {
		return 0, alliance.Errorf(alliance.Conflict, "retry dispatch %s: it is %v", id, answer)
	}
	return int(count), nil
}

// Withdraw stops a dispatch that is being sent, paused, scheduled or proposed: nobody is sent to any more. The ledger keeps who was reached.
// One that is done already is an error of kind Conflict, a missing one of kind NotFound; doing it again changes nothing.
func (store *Store) Withdraw(ctx context.Context, id string) error {
	return store.WithdrawFor(ctx, id, "")
}

// WithdrawFor is Withdraw for a reason that is not the author's wish. If it was scheduled, its author is yet to be told.
func (store *Store) WithdrawFor(ctx context.Context, id, why string) error {
	keys := []string{keyDispatch(id), keyActive, keyReady(id), keyWaiting(id), keyOutcomes(id), keyTally(id), keyScheduled, keyUntold, keyProposed, keyDoubts(id)}
	state, err := scriptWithdraw.Run(ctx, store.redis, keys, id, int(ledgerKept/time.Second), why).Text()
	return steered("withdraw", id, state, err, alliance.Withdrawn)
}

// Untold lists the scheduled dispatches that were called off and whose authors are yet to be told.
func (store *Store) Untold(ctx context.Context) ([]string, error) {
	ids, err := store.redis.HKeys(ctx, keyUntold).Result()
	return ids, failed("list authors to be told", err)
}

// Told notes that the author of a dispatch that was called off has been told.
func (store *Store) Told(ctx context.Context, id string) error {
	return failed("note author told", store.redis.HDel(ctx, keyUntold, id).Err())
}

// steered tells whether a dispatch is in a state that was wanted.
func steered(doing, id, state string, err error, wanted ...alliance.DispatchState) error {
	if err != nil {
		return failed(doing+" dispatch", err)
	}
	if !slices.Contains(wanted, alliance.DispatchState(state)) {
		return alliance.Errorf(alliance.Conflict, "%s dispatch %s: it is %s", doing, id, state)
	}
	return nil
}
