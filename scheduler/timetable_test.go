package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestParseSpec(t *testing.T) {
	for spec, ok := range map[string]bool{
		"* * * * *": true, "0 18 * * 0": true, "30 7 * * *": true, "*/5 8-18 * * MON-FRI": true, "0 0 1 JAN *": true, "@daily": true,
		"@every 1h30m": true, "0 18 * * 7": false, "": false, "* * * *": false, "* * * * * *": false, "60 * * * *": false,
		"0 24 * * *": false, "0 0 0 * *": false, "x": false, "@dayly": false, "@every": false, "@every x": false, "0 18 * * 0 # comment": false,
		"TZ=UTC 0 18 * * 0": false, "TZ=UTC": false, "CRON_TZ=": false, "TZ=": false,
	} {
		if err := ParseSpec(spec); (err == nil) != ok {
			t.Errorf("%q: %v", spec, err)
		}
	}
}

func FuzzParseSpec(f *testing.F) {
	for _, seed := range []string{"* * * * *", "TZ=0", "@every 1s", "1-5/2 * * * SUN", "0 0 31 2 *"} {
		f.Add(seed)
	}
	f.Fuzz(func(_ *testing.T, spec string) { _ = ParseSpec(spec) }) // does not panic
}

// journal notes when jobs run.
type journal struct {
	mu   sync.Mutex
	runs map[string][]string
}

func (j *journal) job(name, spec string, run func() error) Job {
	return Job{Name: name, Spec: spec, Run: func(context.Context) error {
		j.mu.Lock()
		j.runs[name] = append(j.runs[name], time.Now().UTC().Format("02 15:04:05"))
		j.mu.Unlock()
		return run()
	}}
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

func TestTimetable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // begins at midnight UTC
		zone, err := time.LoadLocation("Asia/Shanghai")
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(30 * time.Second)
		notes := journal{runs: map[string][]string{}}
		table := &Timetable{Zone: zone, Log: quiet(), Jobs: []Job{
			notes.job("minutely", "* * * * *", func() error { return nil }),
			notes.job("failing", "* * * * *", func() error { return errors.New("as wished") }),
			notes.job("panicking", "* * * * *", func() error { panic("as wished") }),
			notes.job("slow", "* * * * *", func() error { time.Sleep(100 * time.Second); return nil }),
			notes.job("morning", "30 8 * * *", func() error { return nil }), // 0:30 UTC
		}}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute+45*time.Second)
		defer cancel()
		if err := table.Run(ctx); err != nil {
			t.Error(err)
		}
		every := "01 00:00:30 01 00:01:00 01 00:02:00 01 00:03:00"
		for name, want := range map[string]string{
			"minutely": every, "failing": every, "panicking": every,
			"slow":    "01 00:00:30 01 00:03:00", // skipped while it still ran
			"morning": "01 00:00:30",
		} {
			if got := strings.Join(notes.runs[name], " "); got != want {
				t.Errorf("%s ran at %s, want %s", name, got, want)
			}
		}
		if now := time.Now().UTC().Format("15:04:05"); now != "00:04:40" {
			t.Errorf("ended at %s, want after the slow job", now)
		}
	})
}

func TestTimetableOfTheZone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		zone, err := time.LoadLocation("Asia/Shanghai")
		if err != nil {
			t.Fatal(err)
		}
		notes := journal{runs: map[string][]string{}}
		table := &Timetable{Zone: zone, Log: quiet(), Jobs: []Job{notes.job("weekly", "0 18 * * 0", func() error { return nil })}}
		ctx, cancel := context.WithTimeout(t.Context(), 15*24*time.Hour) // from Saturday, the first
		defer cancel()
		if err := table.Run(ctx); err != nil {
			t.Error(err)
		}
		if got, want := strings.Join(notes.runs["weekly"], " "), "01 00:00:00 02 10:00:00 09 10:00:00"; got != want {
			t.Errorf("ran at %s, want %s", got, want)
		}
	})
}

func TestTimetableRefusesSpecs(t *testing.T) {
	ran := false
	good := Job{Name: "good", Spec: "* * * * *", Run: func(context.Context) error { ran = true; return nil }}
	for _, spec := range []string{"", "TZ=UTC", "61 * * * *"} {
		table := &Timetable{Zone: time.UTC, Log: quiet(), Jobs: []Job{good, {Name: "wrong", Spec: spec}}}
		if err := table.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "wrong") {
			t.Errorf("%q: %v", spec, err)
		}
	}
	if ran {
		t.Error("a job ran although the table is wrong")
	}
}
