package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"os"
)

// exportCommand writes the whole state to a file, or to standard output.
func exportCommand(ctx context.Context, args []string) (err error) {
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	if err := parseFlags(flags, args); err != nil {
		return err
	}
	if flags.NArg() > 1 {
		return nothingMore(flags.Args()[1:])
	}
	stored, err := borrowed(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = stored.close() }() // it was only read
	if flags.NArg() == 0 {
		return stored.Export(ctx, os.Stdout)
	}
	file, err := os.OpenFile(flags.Arg(0), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write export: %w", err)
	}
	if err := stored.Export(ctx, file); err != nil {
		_ = file.Close() // the first error says more
		return err
	}
	return file.Close()
}

// restoreCommand reads a document of exportCommand back; a store that is not empty needs --replace.
func restoreCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("restore", flag.ContinueOnError)
	replace := flags.Bool("replace", false, "empty the store first")
	if err := parseFlags(flags, args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return usageError{"one file, please"}
	}
	file, err := os.Open(flags.Arg(0))
	if err != nil {
		return fmt.Errorf("read export: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	stored, err := borrowed(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = stored.close() }() // what was restored is stored
	restored, err := stored.Restore(ctx, file, *replace)
	if err != nil {
		return err
	}
	fmt.Printf("%d keys restored\n", restored.Keys)
	for _, stopped := range restored.Stopped {
		tally := stopped.Tally
		fmt.Printf("announcement %s was under way and is stopped: %d sent, %d failed, %d skipped, %d left\n",
			stopped.ID, tally.Sent, tally.Failed, tally.Skipped, tally.Waiting)
	}
	return nil
}

// borrowed opens the store of the configuration for a subcommand.
func borrowed(ctx context.Context) (*storage, error) {
	c, err := readConfig()
	if err != nil {
		return nil, fmt.Errorf("configuration:\n%w", err)
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	stored, err := borrowStorage(ctx, c, log)
	if err != nil {
		return nil, err
	}
	return stored, awaitStore(ctx, stored.Store, log)
}
