package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"alliancebot/alliance"
	"alliancebot/exchange"
)

// importCommand stores the events of files. A file with a row that is wrong is not stored at all.
func importCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("import", flag.ContinueOnError)
	dry := flags.Bool("dry-run", false, "only check the files")
	if err := parseFlags(flags, args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return usageError{"no file given"}
	}
	c, err := readConfig()
	if err != nil {
		return fmt.Errorf("configuration:\n%w", err)
	}
	var put func([]alliance.Event) (alliance.Stored, error)
	if !*dry {
		log := newLog(c)
		stored, err := borrowStorage(ctx, c, log)
		if err != nil {
			return err
		}
		defer func() { _ = stored.close() }() // what was stored is stored
		if err := awaitStore(ctx, stored.Store, log); err != nil {
			return err
		}
		put = func(events []alliance.Event) (alliance.Stored, error) {
			return stored.PutEvents(ctx, events, time.Now())
		}
	}
	return importFiles(flags.Args(), c.zone, put, os.Stdout, os.Stderr)
}

// importFiles reads each file and hands its events to put, unless put is nil. It says on out what was done, and on errors what
// is wrong, a line a row.
func importFiles(names []string, zone *time.Location, put func([]alliance.Event) (alliance.Stored, error), out, errors io.Writer) error {
	rejected := 0
	for _, name := range names {
		events, problems, err := readEvents(name, zone)
		if err != nil {
			fmt.Fprintf(errors, "%s: %v\n", name, err)
			rejected++
			continue
		}
		for _, problem := range problems {
			fmt.Fprintln(errors, problem)
		}
		if len(problems) > 0 {
			fmt.Fprintf(out, "%s: %d problems, nothing stored\n", name, len(problems))
			rejected++
			continue
		}
		if put == nil {
			fmt.Fprintf(out, "%s: %d events, all fine (dry run, nothing stored)\n", name, len(events))
			continue
		}
		stored, err := put(events)
		if err != nil {
			return fmt.Errorf("store events of %s: %w", name, err)
		}
		fmt.Fprintf(out, "%s: %d events: %d new, %d changed, %d unchanged\n", name, len(events), stored.Added, stored.Changed, stored.Unchanged)
	}
	if rejected > 0 {
		return fmt.Errorf("%d of %d files rejected", rejected, len(names))
	}
	return nil
}

func readEvents(name string, zone *time.Location) ([]alliance.Event, []exchange.Problem, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, fmt.Errorf("open file: %w", err)
	}
	defer func() { _ = file.Close() }() // it was only read
	return exchange.Read(filepath.Base(name), file, zone)
}
