package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
)

// newLog logs to standard error in the form the configuration asks for.
func newLog(c config) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.logLevel}
	if c.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(os.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, options))
}

// driverLog takes what the Redis driver says, which it would else write to standard error in a form of its own. What matters
// of it comes back as an error of a call.
type driverLog struct{ log *slog.Logger }

// Printf implements the driver's logger.
func (d driverLog) Printf(ctx context.Context, format string, values ...any) {
	d.log.DebugContext(ctx, "redis driver", "says", fmt.Sprintf(format, values...))
}
