package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"alliancebot/sandbox"
)

const (
	enduranceRate    = 1000
	enduranceMembers = 30_000
)

// measureEndurance measures what a long broadcast at the highest rate takes of processor and memory.
func measureEndurance(ctx context.Context, shop *workshop) ([]row, error) {
	server, err := shop.startRedis(ctx)
	if err != nil {
		return nil, err
	}
	defer server.end()
	members := shop.many(enduranceMembers)
	if err := server.stock(ctx, members); err != nil {
		return nil, err
	}
	w := world{Users: members, Limits: sandbox.Limits{Rate: enduranceRate}, RTT: 50 * time.Millisecond}
	set, err := shop.set(ctx, w, nil, "REDIS_URL="+server.url, "TELEGRAM_RATE="+strconv.Itoa(enduranceRate), "BOT_OWNERS="+strconv.Itoa(firstUser), "QUIET_HOURS=off")
	if err != nil {
		return nil, err
	}
	defer set.end()
	_, begun, err := set.emulator.announce(ctx)
	if err != nil {
		return nil, err
	}
	early, err := set.taken(ctx, members/3, begun)
	if err != nil {
		return nil, err
	}
	late, err := set.taken(ctx, members, begun)
	if err != nil {
		return nil, err
	}
	span := late.at.Sub(early.at).Seconds()
	return []row{
		atMost("cores, from the first third to the end", 1, (late.processor-early.processor).Seconds()/span, "").
			with("%.0f messages/s", float64(members-members/3)/span),
		atMost("memory at the end, times that after a third", 1.2, late.memory/early.memory, "").
			with("%.0f MB to %.0f MB", early.memory, late.memory),
	}, set.check()
}

// taken is what the bot has taken up by a moment.
type taken struct {
	at        time.Time
	processor time.Duration
	memory    float64 // MB
}

// taken waits until so many have the announcement, and reads what that took.
func (set *stage) taken(ctx context.Context, delivered int, begun time.Time) (found taken, err error) {
	awaited := sandbox.Awaited{Contains: announcement, Count: delivered, AfterNS: begun.UnixNano(), Timeout: 90 * time.Second}
	arrived, err := set.emulator.Wait(ctx, awaited)
	if err != nil || !arrived.OK {
		return found, fmt.Errorf("wait for the broadcast: %d of %d delivered: %w: %s", arrived.Count, delivered, err, set.bot.said)
	}
	found.at = time.Now()
	if found.processor, err = set.bot.spent(); err != nil {
		return found, err
	}
	found.memory, err = set.bot.resident()
	return found, err
}
