package dispatch

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"alliancebot/alliance"
)

// Why there is nothing to say about an event any more, as reasons for the report.
const (
	eventGone      = "event gone"
	eventCancelled = "event cancelled"
	eventMoved     = "event moved"
	eventBegun     = "event begun"
)

// attempt is what came of one try: an outcome, of which State Waiting asks for another try not before again.
type attempt struct {
	outcome alliance.Outcome
	again   time.Time
	ours    bool // Telegram refused the message itself
	doubt   bool // it was not answered, and may have put a message into the chat
}

// deliver sends to one leased recipient and settles what became of it. A call under way outlives sending, which ends with a pause.
func (run *run) deliver(sending, delivering context.Context, content content, to leased) {
	made := attempt{outcome: alliance.Outcome{State: alliance.Skipped, Reason: content.moot}}
	if content.moot == "" {
		made = run.try(sending, delivering, content, to)
	}
	run.settling.put(Settlement{Chat: to.Chat, Topic: to.Topic, Lease: to.until, Outcome: made.outcome, NotBefore: made.again, Doubtful: made.doubt})
	if run.dispatch.Purpose == alliance.ForBroadcast && made.outcome.State != alliance.Waiting && run.health.note(made.ours) {
		run.halt(delivering, made.outcome.Reason)
	}
}

// try makes one try.
func (run *run) try(sending, delivering context.Context, content content, leased leased) attempt {
	to, err := run.recipient(delivering, leased.Place)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return skipped("unreachable")
	case err != nil:
		return later(run.Now().Add(tryAgain))
	case !to.member.Reachable():
		return skipped(to.member.Unreachable)
	}
	if content.idle != nil && content.idle(to.member) {
		return skipped("nothing to tell")
	}
	if content.had != nil {
		switch had, err := content.had(delivering, to.member); {
		case err != nil:
			return later(run.Now().Add(tryAgain))
		case had:
			return skipped("reminded already")
		}
	}
	if end, quiet := run.quiet(to.member); quiet {
		return later(end)
	}
	return run.send(sending, delivering, content, leased, to)
}

// send says what is to be said when its turn comes, and while what was sent before is being noted.
func (run *run) send(sending, delivering context.Context, content content, leased leased, to recipient) attempt {
	through, passed := run.brake.pass(sending)
	if !passed {
		return later(run.Now())
	}
	defer through()
	late := time.AfterFunc(hangs, func() { through(); leased.leave() })
	defer late.Stop()
	// The lease must outlast waiting for our turn and the call itself; else the recipient goes back to the queue.
	turn := alliance.Turn{Priority: run.dispatch.Priority(), Before: leased.until.Add(-callTime), Stop: sending.Done(), Come: through}
	messages, err := run.say(delivering, turn, content, to)
	if err == nil {
		run.regain(delivering, to)
		if content.then != nil {
			content.then(delivering, to.member)
		}
		return attempt{outcome: run.sentTo(delivering, leased.Place, messages)}
	}
	return run.judge(delivering, err, to.place)
}

// sentTo is the outcome of having sent messages to a place, or to what it has become.
func (run *run) sentTo(ctx context.Context, place alliance.Place, messages []int64) alliance.Outcome {
	outcome := alliance.Outcome{State: alliance.Sent, Messages: messages}
	if home := run.home(ctx, place.Chat); home != place.Chat {
		outcome.Moved = home
	}
	return outcome
}

func skipped(reason string) attempt {
	return attempt{outcome: alliance.Outcome{State: alliance.Skipped, Reason: reason}}
}

func later(again time.Time) attempt {
	return attempt{outcome: alliance.Outcome{State: alliance.Waiting}, again: again}
}

// quiet is when the quiet hours end in which a member is not to be disturbed now.
func (run *run) quiet(member alliance.Member) (end time.Time, quiet bool) {
	if !run.disturbs() {
		return end, false
	}
	hours := run.Quiet
	if member.Quiet != nil {
		hours = *member.Quiet
	}
	now, yields := run.Now().In(run.Zone), run.yields(member)
	if end, quiet = hours.Ends(now); !quiet {
		end, quiet = hours.Ends(now.Add(-yields))
	}
	end = end.Add(yields)
	late := run.dispatch.Purpose == alliance.ForAnswer && run.Now().Before(run.dispatch.Start) && !end.Before(run.dispatch.Start) // when nothing can be done about it any more
	return end, quiet && !late
}

// disturbs reports whether what is sent respects quiet hours. Editing and recalling disturb nobody; when reminders and the like fall due, and
// in whose quiet hours, has been seen to before.
func (run *run) disturbs() bool {
	switch run.dispatch.Purpose {
	case alliance.ForDigest, alliance.ForAnswer:
		return true
	case alliance.ForMemo:
		return run.dispatch.Memo.Disturbs()
	case alliance.ForBroadcast:
		return run.dispatch.Task == alliance.Say && !run.dispatch.Urgent
	case alliance.ForReminder, alliance.ForSnooze, alliance.ForPreparation, alliance.ForNotice, alliance.ForAmendment:
	}
	return false
}

// judge turns a failure into what the ledger is to know.
func (run *run) judge(ctx context.Context, err error, to alliance.Place) attempt {
	var failure *alliance.Failure
	if !errors.As(err, &failure) { // our turn did not come in time
		return later(run.Now())
	}
	failed := attempt{outcome: alliance.Outcome{State: alliance.Failed, Reason: failure.Reason}, ours: failure.Class == alliance.Ours}
	switch failure.Class {
	case alliance.Gone:
		run.lose(ctx, to.Chat, failure.Reason)
		return skipped(failure.Reason)
	case alliance.Closed:
		if run.closed(ctx, to, failure.Reason); run.dispatch.Purpose != alliance.ForBroadcast && to.Topic != 0 {
			return later(run.Now()) // in the first topic
		}
		return failed
	case alliance.Missing, alliance.Lasting:
		return skipped(failure.Reason)
	case alliance.Ours, alliance.Migrated:
		return failed
	case alliance.Flood:
		return later(run.Now().Add(failure.After))
	case alliance.Retry, alliance.Unconfirmed:
	}
	doubt := failure.Ambiguous && run.dispatch.Task == alliance.Say                                    // to edit or recall once more does no harm
	tried := min(run.Now().Sub(run.dispatch.Begun), run.Now().Sub(run.dispatch.Resumed))               // nobody is tried during a pause
	lasts := run.dispatch.Purpose == alliance.ForBroadcast || run.dispatch.Purpose == alliance.ForMemo // nothing else ends it
	if lasts && tried > giveUp {
		failed.doubt = doubt
		return failed
	}
	again := later(run.Now().Add(tryAgain + rand.N(tryAgain)))
	again.doubt = doubt
	return again
}
