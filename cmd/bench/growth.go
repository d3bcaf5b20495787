package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
	"alliancebot/scheduler"
	"alliancebot/search"
)

// The stores that are compared. An event has ten reminders, so the smallest has about 1,000 and the largest 1,000,000.
const (
	smallest = 100
	small    = 1_000
	large    = 100_000
)

// crowdedPlan has ten lead times, all of whole quarters of an hour, and no quiet hours, which would gather the reminders of a night
// in one hour.
func crowdedPlan() alliance.Plan {
	return alliance.Plan{Leads: alliance.LeadChoices([]time.Duration{2 * time.Hour, 6 * time.Hour}), Zone: zone()}
}

// measureGrowth measures whether answers and ticks take longer as the store grows.
func measureGrowth(ctx context.Context, shop *workshop) (rows []row, err error) {
	now := time.Now().In(zone()).Truncate(time.Hour)
	shelves := map[int]*shelf{}
	defer func() {
		for _, opened := range shelves {
			err = errors.Join(err, opened.close())
		}
	}()
	smallest, small, large := shop.many(smallest), shop.many(small), shop.many(large)
	for _, count := range []int{smallest, small, large} {
		if shelves[count] != nil {
			continue
		}
		dir, err := shop.folder()
		if err != nil {
			return nil, err
		}
		if shelves[count], err = openShelf(ctx, dir, crowdedPlan()); err != nil {
			return nil, err
		}
		if _, err := shelves[count].PutEvents(ctx, program(now, count), now); err != nil {
			return nil, fmt.Errorf("stock events: %w", err)
		}
	}
	week, err := shop.weekRow(ctx, shelves, small, large, now)
	if err != nil {
		return nil, err
	}
	ticks, err := shop.tickRows(ctx, shelves[smallest], shelves[large], now)
	return append([]row{week}, ticks...), err
}

// weekRow compares /week over two stores.
func (shop *workshop) weekRow(ctx context.Context, shelves map[int]*shelf, few, many int, now time.Time) (row, error) {
	asking := func(stored *shelf, count int) (func() error, error) {
		index := search.New(ask.Fold)
		index.Put(program(now, count)...)
		desk, err := deskOver(stored, index)
		request := bot.Request{
			Member: alliance.Member{ID: firstUser, Role: alliance.Ordinary}, Role: alliance.Ordinary, Language: alliance.Chinese,
			Chat: firstUser, Command: "week", Now: now,
		}
		return func() error {
			reply, err := commandOf(desk, "week")(ctx, request)
			if err == nil && len(reply.Messages) != 1 {
				err = fmt.Errorf("ask for the week: %d messages", len(reply.Messages))
			}
			return err
		}, err
	}
	askFew, err := asking(shelves[few], few)
	if err != nil {
		return row{}, err
	}
	askMany, err := asking(shelves[many], many)
	if err != nil {
		return row{}, err
	}
	return shop.compared("/week with 100,000 events, times that with 1,000", 1.5, askFew, askMany)
}

// tickRows compare a tick of the timetable with nothing due over two stores: half a year from now, where reminders of all
// lead times fall into every hour, and ten years from now, where there are none.
func (shop *workshop) tickRows(ctx context.Context, few, many *shelf, now time.Time) ([]row, error) {
	var rows []row
	for _, moment := range []struct {
		name string
		at   time.Time
	}{
		{"tick with 1,000,000 reminders ahead, times that with 1,000", now.Add(26 * 7 * 24 * time.Hour)},
		{"the same in an hour without any", now.Add(10 * 365 * 24 * time.Hour)},
	} {
		var ticks []func() error
		meter := &dueMeter{}
		for _, stored := range []*shelf{few, many} {
			if err := stored.FinishTick(ctx, moment.at, nil); err != nil {
				return nil, fmt.Errorf("set last tick: %w", err)
			}
			ticks = append(ticks, ticking(ctx, stored, moment.at, meter))
		}
		found, err := shop.compared(moment.name, 1.5, ticks[0], ticks[1])
		if err != nil {
			return nil, err
		}
		if meter.due > 0 {
			return nil, fmt.Errorf("tick with nothing due: %d reminders were due", meter.due)
		}
		rows = append(rows, found)
	}
	return rows, nil
}

// ticking is a tick at a moment at which nothing is due.
func ticking(ctx context.Context, stored *shelf, now time.Time, meter *dueMeter) func() error {
	reminders := &scheduler.Reminders{
		Plan: stored, Events: stored, Dispatches: stored, Begun: func() {}, Now: func() time.Time { return now },
		Meter: meter, Log: slog.New(slog.DiscardHandler),
	}
	return func() error { return reminders.Tick(ctx) }
}

// dueMeter counts what fell due, to be sure that nothing did.
type dueMeter struct{ due int }

// Reminded implements scheduler.ReminderMeter.
func (meter *dueMeter) Reminded(time.Duration) { meter.due++ }

// ReminderSkipped implements scheduler.ReminderMeter.
func (meter *dueMeter) ReminderSkipped(string) { meter.due++ }

// compared compares the medians of two acts, done by turns so that what else the machine does meets both.
func (shop *workshop) compared(what string, limit float64, few, many func() error) (row, error) {
	rounds, warm := shop.many(1000), shop.many(100)
	took := [2][]time.Duration{}
	for round := range rounds + warm {
		for i, act := range []func() error{few, many} {
			begin := time.Now()
			if err := act(); err != nil {
				return row{}, err
			}
			if round >= warm {
				took[i] = append(took[i], time.Since(begin))
			}
		}
	}
	one, other := median(took[0]), median(took[1])
	return atMost(what, limit, other.Seconds()/one.Seconds(), "").with("%d µs to %d µs", other.Microseconds(), one.Microseconds()), nil
}

func median(durations []time.Duration) time.Duration {
	slices.Sort(durations)
	return durations[len(durations)/2]
}
