package search_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/search"
)

// feed is a calendar in memory that counts what is read of it.
type feed struct {
	mu      sync.Mutex
	events  map[string]alliance.Event
	changes []string // "": anything may have changed
	away    error
	whole   int // how often all was read
	read    int // how many events were read again
	during  func()
}

func (f *feed) EveryEvent(_ context.Context, visit func([]alliance.Event) error) error {
	f.mu.Lock()
	f.whole++
	var events []alliance.Event
	for _, event := range f.events {
		events = append(events, event)
	}
	f.mu.Unlock()
	for _, event := range events {
		if err := visit([]alliance.Event{event}); err != nil {
			return err
		}
		if f.during != nil {
			f.during()
		}
	}
	return nil
}

func (f *feed) EventsByID(_ context.Context, ids []string) ([]alliance.Event, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var events []alliance.Event
	for _, id := range ids {
		if event, there := f.events[id]; there {
			events = append(events, event)
			f.read++
		}
	}
	return events, f.away
}

func (f *feed) Changes(_ context.Context, since int64) ([]string, int64, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	latest := int64(len(f.changes))
	if f.away != nil || since < 0 {
		return nil, latest, false, f.away
	}
	ids := f.changes[since:]
	return ids, latest, !slices.Contains(ids, ""), nil
}

// change stores an event, or takes it away where it has no title.
func (f *feed) change(event alliance.Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.events[event.ID] = event
	if event.Title == "" {
		delete(f.events, event.ID)
	}
	f.changes = append(f.changes, event.ID)
}

func (f *feed) fail(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.away = err
}

// follow runs a follower of the feed on the clock of a bubble, of which each step is a second.
func follow(t *testing.T, feed *feed, steps func(follower *search.Follower, step func())) {
	synctest.Test(t, func(t *testing.T) {
		follower := search.NewFollower(feed, ask.Fold, slog.New(slog.DiscardHandler))
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- follower.Run(ctx) }()
		synctest.Wait()
		steps(follower, func() {
			time.Sleep(time.Second)
			synctest.Wait()
		})
		stop()
		same(t, "end", <-ended, error(nil))
	})
}

func found(follower *search.Follower) []string {
	ids, _ := follower.Find(alliance.Query{}, []string{"机器人"}, now)
	return ids
}

func TestFollower(t *testing.T) {
	calendar := &feed{events: map[string]alliance.Event{"a": event("a", 1, "机器人"), "b": event("b", 2, "焊接")}}
	follow(t, calendar, func(follower *search.Follower, step func()) {
		same(t, "ready", follower.Ready(), true)
		same(t, "at the start", found(follower), []string{"a"})
		calendar.change(event("b", 2, "机器人"))
		calendar.change(event("c", 3, "机器人"))
		step()
		same(t, "after a second", found(follower), []string{"a", "b", "c"})
		step()
		same(t, "read again", calendar.read, 2)
		calendar.fail(errors.New("away"))
		calendar.change(event("a", 1, ""))
		step()
		same(t, "while the feed is away", found(follower), []string{"a", "b", "c"})
		calendar.fail(nil)
		step()
		same(t, "when it is back", found(follower), []string{"b", "c"})
		same(t, "read whole", calendar.whole, 1)
		delete(calendar.events, "b")
		calendar.change(alliance.Event{})
		step()
		same(t, "when it was restored", found(follower), []string{"c"})
		same(t, "read whole", calendar.whole, 2)
	})
}

// TestFollowerWhileBuilding asks while the calendar is read for the first time, and changes it.
func TestFollowerWhileBuilding(t *testing.T) {
	calendar := &feed{events: map[string]alliance.Event{"a": event("a", 1, "机器人")}}
	synctest.Test(t, func(t *testing.T) {
		follower := search.NewFollower(calendar, ask.Fold, slog.New(slog.DiscardHandler))
		calendar.during = func() {
			same(t, "ready while building", follower.Ready(), false)
			same(t, "found while building", found(follower), []string{"a"})
			calendar.change(event("b", 2, "机器人"))
		}
		ctx, stop := context.WithTimeout(t.Context(), 1500*time.Millisecond)
		defer stop()
		same(t, "end", follower.Run(ctx), error(nil))
		same(t, "ready", follower.Ready(), true)
		same(t, "found", found(follower), []string{"a", "b"})
	})
}

// TestFollowerStops ends a follower in the middle of its first reading.
func TestFollowerStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	calendar := &feed{events: map[string]alliance.Event{"a": event("a", 1, "机器人"), "b": event("b", 2, "")}, during: stop}
	follower := search.NewFollower(calendar, ask.Fold, slog.New(slog.DiscardHandler))
	same(t, "end", follower.Run(ctx), error(nil))
	same(t, "ready", follower.Ready(), false)
}
