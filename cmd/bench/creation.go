package main

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"alliancebot/sandbox"
)

// multitude is how many members a large broadcast goes to.
const multitude = 100_000

// measureCreation measures how soon a broadcast to very many begins, and what it takes up in the bot and in Redis.
func measureCreation(ctx context.Context, shop *workshop) ([]row, error) {
	server, err := shop.startRedis(ctx)
	if err != nil {
		return nil, err
	}
	defer server.end()
	members := shop.many(multitude)
	if err := server.stock(ctx, members); err != nil {
		return nil, err
	}
	set, err := shop.set(ctx, world{Users: members}, nil, "REDIS_URL="+server.url, "BOT_OWNERS="+strconv.Itoa(firstUser), "QUIET_HOURS=off")
	if err != nil {
		return nil, err
	}
	defer set.end()
	before, err := server.used(ctx)
	if err != nil {
		return nil, err
	}
	_, begun, err := set.emulator.announce(ctx)
	if err != nil {
		return nil, err
	}
	first, err := set.emulator.Wait(ctx, sandbox.Awaited{Contains: announcement, AfterNS: begun.UnixNano()})
	if err != nil || !first.OK {
		return nil, fmt.Errorf("wait for the first message: came %t: %w", first.OK, err)
	}
	held, err := set.holding(ctx, server)
	if err != nil {
		return nil, err
	}
	return []row{
		below("first message after pressing the button", 2, time.Duration(first.Last.AtNS-begun.UnixNano()).Seconds(), "s"),
		below("memory of the bot, at worst", 150, held.bot, "MB"),
		below("memory of Redis for a recipient, at worst", 300, float64(held.redis-before)/float64(members), "bytes"),
	}, set.check()
}

// holding is the most that was taken up at a moment.
type holding struct {
	bot   float64 // MB
	redis int64   // bytes
}

// holding looks at the memory of bot and Redis until everybody has the announcement.
func (set *stage) holding(ctx context.Context, server *redisServer) (holding, error) {
	const patience, look = 3 * time.Minute, 250 * time.Millisecond
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var most holding
	for {
		used, err := server.used(ctx)
		if err != nil {
			return most, err
		}
		most.redis = max(most.redis, used)
		stats, err := set.emulator.Stats(ctx)
		if err != nil {
			return most, err
		}
		if stats.Sends > int64(set.emulator.users) {
			break
		}
		if err := pause(ctx, look); err != nil {
			return most, fmt.Errorf("wait for the broadcast: %d of %d delivered: %w: %s", stats.Sends, set.emulator.users, err, set.bot.said)
		}
	}
	var err error
	most.bot, err = set.bot.mostResident()
	return most, err
}
