package main

import (
	"os"
	"runtime/debug"
)

// garbagePercent lets twice as much garbage gather, compared with what lives, as Go does by itself: with the few megabytes that
// the bot keeps, it would else collect several times a second while many ask. 10,000 members still leave it far below 80 MB.
const garbagePercent = 200

// relaxCollector applies that, unless the operator has set GOGC.
func relaxCollector() {
	if _, given := os.LookupEnv("GOGC"); !given {
		debug.SetGCPercent(garbagePercent)
	}
}
