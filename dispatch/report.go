package dispatch

import (
	"context"
	"errors"
	"fmt"
	"time"

	"alliancebot/alliance"
	"alliancebot/render"
)

// report keeps the status message of a broadcast up to date, for its author.
type report struct {
	*run
	cancel context.CancelFunc
	done   chan struct{}
	next   time.Time // when the status message may be edited again
	places []alliance.PlaceOutcome
}

const (
	// reportEvery is how often the status message is edited, at most.
	reportEvery = 3 * time.Second
	// reportFirst is when the progress is shown for the first time; what is done before that needs its report only.
	reportFirst = 500 * time.Millisecond
)

// startReport begins to report the progress; a dispatch without an author has nobody to report to.
func (run *run) startReport(ctx context.Context) *report {
	ctx, cancel := context.WithCancel(ctx)
	report := &report{run: run, cancel: cancel, done: make(chan struct{}), next: time.Now().Add(reportFirst)}
	go report.loop(ctx)
	return report
}

func (report *report) stop() {
	report.cancel()
	<-report.done
}

func (report *report) loop(ctx context.Context) {
	defer close(report.done)
	if !report.wanted() {
		return
	}
	before := -1 // nothing is known yet of how fast it goes
	for report.await(ctx) {
		tally, err := report.Records.Tally(ctx, report.dispatch.ID)
		if err != nil || tally.Total == 0 {
			report.next = time.Now().Add(reportFirst)
			continue
		}
		rate := 0.0
		if before >= 0 {
			rate = float64(tally.Sent-before) / reportEvery.Seconds()
		}
		before = tally.Sent
		_ = report.edit(ctx, report.progress(ctx, tally, rate)) // soon again
	}
}

func (report *report) wanted() bool {
	return report.dispatch.Author != 0 && report.dispatch.Status != 0
}

// await waits until the status message may be edited again, and reports whether ctx still lives.
func (report *report) await(ctx context.Context) bool {
	timer := time.NewTimer(time.Until(report.next))
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

func (report *report) progress(ctx context.Context, tally alliance.Tally, rate float64) alliance.Message {
	_, quiet := report.quiet(alliance.Member{})
	return report.Render.BroadcastProgress(report.speaks(ctx, report.dispatch.Author), render.ProgressView{
		Dispatch: report.dispatch, Tally: tally, Rate: rate, Left: timeLeft(tally, rate), Quiet: quiet && tally.Waiting > 0, Places: report.named(ctx),
	})
}

// named are the groups, channels and topics to which it goes, read once; while that fails the progress is shown without them.
func (report *report) named(ctx context.Context) []alliance.PlaceOutcome {
	if report.places == nil {
		report.places, _ = report.Records.Places(ctx, report.dispatch)
	}
	return report.places
}

// timeLeft is how long the rest takes at this rate; zero where that is not known.
func timeLeft(tally alliance.Tally, rate float64) time.Duration {
	if rate <= 0 {
		return 0
	}
	return time.Duration(float64(tally.Waiting)/rate) * time.Second
}

// conclude shows where the dispatch stands when nothing more is sent: the report, or that it is paused.
func (report *report) conclude(ctx context.Context) error {
	found, err := report.Dispatches.Dispatch(ctx, report.dispatch.ID)
	if err != nil {
		return fmt.Errorf("read dispatch: %w", err)
	}
	report.dispatch = found
	tally, err := report.Records.Tally(ctx, found.ID)
	if err != nil {
		return fmt.Errorf("read tally: %w", err)
	}
	took := report.Now().Sub(found.Begun)
	report.Log.Info("nothing more is sent", "dispatch", found.ID, "purpose", found.Purpose, "state", found.State,
		"total", tally.Total, "sent", tally.Sent, "failed", tally.Failed, "skipped", tally.Skipped, "took", took)
	if found.Late && found.Resumed.After(found.Begun) { // it has gone on with late joiners, and lasts as long as they come
		took = 0
	}
	switch {
	case found.Memo == alliance.Offered && found.State == alliance.Done && tally.Sent == 0:
		return report.abandon(ctx, report.of, alliance.Unasked)
	case !report.wanted():
	case found.State == alliance.Paused:
		report.last(ctx, report.progress(ctx, tally, 0))
	case found.State == alliance.Done || found.State == alliance.Withdrawn:
		confirmed, err := report.Records.Confirmed(ctx, found.ID)
		if err != nil {
			return fmt.Errorf("count confirmations: %w", err)
		}
		places, err := report.Records.Places(ctx, found)
		if err != nil {
			return fmt.Errorf("read groups: %w", err)
		}
		view := render.ReportView{Dispatch: found, Tally: tally, Took: took, Confirmed: confirmed, Places: places}
		report.last(ctx, report.Render.BroadcastReport(report.speaks(ctx, found.Author), view))
	}
	return nil
}

// last edits the status message for the last time. Nobody would do it later, so it is tried for a while.
func (report *report) last(ctx context.Context, message alliance.Message) {
	const most = 8
	for try := range most {
		if !report.await(ctx) {
			return
		}
		failure := report.edit(ctx, message)
		if failure == nil || failure.Class != alliance.Retry && failure.Class != alliance.Flood {
			return
		}
		report.next = time.Now().Add(max(failure.After, time.Second<<try/4))
	}
}

// edit replaces the status message; it returns why that failed, or nil.
func (report *report) edit(ctx context.Context, message alliance.Message) *alliance.Failure {
	err := report.Sender.Edit(ctx, report.dispatch.Author, report.dispatch.Status, message)
	report.next = time.Now().Add(reportEvery)
	var failure *alliance.Failure
	if errors.As(err, &failure) {
		report.Log.Warn("status message not edited", "dispatch", report.dispatch.ID, "reason", failure.Reason)
	}
	return failure
}
