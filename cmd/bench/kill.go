package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"alliancebot/sandbox"
)

const (
	kills     = 5
	killAfter = 3 * time.Second // from a start to the next kill
	// atOnce is how many answers may have been sent and not yet taken down as sent when the bot is killed.
	atOnce = 256
	// onItsWay is how long after a kill an answer that left before it may arrive.
	onItsWay = 100 * time.Millisecond
)

// killing is what came of killing the bot while members write.
type killing struct {
	at       []time.Time     // of the kills
	restarts []time.Duration // from each kill to the next poll
	answers  [][]int64       // per member, the moments of the answers in Unix nanoseconds
}

// measureKill counts what is lost, and what is answered twice, when the bot is killed under load.
func measureKill(ctx context.Context, shop *workshop) ([]row, error) {
	const rate = 500
	span := shop.long(30 * time.Second)
	members := int(rate * span.Seconds())
	set, err := shop.set(ctx, world{Users: members}, program(time.Now(), 1000))
	if err != nil {
		return nil, err
	}
	defer set.end()
	ended := make(chan error, 1)
	go func() {
		_, err := set.emulator.load(ctx, sandbox.Load{Rate: rate, First: firstUser, Users: members, Seconds: span.Seconds(), Text: question})
		ended <- err
	}()
	var found killing
	for begin := time.Now(); len(found.at) < kills && time.Since(begin) < span*5/6; { // never without load
		if err := found.kill(ctx, set); err != nil {
			return nil, err
		}
	}
	if err := <-ended; err != nil {
		return nil, err
	}
	if err := pause(ctx, shop.long(2*time.Second)); err != nil { // for answers given twice at the very end
		return nil, err
	}
	if err := found.count(ctx, set.emulator, members); err != nil {
		return nil, err
	}
	return found.rows(), set.check()
}

// kill kills the bot some time into the load and starts it again.
func (found *killing) kill(ctx context.Context, set *stage) error {
	if err := pause(ctx, set.shop.long(killAfter)); err != nil {
		return err
	}
	at := time.Now()
	set.bot.kill()
	if err := set.start(ctx); err != nil {
		return err
	}
	found.at, found.restarts = append(found.at, at), append(found.restarts, time.Since(at))
	return nil
}

// count collects the answers of every member, oldest first. Only a true one counts: an excuse is none.
func (found *killing) count(ctx context.Context, e *emulator, members int) error {
	for i := range members {
		messages, err := e.Messages(ctx, firstUser+int64(i), 0)
		if err != nil {
			return err
		}
		var answers []int64
		for _, message := range messages {
			if message.Bot && strings.Contains(message.Text, title(0)) {
				answers = append(answers, message.AtNS)
			}
		}
		found.answers = append(found.answers, answers)
	}
	return nil
}

func (found *killing) rows() []row {
	twice := make([]int, len(found.at)+1) // by the kill that followed the first answer; the last: none did
	var lost int64
	var earliest time.Duration // how long before the kill
	for _, answers := range found.answers {
		if len(answers) == 0 {
			lost++
		}
		if len(answers) < 2 {
			continue
		}
		kill := found.after(answers[0])
		twice[kill]++
		if kill < len(found.at) {
			earliest = max(earliest, time.Duration(found.at[kill].UnixNano()-answers[0]))
		}
	}
	last := len(twice) - 1
	return []row{
		none("commands lost", lost).with("of %d, %d kills", len(found.answers), len(found.at)),
		atMost("answered twice after a kill, at worst", atOnce, float64(slices.Max(twice[:last])), "").
			with("%s, first answered at most %d ms before the kill", strings.Trim(fmt.Sprint(twice[:last]), "[]"), earliest.Milliseconds()),
		none("answered twice without a kill", int64(twice[last])),
		noted("kill to first poll, slowest", "%s", quantity(slices.Max(found.restarts).Seconds(), "s")),
	}
}

// after is the number of the first kill that an answer can have met, or the number of kills where there was none any more.
func (found *killing) after(answer int64) int {
	met := slices.IndexFunc(found.at, func(kill time.Time) bool { return answer < kill.Add(onItsWay).UnixNano() })
	if met < 0 {
		return len(found.at)
	}
	return met
}
