// Command bench measures the bot against the emulated Telegram and holds the numbers against the project's goals.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // zones on machines that have none
)

// timeLimit bounds a whole run; all measurements together take about sixteen minutes.
const timeLimit = 24 * time.Minute

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := execute(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// execute measures, unless this process is one of those that a measurement starts beside the bot.
func execute(ctx context.Context, args []string) error {
	if len(args) == 2 {
		switch args[0] {
		case emulatorMode:
			return runEmulator(ctx, args[1])
		case echoMode:
			return runEcho(ctx, args[1])
		}
	}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	only := flags.String("only", "", "run one measurement: "+strings.Join(names(), ", "))
	out := flags.String("out", "", "file to write the results to; nothing: standard output")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 || *only != "" && !slices.Contains(names(), *only) {
		return fmt.Errorf("usage: bench [-only %s] [-out FILE]", strings.Join(names(), "|"))
	}
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	return measure(ctx, *only, *out)
}

// measure runs the measurements and writes the report, also when some of them failed.
func measure(ctx context.Context, only, out string) error {
	place := surroundings(ctx, time.Now())
	shop, err := openWorkshop(ctx, 1)
	if err != nil {
		return err
	}
	defer shop.close()
	var results []result
	failed := 0
	for _, measurement := range table() {
		if only != "" && measurement.name != only {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s …\n", measurement.name)
		rows, err := measurement.run(ctx, shop)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", measurement.name, err)
			failed++
		}
		for _, row := range rows {
			fmt.Fprintf(os.Stderr, "  %s: %s (%s)\n", row.what, row.measured, row.verdict())
		}
		results = append(results, result{measurement, rows, err})
	}
	if err := publish(out, func(to io.Writer) error { return writeReport(to, place, results) }); err != nil {
		return err
	}
	if failed > 0 {
		return fmt.Errorf("%d measurements failed", failed)
	}
	return nil
}

func publish(name string, write func(io.Writer) error) error {
	if name == "" {
		return write(os.Stdout)
	}
	file, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	if err := write(file); err != nil {
		_ = file.Close() // the first error says more
		return err
	}
	return file.Close()
}
