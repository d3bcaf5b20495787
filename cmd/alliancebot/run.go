package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
)

// runCommand runs the bot; without a token, the sandbox.
func runCommand(ctx context.Context, args []string) error {
	if err := nothingMore(args); err != nil {
		return err
	}
	c, err := readConfig()
	if err != nil {
		return fmt.Errorf("configuration:\n%w", err)
	}
	if c.token == "" {
		fmt.Fprintln(os.Stderr, "TELEGRAM_BOT_TOKEN is not set: starting the sandbox.")
		return runSandbox(ctx, c)
	}
	return runBot(ctx, c, newLog(c))
}

// runBot opens what the bot needs, runs it until ctx ends and closes everything in reverse order.
func runBot(ctx context.Context, c config, log *slog.Logger) (err error) {
	stored, err := awaitStorage(ctx, func() (*storage, error) { return openStorage(c, log) })
	if err != nil {
		return err
	}
	defer func() {
		if errClose := stored.close(); err == nil && errClose != nil {
			err = errClose
		}
	}()
	replica, release, err := nameReplica(c.dataDir)
	if err != nil {
		return err
	}
	defer release()
	a, err := newApp(c, stored, replica, log)
	if err != nil {
		return err
	}
	return a.run(ctx)
}
