package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// workshop is what the measurements have in common: the built bot and a folder that goes when they are done.
type workshop struct {
	dir  string // for the stores, one folder each
	bot  string // the built binary
	self string // this program, which is emulator and echo bot too

	scale float64 // 1, or less where a test only tries whether everything can be measured
}

// many is so many, or fewer in a test.
func (shop *workshop) many(n int) int { return int(math.Ceil(float64(n) * shop.scale)) }

// long is so long, or shorter in a test.
func (shop *workshop) long(span time.Duration) time.Duration {
	return time.Duration(float64(span) * shop.scale)
}

// openWorkshop builds the bot as it is released: without cgo and without the race detector.
func openWorkshop(ctx context.Context, scale float64) (*workshop, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find bench: %w", err)
	}
	dir, err := os.MkdirTemp("", "alliancebot-bench-")
	if err != nil {
		return nil, fmt.Errorf("make workshop: %w", err)
	}
	shop := &workshop{dir: dir, bot: filepath.Join(dir, "alliancebot"), self: self, scale: scale}
	build := exec.CommandContext(ctx, "go", "build", "-o", shop.bot, "alliancebot/cmd/alliancebot")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		shop.close()
		return nil, fmt.Errorf("build bot: %w\n%s", err, output)
	}
	return shop, nil
}

func (shop *workshop) close() {
	_ = os.RemoveAll(shop.dir) // in the temporary folder, which the system tidies too
}

// folder makes an empty folder for a store.
func (shop *workshop) folder() (string, error) {
	dir, err := os.MkdirTemp(shop.dir, "data-")
	if err != nil {
		return "", fmt.Errorf("make data folder: %w", err)
	}
	return dir, nil
}

// pause waits, unless ctx ends first.
func pause(ctx context.Context, span time.Duration) error {
	timer := time.NewTimer(span)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
