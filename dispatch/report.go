package dispatch

import (
	"context"
	"errors"
	"time"

	"alliancebot/alliance"
)

// report keeps the status message of a broadcast up to date, for its author.
type report struct {
	*run
	cancel context.CancelFunc
	done   chan struct{}
}

// reportEvery is how often the status message is edited.
const reportEvery = 3 * time.Second

// startReport begins to report the progress; a dispatch without an author has nobody to report to.
func (run *run) startReport(ctx context.Context) *report {
	ctx, cancel := context.WithCancel(ctx)
	report := &report{run: run, cancel: cancel, done: make(chan struct{})}
	go report.loop(ctx)
	return report
}

func (report *report) stop() {
	report.cancel()
	<-report.done
}

func (report *report) loop(ctx context.Context) {
	defer close(report.done)
	if report.dispatch.Author == 0 || report.dispatch.Status == 0 {
		return
	}
	ticker := time.NewTicker(reportEvery)
	defer ticker.Stop()
	before := -1 // nothing is known yet of how fast it goes
	for {
		if tally, err := report.Ledger.Tally(ctx, report.dispatch.ID); err == nil && tally.Total > 0 {
			rate := 0.0
			if before >= 0 {
				rate = float64(tally.Sent-before) / reportEvery.Seconds()
			}
			before = tally.Sent
			_ = report.edit(ctx, report.Render.BroadcastProgress(report.language(ctx), tally, rate, timeLeft(tally, rate))) // soon again
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// timeLeft is how long the rest takes at this rate; zero where that is not known.
func timeLeft(tally alliance.Tally, rate float64) time.Duration {
	if rate <= 0 {
		return 0
	}
	return time.Duration(float64(tally.Waiting)/rate) * time.Second
}

// conclude replaces the status message by the report.
func (report *report) conclude(ctx context.Context) {
	report.stop()
	tally, err := report.Ledger.Tally(ctx, report.dispatch.ID)
	if err != nil {
		report.Log.Warn("tally not read", "dispatch", report.dispatch.ID, "error", err)
		return
	}
	took := report.Now().Sub(report.dispatch.Created)
	report.Log.Info("dispatch done", "dispatch", report.dispatch.ID, "purpose", report.dispatch.Purpose,
		"total", tally.Total, "sent", tally.Sent, "failed", tally.Failed, "skipped", tally.Skipped, "took", took)
	if report.dispatch.Author != 0 && report.dispatch.Status != 0 {
		report.last(ctx, report.Render.BroadcastReport(report.language(ctx), tally, took))
	}
}

// last edits the status message for the last time. Nobody would do it later, so it is tried for a while.
func (report *report) last(ctx context.Context, message alliance.Message) {
	const most = 8
	for try := range most {
		failure := report.edit(ctx, message)
		if failure == nil || failure.Class != alliance.Retry && failure.Class != alliance.Flood {
			return
		}
		timer := time.NewTimer(max(failure.After, time.Second<<try/4))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return
		}
	}
}

// edit replaces the status message; it returns why that failed, or nil.
func (report *report) edit(ctx context.Context, message alliance.Message) *alliance.Failure {
	err := report.Sender.Edit(ctx, report.dispatch.Author, report.dispatch.Status, message)
	var failure *alliance.Failure
	if errors.As(err, &failure) {
		report.Log.Warn("status message not edited", "dispatch", report.dispatch.ID, "reason", failure.Reason)
	}
	return failure
}

func (report *report) language(ctx context.Context) alliance.Language {
	author, err := report.Members.Member(ctx, report.dispatch.Author)
	if err != nil {
		return report.Language
	}
	return author.Speaks(report.Language)
}
