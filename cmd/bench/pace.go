package main

import (
	"context"
	"fmt"
	"time"

	"alliancebot/sandbox"
)

// pace is one broadcast to be measured: at a rate, over a network, and how close to the limit it must come, in percent.
type pace struct {
	rate           int
	rtt            time.Duration
	bucket, window float64 // by token bucket and by sliding second
}

func paces() []pace {
	const near, far = 50 * time.Millisecond, 200 * time.Millisecond
	return []pace{
		{30, near, 99, 97},
		{30, far, 99, 97},
		{300, near, 99, 97},
		{300, far, 99, 97},
		{1000, near, 97, 93},
		{1000, far, 97, 93},
	}
}

// measurePace measures how close to the limit a broadcast runs that nothing else disturbs.
func measurePace(ctx context.Context, shop *workshop) ([]row, error) {
	var rows []row
	for _, pace := range paces() {
		for _, counting := range []struct {
			name   string
			window bool
			least  float64
		}{{"token bucket", false, pace.bucket}, {"sliding second", true, pace.window}} {
			found, err := shop.pace(ctx, pace, counting.window, counting.least)
			if err != nil {
				return rows, err
			}
			for _, row := range found {
				row.what = fmt.Sprintf("%d/s, %d ms, %s: %s", pace.rate, pace.rtt.Milliseconds(), counting.name, row.what)
				rows = append(rows, row)
			}
		}
	}
	return rows, nil
}

func (shop *workshop) pace(ctx context.Context, pace pace, window bool, least float64) ([]row, error) {
	limits := sandbox.Limits{Rate: float64(pace.rate), Window: window}
	set, err := shop.announcing(ctx, world{Users: shop.many(recipients), Limits: limits, RTT: pace.rtt}, pace.rate)
	if err != nil {
		return nil, err
	}
	defer set.end()
	since, begun, err := set.emulator.announce(ctx)
	if err != nil {
		return nil, err
	}
	sent, err := set.delivered(ctx, since, begun, time.Duration(set.emulator.users/pace.rate)*time.Second*3/2+10*time.Second)
	if err != nil {
		return nil, err
	}
	stats, err := set.emulator.Stats(ctx)
	if err != nil {
		return nil, err
	}
	share, span := shareOfLimit(sent, pace.rate)
	return []row{
		atLeast("share of the limit", least, 100*share, "%").with("%d deliveries in %s", set.emulator.users, quantity(span.Seconds(), "s")),
		none("refused with 429", stats.Flood),
	}, set.check()
}
