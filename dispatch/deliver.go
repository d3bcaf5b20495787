package dispatch

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"alliancebot/alliance"
)

// deliver sends to one leased recipient and settles what became of it.
func (run *run) deliver(ctx, delivering context.Context, content content, chat int64, until time.Time) {
	settlement := Settlement{Chat: chat, Lease: until}
	if content.moot != "" {
		settlement.Outcome = alliance.Outcome{State: alliance.Skipped, Reason: content.moot}
	} else {
		settlement.Outcome, settlement.NotBefore = run.send(ctx, delivering, content, chat, until)
	}
	run.settling.put(settlement)
}

// send makes one try. Waiting, with a moment, asks for another one.
func (run *run) send(ctx, delivering context.Context, content content, chat int64, until time.Time) (alliance.Outcome, time.Time) {
	member, err := run.Members.Member(delivering, chat)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return alliance.Outcome{State: alliance.Skipped, Reason: "unreachable"}, time.Time{}
	case err != nil:
		return alliance.Outcome{State: alliance.Waiting}, run.Now().Add(tryAgain)
	case !member.Reachable():
		return alliance.Outcome{State: alliance.Skipped, Reason: member.Unreachable}, time.Time{}
	}
	if content.idle != nil && content.idle(member) {
		return alliance.Outcome{State: alliance.Skipped, Reason: "nothing to tell"}, time.Time{}
	}
	if ctx.Err() != nil {
		return alliance.Outcome{State: alliance.Waiting}, run.Now()
	}
	// The lease must outlast waiting for our turn and the call itself; else the recipient goes back to the queue.
	turn := alliance.Turn{Priority: run.dispatch.Purpose.Priority(), Before: until.Add(-callTime)}
	message, err := run.say(delivering, turn, content, member)
	if err == nil {
		return alliance.Outcome{State: alliance.Sent, Message: message}, time.Time{}
	}
	return run.judge(delivering, err, chat)
}

// say sends the message itself.
func (run *run) say(ctx context.Context, turn alliance.Turn, content content, member alliance.Member) (int64, error) {
	if content.write != nil {
		return run.Sender.Send(ctx, turn, member.ID, content.write(member), 0)
	}
	said := run.dispatch.ContentFor(member.Speaks(run.Language))
	if len(said.Sources) > 0 {
		return run.Sender.Copy(ctx, turn, member.ID, said.Sources[0])
	}
	return run.Sender.Send(ctx, turn, member.ID, alliance.Message{Text: said.Text, Plain: true}, 0)
}

// judge turns a failure into what the ledger is to know.
func (run *run) judge(ctx context.Context, err error, chat int64) (alliance.Outcome, time.Time) {
	again := run.Now().Add(tryAgain + rand.N(tryAgain))
	var failure *alliance.Failure
	if !errors.As(err, &failure) { // our turn did not come in time
		return alliance.Outcome{State: alliance.Waiting}, run.Now()
	}
	switch failure.Class {
	case alliance.Gone:
		run.lose(ctx, chat, failure.Reason)
		return alliance.Outcome{State: alliance.Skipped, Reason: failure.Reason}, time.Time{}
	case alliance.Ours, alliance.Migrated:
		return alliance.Outcome{State: alliance.Failed, Reason: failure.Reason}, time.Time{}
	case alliance.Flood:
		return alliance.Outcome{State: alliance.Waiting}, run.Now().Add(failure.After)
	case alliance.Retry, alliance.Unconfirmed:
	}
	if run.dispatch.Purpose == alliance.ForBroadcast && run.Now().Sub(run.dispatch.Created) > giveUp {
		return alliance.Outcome{State: alliance.Failed, Reason: failure.Reason}, time.Time{}
	}
	return alliance.Outcome{State: alliance.Waiting}, again
}

// lose notes that a member cannot be reached, so that nobody tries again before they write.
func (run *run) lose(ctx context.Context, chat int64, reason string) {
	if _, err := run.Members.ChangeMember(ctx, chat, func(member *alliance.Member) { member.Unreachable = reason }); err != nil {
		run.Log.Warn("unreachable member not noted", "reason", reason, "error", err)
	}
}
