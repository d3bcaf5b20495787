package dispatch

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"alliancebot/alliance"
)

// admitEvery is how often late joiners are looked for: the status of a broadcast that goes on with them is edited no more often.
const admitEvery = 3 * time.Second

// admit enters members who have joined, or have changed, in the broadcasts that are for late joiners too and include them now. They
// are looked at again until every such broadcast could take them.
func (dispatcher *Dispatcher) admit(ctx context.Context) error {
	if dispatcher.Now().Before(dispatcher.admits) {
		return nil
	}
	dispatcher.admits = dispatcher.Now().Add(admitEvery)
	stirred, err := dispatcher.Latecomers.Stirred(ctx)
	if err != nil || len(stirred) == 0 {
		return err
	}
	open, err := dispatcher.Latecomers.Open(ctx, dispatcher.Now())
	if err != nil {
		return err
	}
	members, settled := slices.Sorted(maps.Keys(stirred)), true
	for _, id := range open {
		waits, failure := dispatcher.join(ctx, id, members)
		settled = settled && !waits && failure == nil
		err = errors.Join(err, failure)
	}
	if settled {
		err = dispatcher.Latecomers.Settled(ctx, stirred)
	}
	return err
}

// join enters those of the members in a broadcast whom it is for, and reports whether it cannot take them yet.
func (dispatcher *Dispatcher) join(ctx context.Context, id string, members []int64) (waits bool, err error) {
	joined, err := dispatcher.Dispatches.Dispatch(ctx, id)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound: // no longer kept
		return false, nil
	case err != nil:
		return false, fmt.Errorf("read broadcast: %w", err)
	}
	meant, err := dispatcher.Latecomers.Among(ctx, joined.Audience, dispatcher.Language, members)
	if err != nil || len(meant) == 0 {
		return false, err
	}
	recipients := make([]Recipient, len(meant))
	for i, member := range meant {
		recipients[i] = Recipient{Chat: member.ID, Skipped: member.Unreachable}
	}
	return dispatcher.Latecomers.Join(ctx, joined, recipients, dispatcher.Now())
}
