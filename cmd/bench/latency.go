package main

import (
	"context"
	"fmt"
	"time"

	"alliancebot/sandbox"
)

const (
	askers   = 2000
	question = "/week"
)

// warmUp is how long the load runs before it counts: connections are opened and caches filled.
const warmUp = 3 * time.Second

// ask lets the members ask at a rate for a while, after a warm-up.
func (e *emulator) ask(ctx context.Context, rate float64, span time.Duration) (sandbox.Loaded, error) {
	load := sandbox.Load{Rate: rate, First: firstUser, Users: e.users, Seconds: e.shop.long(warmUp).Seconds(), Text: question}
	if _, err := e.load(ctx, load); err != nil {
		return sandbox.Loaded{}, err
	}
	load.Seconds = e.shop.long(span).Seconds()
	return e.load(ctx, load)
}

// measureLatency measures the time from update to answer without network.
func measureLatency(ctx context.Context, shop *workshop) ([]row, error) {
	var rows []row
	for _, goal := range []struct{ rate, median, p99 float64 }{{200, 5, 20}, {1000, 5, 40}} {
		loaded, err := shop.loaded(ctx, world{Users: shop.many(askers)}, goal.rate, 15*time.Second)
		if err != nil {
			return rows, err
		}
		name := fmt.Sprintf("%.0f updates/s: ", goal.rate)
		rows = append(rows,
			below(name+"median", goal.median, loaded.P50, "ms").with("p90 %s", quantity(loaded.P90, "ms")),
			below(name+"p99", goal.p99, loaded.P99, "ms").with("slowest %s", quantity(loaded.Max, "ms")),
			none(name+"not answered", int64(loaded.Lost)).with("of %d", loaded.Sent),
		)
	}
	return rows, nil
}

// loaded starts everything anew and lets the members ask.
func (shop *workshop) loaded(ctx context.Context, w world, rate float64, span time.Duration) (sandbox.Loaded, error) {
	set, err := shop.set(ctx, w, program(time.Now(), 1000))
	if err != nil {
		return sandbox.Loaded{}, err
	}
	defer set.end()
	loaded, err := set.emulator.ask(ctx, rate, span)
	if err != nil {
		return loaded, err
	}
	return loaded, set.check()
}

// measureNetwork measures what the bot adds to a network of 50 ms.
func measureNetwork(ctx context.Context, shop *workshop) ([]row, error) {
	const rtt = 50 // ms
	var rows []row
	for _, goal := range []struct {
		name        string
		rate        float64
		median, p99 float64 // what the network takes by itself
	}{
		{"poll waiting (5 updates/s)", 5, rtt, rtt},
		{"200 updates/s", 200, rtt * 3 / 2, rtt * 2},
	} {
		loaded, err := shop.loaded(ctx, world{Users: shop.many(askers), RTT: rtt * time.Millisecond}, goal.rate, 10*time.Second)
		if err != nil {
			return rows, err
		}
		rows = append(rows,
			below(goal.name+": median beyond the network's", 15, loaded.P50-goal.median, "ms").with("%s − %.0f", quantity(loaded.P50, "ms"), goal.median),
			below(goal.name+": p99 beyond the network's", 15, loaded.P99-goal.p99, "ms").with("%s − %.0f", quantity(loaded.P99, "ms"), goal.p99),
		)
	}
	return rows, nil
}
