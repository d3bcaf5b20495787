package search

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"alliancebot/alliance"
)

// Feed is the calendar that the index follows.
type Feed interface {
	EveryEvent(ctx context.Context, visit func([]alliance.Event) error) error
	EventsByID(ctx context.Context, ids []string) ([]alliance.Event, error)
	Changes(ctx context.Context, since int64) (ids []string, latest int64, complete bool, err error)
}

// Follower keeps an index as the calendar is, whoever changes it. It answers at any time; before it is ready, from what it
// has read so far.
type Follower struct {
	feed  Feed
	fold  func(string) string
	log   *slog.Logger
	index atomic.Pointer[Index]
	ready atomic.Bool
	since int64 // the last change that is in the index
	away  bool  // the feed has failed, and that was logged
}

// NewFollower makes a follower of feed, with an index that is empty until it runs. fold is as for New.
func NewFollower(feed Feed, fold func(string) string, log *slog.Logger) *Follower {
	follower := &Follower{feed: feed, fold: fold, log: log}
	follower.index.Store(New(fold))
	return follower
}

// Find is Index.Find on what the calendar holds.
func (f *Follower) Find(query alliance.Query, words []string, now time.Time) (ids, read []string) {
	return f.index.Load().Find(query, words, now)
}

// Len is how many events of the calendar are in the index.
func (f *Follower) Len() int { return f.index.Load().Len() }

// Ready reports whether the whole calendar is in the index.
func (f *Follower) Ready() bool { return f.ready.Load() }

// followEvery is how often the follower looks for changes; they have to be found within two seconds.
const followEvery = time.Second

// Run follows the calendar until ctx ends. While the feed is away it goes on trying.
func (f *Follower) Run(ctx context.Context) error {
	ticks := time.NewTicker(followEvery)
	defer ticks.Stop()
	for {
		f.note(ctx, f.step(ctx))
		select {
		case <-ticks.C:
		case <-ctx.Done():
			return nil
		}
	}
}

// note logs that the feed is away or back, once each.
func (f *Follower) note(ctx context.Context, err error) {
	switch {
	case ctx.Err() != nil:
	case err != nil && !f.away:
		f.log.Warn("search index not brought up to date, trying again", "error", err)
	case err == nil && f.away:
		f.log.Info("search index follows again")
	}
	f.away = err != nil
}

// step brings the index up to date.
func (f *Follower) step(ctx context.Context) error {
	if !f.Ready() {
		return f.build(ctx, f.index.Load())
	}
	ids, latest, complete, err := f.feed.Changes(ctx, f.since)
	switch {
	case err != nil:
		return err
	case !complete:
		return f.build(ctx, New(f.fold))
	case len(ids) == 0:
		return nil
	}
	if err := f.refresh(ctx, ids); err != nil {
		return err
	}
	f.since = latest
	return nil
}

// build reads the whole calendar into index, which then is the one that answers. What changes meanwhile is read again later.
func (f *Follower) build(ctx context.Context, index *Index) error {
	began, events := time.Now(), 0
	_, latest, _, err := f.feed.Changes(ctx, -1)
	if err != nil {
		return err
	}
	err = f.feed.EveryEvent(ctx, func(page []alliance.Event) error {
		index.Put(page...)
		events += len(page)
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	f.index.Store(index)
	f.since = latest
	f.ready.Store(true)
	f.log.Info("search index built", "events", events, "took", time.Since(began))
	return nil
}

// refresh reads these events again; those that are no more leave the index.
func (f *Follower) refresh(ctx context.Context, ids []string) error {
	const page = 500
	index := f.index.Load()
	for len(ids) > 0 {
		chunk := ids[:min(page, len(ids))]
		ids = ids[len(chunk):]
		events, err := f.feed.EventsByID(ctx, chunk)
		if err != nil {
			return err
		}
		index.Put(events...)
		index.Drop(missing(chunk, events)...)
	}
	return nil
}

// missing lists the ids without an event.
func missing(ids []string, events []alliance.Event) []string {
	there := make(map[string]bool, len(events))
	for _, event := range events {
		there[event.ID] = true
	}
	var gone []string
	for _, id := range ids {
		if !there[id] {
			gone = append(gone, id)
		}
	}
	return gone
}
