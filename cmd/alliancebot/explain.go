package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"time"

	"alliancebot/ask"
)

// explainCommand tells how questions are understood. Names are matched against the store, where one can be reached.
func explainCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("explain", flag.ContinueOnError)
	clock := flags.String("now", "", "the moment at which the questions are asked")
	if err := parseFlags(flags, args); err != nil {
		return err
	}
	if err := nothingMore(flags.Args()); err != nil {
		return err
	}
	now := time.Now()
	if *clock != "" {
		var err error
		if now, err = time.Parse(time.RFC3339, *clock); err != nil {
			return usageError{fmt.Sprintf("--now %q is not of the form 2026-12-01T09:00:00+08:00", *clock)}
		}
	}
	c, err := readConfig()
	if err != nil {
		return fmt.Errorf("configuration:\n%w", err)
	}
	return ask.Explain(os.Stdin, os.Stdout, now.In(c.zone), c.zone, knownNames(ctx, c))
}

// knownNames reads the names the store knows; without a store there are none.
func knownNames(ctx context.Context, c config) *ask.Names {
	quiet := slog.New(slog.DiscardHandler)
	if c.redisURL == "" && !listening(c.dataDir) {
		if _, err := os.Stat(c.dataDir); err != nil {
			return nil // do not make a store for a question
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	stored, err := borrowStorage(ctx, c, quiet)
	if err != nil {
		return nil
	}
	defer func() { _ = stored.close() }() // it was only read
	people, units, venues, err := stored.Names(ctx)
	if err != nil {
		return nil
	}
	return ask.NewNames(people, units, venues)
}
