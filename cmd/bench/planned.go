package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
	"alliancebot/render"
	"alliancebot/scheduler"
)

const (
	dueAtOnce   = 500
	dueRounds   = 4
	dueMembers  = 5
	replanTimes = 200
)

// measurePlanned measures a tick with many reminders due, and the change of an event, where a million reminders are planned.
func measurePlanned(ctx context.Context, shop *workshop) (rows []row, err error) {
	now := time.Now().In(zone()).Truncate(time.Hour)
	dir, err := shop.folder()
	if err != nil {
		return nil, err
	}
	if err := stock(ctx, dir, nil, dueMembers); err != nil {
		return nil, err
	}
	stored, err := openShelf(ctx, dir, crowdedPlan())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stored.close()) }()
	events := program(now, shop.many(large))
	if _, err := stored.PutEvents(ctx, events, now); err != nil {
		return nil, fmt.Errorf("stock events: %w", err)
	}
	tick, err := shop.dueRow(ctx, stored, now)
	if err != nil {
		return nil, err
	}
	replan, err := shop.replanRow(ctx, stored, events[len(events)-1], now)
	return []row{tick, replan}, err
}

// dueRow is how long it takes from a tick to the first message where many reminders are due at that moment.
func (shop *workshop) dueRow(ctx context.Context, stored *shelf, now time.Time) (row, error) {
	var took []time.Duration
	due := shop.many(dueAtOnce)
	for round := range shop.many(dueRounds) {
		start := now.AddDate(0, 0, 2+round).Add(time.Duration(6+round) * time.Minute) // no other event's minute
		events := make([]alliance.Event, due)
		for i := range events {
			events[i] = sample(shop.many(large)+round*due+i, start)
			events[i].Kind = alliance.Lecture // which everybody follows
		}
		if _, err := stored.PutEvents(ctx, events, now); err != nil {
			return row{}, fmt.Errorf("stock events: %w", err)
		}
		span, err := firstSent(ctx, stored, start.Add(-time.Hour), due)
		if err != nil {
			return row{}, err
		}
		took = append(took, span)
	}
	return atMost(fmt.Sprintf("tick with %d due to the first message, median", due), 50, micros(median(took))/1000, "ms").
		with("slowest %.1f ms", micros(slices.Max(took))/1000), nil
}

// firstSent ticks at a moment and gives the time to the first call of the sender; what is due then is not sent to the end.
func firstSent(ctx context.Context, stored *shelf, now time.Time, due int) (time.Duration, error) {
	if err := stored.FinishTick(ctx, now.Add(-time.Minute), nil); err != nil {
		return 0, fmt.Errorf("set last tick: %w", err)
	}
	renderer, err := render.New(zone())
	if err != nil {
		return 0, fmt.Errorf("read texts: %w", err)
	}
	log, meter, clock := slog.New(slog.DiscardHandler), &dueMeter{}, func() time.Time { return now }
	sender := &stopwatch{first: make(chan time.Time, 1)}
	dispatcher := &dispatch.Dispatcher{
		Replica: "bench", Ledger: stored, Records: stored, Dispatches: stored, Calendar: stored, Proposals: stored, Latecomers: stored, Confirmations: stored, Members: stored, Chats: stored, Events: stored, Answers: stored, Sender: sender,
		Render: renderer, Language: alliance.Chinese, Zone: zone(), Rate: 1000, Now: clock, Meter: nobody{}, Log: log,
	}
	dispatcher.Open()
	sending, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- dispatcher.Run(sending) }()
	reminders := &scheduler.Reminders{
		Plan: stored, Events: stored, Dispatches: stored, Defaults: []time.Duration{time.Hour}, Begun: dispatcher.Wake, Now: clock, Meter: meter, Log: log,
	}
	begin := time.Now()
	err = reminders.Tick(ctx)
	if err == nil && meter.due != due {
		err = fmt.Errorf("%d reminders were due, want %d", meter.due, due)
	}
	var span time.Duration
	if err == nil {
		select {
		case at := <-sender.first:
			span = at.Sub(begin)
		case <-ctx.Done():
			err = ctx.Err()
		}
	}
	stop()
	if err := errors.Join(err, <-ended, withdrawAll(ctx, stored)); err != nil {
		return 0, fmt.Errorf("tick: %w", err)
	}
	return span, nil
}

// withdrawAll stops what is under way, so that the next round begins with nothing.
func withdrawAll(ctx context.Context, stored *shelf) error {
	active, err := stored.Active(ctx)
	for _, id := range active {
		err = errors.Join(err, stored.Withdraw(ctx, id))
	}
	return err
}

// replanRow is how long it takes to store an event that was moved, with all its reminders.
func (shop *workshop) replanRow(ctx context.Context, stored *shelf, event alliance.Event, now time.Time) (row, error) {
	var took []time.Duration
	for range shop.many(replanTimes) {
		event.Start, event.End = event.Start.Add(time.Hour), event.End.Add(time.Hour)
		begin := time.Now()
		counts, err := stored.PutEvents(ctx, []alliance.Event{event}, now)
		if err != nil || counts.Changed != 1 {
			return row{}, fmt.Errorf("move event: %d changed: %w", counts.Changed, err)
		}
		took = append(took, time.Since(begin))
	}
	middle, slowest := median(took), slices.Max(took)
	return atMost("changed event planned anew, median", 20, micros(middle)/1000, "ms").with("slowest %.1f ms", micros(slowest)/1000), nil
}

// stopwatch is a sender that notes when it is called first, and sends nothing.
type stopwatch struct {
	once  sync.Once
	first chan time.Time
	dispatch.Sender
}

// Send implements dispatch.Sender; a reminder needs nothing else.
func (s *stopwatch) Send(context.Context, alliance.Turn, alliance.Place, alliance.Message, int64) (int64, error) {
	s.once.Do(func() { s.first <- time.Now() })
	return 1, nil
}

// nobody hears of settlements.
type nobody struct{}

// Settled implements dispatch.Meter.
func (nobody) Settled(alliance.Purpose, alliance.Outcome) {}
