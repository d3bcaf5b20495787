package main

import (
	"context"
	"time"

	"alliancebot/sandbox"
)

// The commands of an effort: 10,000.
const (
	commandRate = 500
	commandTime = 20 * time.Second
)

// effort is what a bot needed for 10,000 commands.
type effort struct {
	processor time.Duration
	loaded    sandbox.Loaded
}

// measureCPU compares what the bot spends on 10,000 commands with a bare bot on the same library.
func measureCPU(ctx context.Context, shop *workshop) ([]row, error) {
	bare, err := shop.echoEffort(ctx)
	if err != nil {
		return nil, err
	}
	rows := []row{noted("bare echo bot", "%.2f s, p99 %s", bare.processor.Seconds(), quantity(bare.loaded.P99, "ms"))}
	for _, command := range []string{"/today", "/week"} {
		ours, err := shop.ownEffort(ctx, command)
		if err != nil {
			return rows, err
		}
		ratio := ours.processor.Seconds() / bare.processor.Seconds()
		rows = append(rows, atMost(command+", times the echo bot", 1.5, ratio, "").
			with("%.2f s, p99 %s", ours.processor.Seconds(), quantity(ours.loaded.P99, "ms")))
	}
	return rows, nil
}

func (shop *workshop) ownEffort(ctx context.Context, command string) (effort, error) {
	set, err := shop.set(ctx, world{Users: shop.many(askers)}, program(time.Now(), 1000))
	if err != nil {
		return effort{}, err
	}
	defer set.end()
	return spend(ctx, set.emulator, set.bot, command)
}

func (shop *workshop) echoEffort(ctx context.Context) (effort, error) {
	e, err := shop.emulate(ctx, world{Users: shop.many(askers)})
	if err != nil {
		return effort{}, err
	}
	defer e.end()
	bare, end, err := shop.startEcho(ctx, e)
	if err != nil {
		return effort{}, err
	}
	defer end()
	return spend(ctx, e, bare, "/today")
}

// spend lets the members ask 10,000 times, after a warm-up that does not count.
func spend(ctx context.Context, e *emulator, bot *process, command string) (effort, error) {
	load := sandbox.Load{Rate: commandRate, First: firstUser, Users: e.users, Seconds: e.shop.long(warmUp).Seconds(), Text: command}
	if _, err := e.load(ctx, load); err != nil {
		return effort{}, err
	}
	before, err := bot.spent()
	if err != nil {
		return effort{}, err
	}
	load.Seconds = e.shop.long(commandTime).Seconds()
	loaded, err := e.load(ctx, load)
	if err != nil {
		return effort{}, err
	}
	after, err := bot.spent()
	if err != nil {
		return effort{}, err
	}
	return effort{after - before, loaded}, bot.alive()
}
