package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"alliancebot/sandbox"
)

// besideRate is the rate of the broadcast beside which others ask.
const besideRate = 30

// measureBeside measures how well commands are answered while a broadcast takes up the whole rate, and what that leaves of it.
func measureBeside(ctx context.Context, shop *workshop) ([]row, error) {
	var rows []row
	for _, rate := range []int{5, 20} {
		found, err := shop.beside(ctx, rate)
		if err != nil {
			return rows, err
		}
		for _, row := range found {
			row.what = fmt.Sprintf("%d commands/s: %s", rate, row.what)
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func (shop *workshop) beside(ctx context.Context, rate int) ([]row, error) {
	const rtt = 50 * time.Millisecond
	limits := sandbox.Limits{Rate: besideRate, Window: true}
	set, err := shop.announcing(ctx, world{Users: shop.many(recipients), Limits: limits, RTT: rtt}, besideRate)
	if err != nil {
		return nil, err
	}
	defer set.end()
	since, _, err := set.emulator.announce(ctx)
	if err != nil {
		return nil, err
	}
	if err := pause(ctx, shop.long(3*time.Second)); err != nil { // until it goes evenly
		return nil, err
	}
	span, begun := shop.long(20*time.Second), time.Now()
	asked, err := set.emulator.load(ctx, sandbox.Load{Rate: float64(rate), First: set.emulator.outsiders(), Users: outsiders, Seconds: span.Seconds(), Text: "/today"})
	if err != nil {
		return nil, err
	}
	sent, err := set.emulator.sent(ctx, since)
	if err != nil {
		return nil, err
	}
	stats, err := set.emulator.Stats(ctx)
	if err != nil {
		return nil, err
	}
	announced, answered := during(sent, begun, span)
	left := besideRate*span.Seconds() - float64(answered)
	network := float64((2 * rtt).Milliseconds()) // the poll may just have been answered
	return []row{
		none("not answered", int64(asked.Lost)).with("of %d", asked.Sent),
		below("p99 beyond the network's", 150, asked.P99-network, "ms").with("%s − %.0f, slowest %s", quantity(asked.P99, "ms"), network, quantity(asked.Max, "ms")),
		atLeast("the broadcast's share of what the answers leave", 80, 100*float64(announced)/left, "%").with("%d of %.0f", announced, left),
		none("refused with 429", stats.Flood),
	}, set.check()
}

// during counts the messages of the broadcast and all others that were accepted within a span.
func during(sent []sandbox.Message, begun time.Time, span time.Duration) (announced, answered int) {
	for _, message := range sent {
		switch at := time.Unix(0, message.AtNS); {
		case at.Before(begun) || at.After(begun.Add(span)):
		case strings.Contains(message.Text, announcement):
			announced++
		default:
			answered++
		}
	}
	return announced, answered
}
