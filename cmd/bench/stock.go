package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"alliancebot/alliance"
	"alliancebot/store"
	"alliancebot/store/embedded"
)

// shelf is an embedded store opened in this process.
type shelf struct {
	*store.Store
	engine *embedded.Engine
}

// openShelf opens the store in dir as the bot does.
func openShelf(ctx context.Context, dir string, plan alliance.Plan) (*shelf, error) {
	engine, err := embedded.Open(embedded.Options{Dir: dir, Log: slog.New(slog.DiscardHandler), Sync: time.Second})
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	opened := &shelf{Store: store.ConnectThrough(engine.Dial, plan), engine: engine}
	if err := opened.Migrations(ctx); err != nil {
		return nil, errors.Join(err, opened.close())
	}
	return opened, nil
}

func (opened *shelf) close() error {
	if err := errors.Join(opened.Close(), opened.engine.Close()); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// usualPlan is that of a bot without settings of its own.
func usualPlan() alliance.Plan {
	return alliance.Plan{Leads: alliance.LeadChoices(nil), Quiet: alliance.Quiet{From: 22 * time.Hour, To: 7 * time.Hour}, Zone: zone()}
}

// stock fills a folder with events and members, for a bot that is to be started on it.
func stock(ctx context.Context, dir string, events []alliance.Event, members int) (err error) {
	opened, err := openShelf(ctx, dir, usualPlan())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.close()) }()
	if _, err := opened.PutEvents(ctx, events, time.Now()); err != nil {
		return fmt.Errorf("stock events: %w", err)
	}
	joined := time.Now().UTC().Truncate(time.Second)
	for i := range members {
		id := firstUser + int64(i)
		_, err := opened.ChangeMember(ctx, id, func(member *alliance.Member) {
			member.Name, member.Client, member.Joined = userName(id), language, joined
		})
		if err != nil {
			return fmt.Errorf("stock members: %w", err)
		}
	}
	return nil
}

// zone is China's; the country has had one offset and no daylight saving since 1991.
func zone() *time.Location { return time.FixedZone("Asia/Shanghai", 8*60*60) }
