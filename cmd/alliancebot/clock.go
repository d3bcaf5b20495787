//go:build !skewed

package main

import "time"

// now is the bot's clock. The tests build a program whose clock they set, see clock_skewed.go.
func now() time.Time { return time.Now() }
