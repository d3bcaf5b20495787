package main

import "runtime/debug"

const (
	// garbagePercent lets twice as much garbage gather, compared with what lives, as Go does by itself: with the few megabytes that
	// the bot keeps, it would else collect several times a second while many ask. 10,000 members still leave it far below 80 MB.
	garbagePercent = 200
	// goPercent is what Go does where nobody has set GOGC.
	goPercent = 100
)

// relaxCollector applies that, unless the operator has set GOGC.
func relaxCollector() {
	if set := debug.SetGCPercent(garbagePercent); set != goPercent {
		debug.SetGCPercent(set)
	}
}
