// Command alliancebot is the Community's Telegram bot: it answers questions about events, reminds members of them and
// announces what the secretariat has to say.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"
	_ "time/tzdata" // zones on machines that have none
)

// subcommand is something the program can do.
type subcommand struct {
	name, usage, does string
	run               func(ctx context.Context, args []string) error
}

func subcommands() []subcommand {
	return []subcommand{
		{"run", "run", "run the bot (the default); without TELEGRAM_BOT_TOKEN, the sandbox", runCommand},
		{"sandbox", "sandbox", "try the bot in a browser: emulated Telegram, sample events, nothing else needed", sandboxCommand},
		{"import", "import [--dry-run] FILE…", "store the events of .csv, .xlsx, .ics and .json files", importCommand},
		{"export", "export [FILE]", "write the whole state as one JSON document", exportCommand},
		{"restore", "restore [--replace] FILE", "read such a document back into an empty store", restoreCommand},
		{"explain", "explain [--now RFC3339]", "tell line by line how questions on standard input are understood", explainCommand},
		{"version", "version", "print the version", versionCommand},
	}
}

// The exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

// usageError is a call that the program does not understand.
type usageError struct{ problem string }

func (e usageError) Error() string { return e.problem }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// execute runs the subcommand named first, and says on standard error why it failed.
func execute(ctx context.Context, args []string) int {
	name, rest := "run", args
	if len(args) > 0 {
		name, rest = args[0], args[1:]
	}
	if name == "help" || name == "-h" || name == "--help" {
		usage(os.Stdout)
		return 0
	}
	for _, command := range subcommands() {
		if command.name != name {
			continue
		}
		err := command.run(ctx, rest)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Printf("usage: alliancebot %s\n  %s\n", command.usage, command.does)
			return 0
		}
		if wrong, ok := errors.AsType[usageError](err); ok {
			fmt.Fprintf(os.Stderr, "alliancebot %s: %s\nusage: alliancebot %s\n", name, wrong, command.usage)
			return exitUsage
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "alliancebot: %v\n", err)
			return exitFailed
		}
		return 0
	}
	fmt.Fprintf(os.Stderr, "alliancebot: no subcommand %q\n", name)
	usage(os.Stderr)
	return exitUsage
}

func usage(to io.Writer) {
	fmt.Fprintln(to, "usage: alliancebot [SUBCOMMAND]")
	for _, command := range subcommands() {
		fmt.Fprintf(to, "  %-28s %s\n", command.usage, command.does)
	}
}

// parseFlags reads the flags of a subcommand; asking for help is flag.ErrHelp.
func parseFlags(flags *flag.FlagSet, args []string) error {
	flags.SetOutput(io.Discard)
	err := flags.Parse(args)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		return usageError{err.Error()}
	}
	return err
}

// nothingMore refuses arguments that a subcommand has no use for.
func nothingMore(args []string) error {
	if len(args) > 0 && slices.Contains([]string{"-h", "-help", "--help"}, args[0]) {
		return flag.ErrHelp
	}
	if len(args) > 0 {
		return usageError{fmt.Sprintf("unexpected %q", args[0])}
	}
	return nil
}
