//go:build race

package ask_test

// slowness is how much longer everything may take under the race detector.
const slowness = 10
