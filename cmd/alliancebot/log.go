package main

import (
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
