package main

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is the release; a build may set it with -ldflags "-X main.version=…".
var version = "0.1.0-dev"

// commit is the revision the program was built from, set like version; else what the toolchain recorded.
var commit = ""

// botAPIVersion is the newest Bot API this program was written for (core.telegram.org/bots/api-changelog).
const botAPIVersion = "10.3"

func versionCommand(_ context.Context, args []string) error {
	if err := nothingMore(args); err != nil {
		return err
	}
	fmt.Printf("alliancebot %s (commit %s, %s, Bot API %s)\n", version, revision(), runtime.Version(), botAPIVersion)
	return nil
}

func revision() string {
	if commit != "" {
		return commit
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				return setting.Value
			}
		}
	}
	return "unknown"
}
