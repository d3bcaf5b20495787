package dispatch

import (
	"cmp"
	"context"
	"fmt"

	"alliancebot/alliance"
)

// recollect reads what the dispatch refers to: the broadcast whose messages are to be edited or recalled, and the edits of what it says
// itself. A broadcast that is no longer kept has reached nobody.
func (run *run) recollect(ctx context.Context) (err error) {
	if run.of, err = run.look(ctx, run.dispatch.Of); err != nil {
		return err
	}
	run.said, err = run.dispatch.Amended(func(id string) (alliance.Dispatch, error) { return run.Dispatches.Dispatch(ctx, id) })
	if err != nil {
		return fmt.Errorf("read edit: %w", err)
	}
	return nil
}

// look reads a broadcast; of none, and of one that is no longer kept, there is nothing to read.
func (run *run) look(ctx context.Context, id string) (alliance.Dispatch, error) {
	if id == "" {
		return alliance.Dispatch{}, nil
	}
	found, err := run.Dispatches.Dispatch(ctx, id)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return alliance.Dispatch{}, fmt.Errorf("read broadcast: %w", err)
	}
	return found, nil
}

// moot is why an edit or what brings a broadcast to mind is to go no further: the broadcast has been recalled meanwhile, or edited again.
func (run *run) moot(ctx context.Context) (why string, err error) {
	about := cmp.Or(run.dispatch.Of, run.dispatch.Nudges)
	if about == "" || run.dispatch.Task == alliance.Recall {
		return "", nil
	}
	earlier, err := run.look(ctx, about)
	latest := earlier.Edited[run.dispatch.Version]
	switch {
	case err != nil:
		return "", err
	case earlier.Recalled != "":
		return "recalled", nil
	case run.dispatch.Task == alliance.Edit && latest != "" && latest != run.dispatch.ID:
		return "edited again", nil
	}
	return "", nil
}

// awaitEarlier waits until nobody else has calls under way about the messages that are to be edited or recalled: neither the
// broadcast itself, since whoever is entered before their outcome is known would be left out for good, nor an edit before this
// one, which could undo what this one does.
func (run *run) awaitEarlier(ctx context.Context) error {
	for run.dispatch.Of != "" && run.cursor != "end" && ctx.Err() == nil {
		earlier, err := run.earlierEdits(ctx)
		if err != nil {
			return err
		}
		busy := false
		for _, id := range append(earlier, run.dispatch.Of) {
			works, err := run.works(ctx, id)
			if err != nil {
				return fmt.Errorf("look at broadcast: %w", err)
			}
			busy = busy || works
		}
		if !busy {
			return nil
		}
		run.awaitWork(ctx)
	}
	return nil
}

// works reports whether a dispatch is being worked off, or has calls under way.
func (run *run) works(ctx context.Context, id string) (bool, error) {
	state, err := run.Dispatches.State(ctx, id)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return false, err
	}
	leased, err := run.Records.Leased(ctx, id, run.Now())
	return leased > 0 || underWay(state), err
}

// earlierEdits are the edits under way of the same messages. Only the latest one has any before it, and a recall.
func (run *run) earlierEdits(ctx context.Context) (earlier []string, err error) {
	if moot, err := run.moot(ctx); err != nil || moot != "" {
		return nil, err
	}
	active, err := run.Dispatches.Active(ctx)
	if err != nil {
		return nil, fmt.Errorf("look for edits: %w", err)
	}
	for _, id := range active {
		other, err := run.look(ctx, id)
		if err != nil {
			return nil, err
		}
		same := run.dispatch.Task == alliance.Recall || other.Version == run.dispatch.Version
		if id != run.dispatch.ID && other.Of == run.dispatch.Of && other.Task == alliance.Edit && same {
			earlier = append(earlier, id)
		}
	}
	return earlier, nil
}
