package alliance

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestQuietSources: whatever falls due in a window is found by its sources, on the nights when clocks are set too.
func TestQuietSources(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	moments := []time.Time{
		time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC), time.Date(2026, 10, 25, 1, 0, 0, 0, time.UTC), // Berlin's clocks
		time.Date(2026, 3, 8, 7, 0, 0, 0, time.UTC), time.Date(2026, 11, 1, 6, 0, 0, 0, time.UTC), // New York's
		time.Date(2026, 4, 4, 15, 0, 0, 0, time.UTC), time.Date(2026, 10, 3, 15, 30, 0, 0, time.UTC), // Lord Howe's, by half an hour
		time.Date(2027, 12, 31, 16, 0, 0, 0, time.UTC), time.Date(2028, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(2026, 4, 30, 23, 0, 0, 0, time.UTC),
	}
	for _, name := range []string{"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for range 20_000 {
			quiet := Quiet{From: time.Duration(random.IntN(24*4)) * 15 * time.Minute, To: time.Duration(random.IntN(24*4+1)) * 15 * time.Minute}
			raw := moments[random.IntN(len(moments))].Add(time.Duration(random.IntN(72*60)-36*60) * time.Minute)
			lead := time.Duration(random.IntN(40*60)) * time.Minute
			due := ReminderDue(raw.Add(lead), lead, quiet, zone)
			before := time.Duration(random.IntN(300)) * time.Minute
			window := Span{From: due.Add(-before), To: due.Add(1 + time.Duration(random.IntN(300))*time.Minute)}
			sources := quiet.Sources(window, zone)
			if !slices.ContainsFunc(sources, func(span Span) bool { return span.Contains(raw) }) {
				t.Fatalf("%s, quiet %s: %s is due at %s, but the sources of %v are %v", name, quiet, raw, due, window, sources)
			}
			if len(sources) > 5 {
				t.Fatalf("%d sources of %s", len(sources), window.To.Sub(window.From))
			}
		}
	}
}

func TestQuietString(t *testing.T) {
	for _, text := range []string{"22:00-07:00", "00:00-24:00", "09:05-09:05"} {
		if quiet, err := ParseQuiet(text); err != nil || quiet.String() != text {
			t.Errorf("%s became %s, %v", text, quiet, err)
		}
	}
}
