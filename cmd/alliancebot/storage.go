package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
	"alliancebot/store"
	"alliancebot/store/embedded"
)

// storage is an open store and what belongs to it.
type storage struct {
	*store.Store
	close func() error
}

// journalSync is how often the embedded journal is forced to disk. A killed process loses nothing acknowledged; a power cut
// loses at most this much.
const journalSync = time.Second

func planOf(c config) alliance.Plan {
	return alliance.Plan{Leads: c.leads, Quiet: c.quiet, Zone: c.zone}
}

// openStorage opens the store for a bot that is to run: Redis, or the embedded store as the one process that may.
func openStorage(c config, log *slog.Logger) (*storage, error) {
	if c.redisURL != "" {
		return openRedis(c, log)
	}
	engine, err := embedded.Open(embedded.Options{Dir: c.dataDir, Log: log, Sync: journalSync})
	if _, locked := errors.AsType[*embedded.LockedError](err); locked {
		return nil, busyError{c.dataDir}
	}
	if err != nil {
		return nil, fmt.Errorf("open embedded store: %w", err)
	}
	opened := store.ConnectThrough(engine.Dial, planOf(c))
	return &storage{Store: opened, close: func() error { return errors.Join(opened.Close(), engine.Close()) }}, nil
}

// busyError says that another process has the embedded store open.
type busyError struct{ dir string }

func (e busyError) Error() string {
	return fmt.Sprintf("another alliancebot runs with DATA_DIR %s: stop it, give this one another folder, or use REDIS_URL for several replicas", e.dir)
}

// awaitStorage opens a store, and waits a little while it is busy: an import soon ends, and a bot that starts can soon be asked.
func awaitStorage(ctx context.Context, open func() (*storage, error)) (*storage, error) {
	const wait, tries = 100 * time.Millisecond, 30
	for try := 1; ; try++ {
		stored, err := open()
		if _, busy := errors.AsType[busyError](err); !busy || try == tries {
			return stored, err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, err
		}
	}
}

// borrowStorage opens the store for a subcommand, whether or not a bot is running on it.
func borrowStorage(ctx context.Context, c config, log *slog.Logger) (*storage, error) {
	return awaitStorage(ctx, func() (*storage, error) { return borrowOnce(ctx, c, log) })
}

func borrowOnce(ctx context.Context, c config, log *slog.Logger) (*storage, error) {
	if c.redisURL != "" {
		return openRedis(c, log)
	}
	if c.token == "" {
		if sandbox := filepath.Join(c.dataDir, sandboxFolder); listening(sandbox) {
			log.Info("no TELEGRAM_BOT_TOKEN: using the store of the running sandbox")
			c.dataDir = sandbox
		}
	}
	opened, err := openStorage(c, log)
	if err == nil {
		return opened, nil
	}
	through := store.ConnectThrough(embedded.DialSocket(c.dataDir), planOf(c))
	if errPing := through.Ping(ctx); errPing != nil {
		_ = through.Close() // the first error says what is wrong
		return nil, err
	}
	return &storage{Store: through, close: through.Close}, nil
}

func openRedis(c config, log *slog.Logger) (*storage, error) {
	redis.SetLogger(driverLog{log})
	opened, err := store.Connect(c.redisURL, planOf(c))
	if err != nil {
		return nil, fmt.Errorf("open REDIS_URL: %w", err)
	}
	return &storage{Store: opened, close: opened.Close}, nil
}

// listening reports whether a process has the embedded store in dir open.
func listening(dir string) bool {
	if _, err := os.Stat(dir); err != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	conn, err := embedded.DialSocket(dir)(ctx, "", "")
	if err != nil {
		return false
	}
	return conn.Close() == nil
}

// awaitStore waits until the store answers and its schema is up to date.
func awaitStore(ctx context.Context, stored *store.Store, log *slog.Logger) error {
	const retry = 2 * time.Second
	for {
		err := stored.Migrations(ctx)
		if err == nil || alliance.KindOf(err) != alliance.Unavailable || ctx.Err() != nil {
			return err
		}
		log.Error("store away, trying again", "retry_in", retry, "error", err)
		select {
		case <-time.After(retry):
		case <-ctx.Done():
		}
	}
}
