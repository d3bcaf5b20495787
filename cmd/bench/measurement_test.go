package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestMain lets this program be the emulator and the echo bot too, as the measurements start it.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && (os.Args[1] == emulatorMode || os.Args[1] == echoMode) {
		if err := execute(context.Background(), os.Args[1:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// TestMeasurements makes every measurement with a hundredth of its size, all at once: the numbers mean nothing then, but none is missing.
func TestMeasurements(t *testing.T) {
	const hundredth = .01
	shop, err := openWorkshop(t.Context(), hundredth)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(shop.close)
	for _, measurement := range table() {
		t.Run(measurement.name, func(t *testing.T) {
			t.Parallel()
			if measurement.name == "reminder" {
				t.Skip("waits for a full minute, however few are reminded")
			}
			_, err := exec.LookPath("redis-server")
			if err != nil && (measurement.name == "creation" || measurement.name == "endurance") {
				t.Skip("SKIPPED: redis-server is not installed")
			}
			rows, err := measurement.run(t.Context(), shop)
			if err != nil {
				t.Fatal(err)
			}
			var report strings.Builder
			if err := writeReport(&report, nil, []result{{measurement, rows, nil}}); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(report.String(), "| "+measurement.name+" | "+rows[0].what+" |") {
				t.Errorf("the report says\n%s", report.String())
			}
		})
	}
}
