package dispatch

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"alliancebot/alliance"
)

// recollect reads what the dispatch refers to: the broadcast whose messages are to be edited or recalled, or of which a memo tells, and the edits of what it says
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
	about := run.dispatch.About()
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

// awaitEarlier waits until the broadcast whose messages are to be edited or recalled is over, since whoever is entered before their
// outcome is known would be left out for good; and until nobody else has calls under way that could undo what this does.
func (run *run) awaitEarlier(ctx context.Context) error {
	for run.dispatch.Task != alliance.Say && run.cursor != "end" && ctx.Err() == nil {
		busy, err := run.busy(ctx)
		if err != nil {
			return fmt.Errorf("look at broadcast: %w", err)
		}
		if !busy {
			return nil
		}
		run.awaitWork(ctx)
	}
	return nil
}

func (run *run) busy(ctx context.Context) (bool, error) {
	state, err := run.Dispatches.State(ctx, run.dispatch.Of)
	switch {
	case err != nil && alliance.KindOf(err) != alliance.NotFound:
		return false, err
	case underWay(state):
		return true, nil
	}
	others, err := run.others(ctx)
	if err != nil {
		return false, err
	}
	for _, id := range append(others, run.dispatch.Of) {
		if leased, err := run.Records.Leased(ctx, id, run.Now()); err != nil || leased > 0 {
			return true, err
		}
	}
	return false, nil
}

// others are the dispatches that this one overrules: of the latest edit those before it, of a recall all edits, and what brings the
// broadcast to mind. They begin with nobody any more (see moot), but may have calls under way.
func (run *run) others(ctx context.Context) ([]string, error) {
	if moot, err := run.moot(ctx); err != nil || moot != "" {
		return nil, err
	}
	var others []string
	if run.dispatch.Task == alliance.Recall {
		others = slices.AppendSeq(slices.Clone(run.of.Nudged), maps.Values(run.of.Edited))
	}
	active, err := run.Dispatches.Active(ctx)
	if err != nil {
		return nil, err
	}
	for _, id := range active {
		other, err := run.look(ctx, id)
		if err != nil {
			return nil, err
		}
		same := run.dispatch.Task == alliance.Recall || other.Version == run.dispatch.Version
		if id != run.dispatch.ID && other.Of == run.dispatch.Of && other.Task == alliance.Edit && same {
			others = append(others, id)
		}
	}
	return others, nil
}
