//go:build !race

package ask_test

// slowness is how much longer everything may take: without the race detector, no longer.
const slowness = 1
