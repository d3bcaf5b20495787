package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/robfig/cron/v3"
)

// Job is a row of the timetable.
type Job struct {
	Name string
	Spec string // cron's standard syntax, five fields
	Run  func(context.Context) error
}

// Timetable runs jobs by the clock of a zone.
type Timetable struct {
	Zone *time.Location
	Jobs []Job
	Log  *slog.Logger
}

// ParseSpec checks a cron expression of five fields, or a descriptor such as @daily. A zone of its own is refused: the table
// has one already, and cron panics where nothing follows it.
func ParseSpec(spec string) error {
	if strings.Contains(spec, "TZ=") {
		return errors.New("parse cron expression: it names a zone")
	}
	if _, err := cron.ParseStandard(spec); err != nil {
		return fmt.Errorf("parse cron expression: %w", err)
	}
	return nil
}

// Run runs the jobs until ctx ends, and waits for those under way. A job whose last run still runs is skipped; one that
// panics is logged and runs again next time. Each job runs once at the start as well, since cron makes up for nothing that it
// missed.
func (timetable *Timetable) Run(ctx context.Context) error {
	logger := cronLog{timetable.Log}
	table := cron.New(cron.WithLocation(timetable.Zone), cron.WithLogger(logger),
		cron.WithChain(cron.SkipIfStillRunning(logger), cron.Recover(logger)))
	for _, job := range timetable.Jobs {
		if err := ParseSpec(job.Spec); err != nil {
			return fmt.Errorf("enter job %s: %w", job.Name, err)
		}
		act := func() {
			if err := job.Run(ctx); err != nil && ctx.Err() == nil {
				timetable.Log.Warn("job failed", "job", job.Name, "error", err)
			}
		}
		if _, err := table.AddFunc(job.Spec, act); err != nil {
			return fmt.Errorf("enter job %s: %w", job.Name, err)
		}
	}
	var starting sync.WaitGroup
	for _, entry := range table.Entries() {
		starting.Go(entry.WrappedJob.Run)
	}
	table.Start()
	<-ctx.Done()
	<-table.Stop().Done()
	starting.Wait()
	return nil
}

// cronLog passes cron's own log lines on; what it tells of every wake-up is for debugging.
type cronLog struct{ log *slog.Logger }

func (c cronLog) Info(message string, facts ...any) {
	c.log.Debug("cron", append([]any{"message", message}, facts...)...)
}

func (c cronLog) Error(err error, message string, facts ...any) {
	c.log.Error("cron", append([]any{"message", message, "error", err}, facts...)...)
}
