package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/sandbox"
)

const (
	recipients = 2000
	sendRate   = 300
	// outsiders write while the broadcast runs; they are no members, so that every message they get is an answer.
	outsiders    = 25
	announcement = "共同体通知：本周起实训楼开放时间有调整，请留意。"
)

// measureBroadcast measures how close to the limit a broadcast runs, by both ways in which a server may count.
func measureBroadcast(ctx context.Context, shop *workshop) ([]row, error) {
	var rows []row
	for _, counting := range []struct {
		name   string
		limits sandbox.Limits
	}{
		{"token bucket", sandbox.Limits{Rate: sendRate}},
		{"sliding second", sandbox.Limits{Rate: sendRate, Window: true}},
	} {
		found, err := shop.broadcast(ctx, counting.limits)
		if err != nil {
			return rows, err
		}
		for _, row := range found {
			row.what = counting.name + ": " + row.what
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func (shop *workshop) broadcast(ctx context.Context, limits sandbox.Limits) ([]row, error) {
	set, err := shop.announcing(ctx, world{Users: shop.many(recipients), Limits: limits, RTT: 50 * time.Millisecond}, sendRate)
	if err != nil {
		return nil, err
	}
	defer set.end()
	since, begun, err := set.emulator.announce(ctx)
	if err != nil {
		return nil, err
	}
	asked, err := set.emulator.interrupt(ctx)
	if err != nil {
		return nil, err
	}
	sent, err := set.delivered(ctx, since, begun, 30*time.Second)
	if err != nil {
		return nil, err
	}
	stats, err := set.emulator.Stats(ctx)
	if err != nil {
		return nil, err
	}
	share, span := shareOfLimit(sent, sendRate)
	return []row{
		atLeast("share of the limit", 97, 100*share, "%").with("%d deliveries in %s", set.emulator.users, quantity(span.Seconds(), "s")),
		none("refused with 429", stats.Flood),
		below("a command asked meanwhile, slowest", 200, asked.Max, "ms").with("median %s, %d of %d answered", quantity(asked.P50, "ms"), asked.Answered, asked.Sent),
	}, set.check()
}

// announcing sets a stage for a broadcast to all, at a rate of messages a second, whatever the hour.
func (shop *workshop) announcing(ctx context.Context, w world, rate int) (*stage, error) {
	return shop.set(ctx, w, program(time.Now(), 1000),
		"TELEGRAM_RATE="+strconv.Itoa(rate), "BOT_OWNERS="+strconv.Itoa(firstUser), "QUIET_HOURS=off")
}

// delivered waits until everybody has the announcement, and lists what the bot has sent meanwhile.
func (set *stage) delivered(ctx context.Context, since int64, begun time.Time, patience time.Duration) ([]sandbox.Message, error) {
	awaited := sandbox.Awaited{Contains: announcement, Count: set.emulator.users, AfterNS: begun.UnixNano(), Timeout: patience}
	arrived, err := set.emulator.Wait(ctx, awaited)
	if err != nil {
		return nil, err
	}
	if !arrived.OK {
		return nil, fmt.Errorf("broadcast: %d of %d delivered in time: %s", arrived.Count, set.emulator.users, set.bot.said)
	}
	return set.emulator.sent(ctx, since)
}

// announce lets the owner send the broadcast, and says from where on and since when deliveries are to be looked for.
func (e *emulator) announce(ctx context.Context) (since int64, begun time.Time, err error) {
	users := sandbox.NewUsers{User: sandbox.User{LanguageCode: language, Started: true}, First: e.outsiders(), Count: outsiders}
	if err := e.AddUsers(ctx, users); err != nil {
		return 0, begun, err
	}
	asked := time.Now()
	if _, err := e.Send(ctx, sandbox.Post{From: firstUser, Text: "/broadcast " + announcement}); err != nil {
		return 0, begun, err
	}
	preview, err := e.Wait(ctx, sandbox.Awaited{Chat: firstUser, AfterNS: asked.UnixNano()})
	if err != nil || !preview.OK {
		return 0, begun, fmt.Errorf("wait for preview: came %t: %w", preview.OK, err)
	}
	begun = time.Now()
	_, err = e.Press(ctx, sandbox.Press{User: firstUser, Text: "发送"})
	return preview.Last.Seq, begun, err
}

// interrupt lets others ask while the broadcast runs.
func (e *emulator) interrupt(ctx context.Context) (sandbox.Loaded, error) {
	if err := pause(ctx, e.shop.long(500*time.Millisecond)); err != nil {
		return sandbox.Loaded{}, err
	}
	const rate = 5
	seconds := e.shop.long(outsiders * time.Second / rate).Seconds()
	return e.load(ctx, sandbox.Load{Rate: rate, First: e.outsiders(), Users: outsiders, Seconds: seconds, Text: "/today"})
}

// outsiders is the first of them.
func (e *emulator) outsiders() int64 { return firstUser + int64(e.users) }

// sent lists the messages of the bot after a change, by the moment of their acceptance.
func (e *emulator) sent(ctx context.Context, since int64) ([]sandbox.Message, error) {
	changes, err := e.Changes(ctx, since, 0)
	if err != nil {
		return nil, err
	}
	sent := slices.DeleteFunc(changes.Messages, func(message sandbox.Message) bool { return !message.Bot })
	slices.SortFunc(sent, func(a, b sandbox.Message) int { return cmp.Compare(a.AtNS, b.AtNS) })
	return sent, nil
}

// shareOfLimit is how much of the allowed rate was used from the first delivery to the last.
func shareOfLimit(sent []sandbox.Message, rate int) (float64, time.Duration) {
	sent = slices.DeleteFunc(sent, func(message sandbox.Message) bool { return !strings.Contains(message.Text, announcement) })
	if len(sent) < 2 {
		return 0, 0
	}
	span := time.Duration(sent[len(sent)-1].AtNS - sent[0].AtNS)
	return float64(len(sent)-1) / float64(rate) / span.Seconds(), span
}
