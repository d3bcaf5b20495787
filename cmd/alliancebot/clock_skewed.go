//go:build skewed

package main

import (
	"os"
	"strings"
	"time"
)

// now is the machine's clock, set forth or back by what the file "clock" in the working directory says, such as "-1h". Only tests build
// a program with it.
func now() time.Time {
	text, err := os.ReadFile("clock")
	if err != nil {
		panic(err)
	}
	skew, err := time.ParseDuration(strings.TrimSpace(string(text)))
	if err != nil {
		panic(err)
	}
	return time.Now().Add(skew)
}
