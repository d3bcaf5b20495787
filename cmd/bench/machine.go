package main

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// fact is something about the machine on which the numbers were taken.
type fact struct{ name, value string }

// surroundings says where and when the numbers were taken, and what else the machine was doing then.
func surroundings(ctx context.Context, now time.Time) []fact {
	return []fact{
		{"date", now.Format(time.DateOnly)},
		{"processor", processor()},
		{"cores", strconv.Itoa(runtime.NumCPU())},
		{"system", system(ctx)},
		{"Go", runtime.Version()},
		{"load before the start", load()},
	}
}

// processor is the model's name as Linux knows it (proc(5), /proc/cpuinfo), or the architecture.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value) + " (" + runtime.GOARCH + ")"
		}
	}
	return runtime.GOARCH
}

func system(ctx context.Context) string {
	text, err := exec.CommandContext(ctx, "uname", "-sr").Output()
	if err != nil {
		return runtime.GOOS
	}
	return strings.TrimSpace(string(text))
}

// load is the load average of the last minute: what else runs makes every number worse.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	minute, _, _ := strings.Cut(string(text), " ")
	return minute
}
