package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

const reminderLead = 15 * time.Minute

// measureReminder measures how late the first reminder of a batch is.
func measureReminder(ctx context.Context, shop *workshop) ([]row, error) {
	const prepare = 10 * time.Second // what stocking and starting take at most
	due := time.Now().Add(prepare + time.Minute).Truncate(time.Minute)
	events := []alliance.Event{}
	for i := range 5 {
		event := sample(i, due.Add(reminderLead))
		event.Kind = alliance.Lecture // which everybody follows
		events = append(events, event)
	}
	set, err := shop.set(ctx, world{Users: shop.many(recipients)}, events,
		"TELEGRAM_RATE="+strconv.Itoa(sendRate), "REMINDER_LEADS="+reminderLead.String(), "QUIET_HOURS=00:00-00:00")
	if err != nil {
		return nil, err
	}
	defer set.end()
	if !time.Now().Before(due) {
		return nil, errors.New("prepare reminders: took too long")
	}
	arrived, err := set.emulator.Wait(ctx, sandbox.Awaited{Contains: titled, Timeout: time.Until(due) + time.Minute})
	if err != nil {
		return nil, err
	}
	if !arrived.OK {
		return nil, fmt.Errorf("wait for reminders: none came: %s", set.bot.said)
	}
	sent, err := set.emulator.sent(ctx, 0)
	if err != nil {
		return nil, err
	}
	first := slices.IndexFunc(sent, func(message sandbox.Message) bool {
		return strings.Contains(message.Text, titled)
	})
	late := time.Duration(sent[first].AtNS - due.UnixNano())
	if late < 0 {
		return nil, fmt.Errorf("measure reminder: came %s early", -late)
	}
	return []row{below("first reminder after its minute", 1, late.Seconds(), "s")}, set.check()
}
