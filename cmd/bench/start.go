package main

import (
	"context"
	"slices"
	"time"
)

const (
	starts = 5
	idle   = 15 * time.Second // after which memory is read: the start's garbage has gone
)

// measureStart measures how soon the bot works, and what it takes up while nobody asks.
func measureStart(ctx context.Context, shop *workshop) ([]row, error) {
	var rows []row
	for _, kept := range []struct {
		name            string
		members, events int
	}{{"empty store", 0, 0}, {"10,000 events imported", 0, 10_000}, {"10,000 members", 10_000, 0}} {
		took, memory, err := shop.starts(ctx, shop.many(kept.members), shop.many(kept.events))
		if err != nil {
			return rows, err
		}
		rows = append(rows, below(kept.name+": start to first poll, slowest of 5", 0.5, slices.Max(took).Seconds(), "s").
			with("median %s", quantity(median(took).Seconds(), "s")))
		if kept.members > 0 {
			rows = append(rows, below(kept.name+": memory when idle", 80, memory, "MB"))
		}
	}
	return rows, nil
}

// starts starts the bot several times, and reads its memory in MB once it has been idle; with nobody in the store there is
// none to be read.
func (shop *workshop) starts(ctx context.Context, members, events int) (took []time.Duration, memory float64, err error) {
	set, err := shop.set(ctx, world{Users: members}, program(time.Now(), events))
	if err != nil {
		return nil, 0, err
	}
	defer set.end()
	for range shop.many(starts) {
		set.bot.stop()
		begin := time.Now()
		if err := set.start(ctx); err != nil {
			return nil, 0, err
		}
		took = append(took, time.Since(begin))
	}
	if members == 0 {
		return took, 0, set.check()
	}
	if err := pause(ctx, shop.long(idle)); err != nil {
		return nil, 0, err
	}
	memory, err = set.bot.resident()
	if err != nil {
		return nil, 0, err
	}
	return took, memory, set.check()
}
