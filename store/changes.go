package store

import (
	"context"
	"strconv"
	"strings"

	"alliancebot/alliance"
)

// changesKept is how many changes of events are remembered. Who follows the calendar is behind by those of a second.
const changesKept = 10_000

// Changes lists the events that have changed after the change numbered since, and the number of the latest one. It is not
// complete where that is not known any more, as after a restore: then all events are to be read again. Where nothing has
// changed it reads one value, else what has changed, however much is stored.
func (store *Store) Changes(ctx context.Context, since int64) (ids []string, latest int64, complete bool, err error) {
	newest, err := store.newestChanges(ctx, 1)
	if err != nil {
		return nil, 0, false, err
	}
	if len(newest) > 0 {
		latest = newest[0].number
	}
	if since < 0 || since >= latest {
		return nil, latest, since == latest, nil
	}
	changes, err := store.changesSince(ctx, since, latest)
	if err != nil || len(changes) == 0 {
		return nil, 0, false, err
	}
	ids, complete = changed(changes, since)
	return ids, changes[len(changes)-1].number, complete, nil
}

// changesSince reads the changes from since to latest and those that come meanwhile, as far as they are remembered.
func (store *Store) changesSince(ctx context.Context, since, latest int64) ([]change, error) {
	for {
		changes, err := store.newestChanges(ctx, latest-since)
		if err != nil || len(changes) == 0 || changes[0].number <= since+1 || int64(len(changes)) < latest-since {
			return changes, err
		}
		latest = changes[len(changes)-1].number // what came meanwhile has pushed the first ones out of reach
	}
}

// changed lists each event that changed after since once, or reports false where the changes do not reach back so far.
func changed(changes []change, since int64) ([]string, bool) {
	var ids []string
	complete := changes[0].number <= since+1
	seen := map[string]bool{}
	for _, change := range changes {
		switch {
		case change.number <= since || seen[change.event]:
		case change.event == "":
			complete = false
		default:
			seen[change.event] = true
			ids = append(ids, change.event)
		}
	}
	if !complete {
		return nil, false
	}
	return ids, true
}

// change is one entry of the list of changes.
type change struct {
	number int64
	event  string
}

// newestChanges reads the newest changes, oldest first.
func (store *Store) newestChanges(ctx context.Context, count int64) ([]change, error) {
	texts, err := store.redis.LRange(ctx, keyChanges, -count, -1).Result()
	if err != nil {
		return nil, failed("read changes", err)
	}
	changes := make([]change, 0, len(texts))
	for _, text := range texts {
		number, event, _ := strings.Cut(text, " ")
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, alliance.Errorf(alliance.Internal, "read change %q: %w", text, err)
		}
		changes = append(changes, change{n, event})
	}
	return changes, nil
}
