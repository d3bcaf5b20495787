//go:build skewed

package main

import (
	"os"
	"strings"
	"time"
)

// now is the machine's clock, set forth or back by what stands in the file named by CLOCK_SKEW, such as "-1h". Only tests build
// a program with it.
func now() time.Time {
	text, err := os.ReadFile(os.Getenv("CLOCK_SKEW"))
	if err != nil {
		panic(err)
	}
	skew, err := time.ParseDuration(strings.TrimSpace(string(text)))
	if err != nil {
		panic(err)
	}
	return time.Now().Add(skew)
}
