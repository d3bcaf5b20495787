package dispatch

import (
	"context"
	"fmt"
	"time"

	"alliancebot/alliance"
)

// mostInDigest is how many events of its time a digest looks at; a member is shown the first few, and how many more there are.
const mostInDigest = 500

// coming reads the events of the time that the digest covers, the earliest first.
func (run *run) coming(ctx context.Context) ([]alliance.Event, error) {
	found, err := run.Events.Find(ctx, alliance.Query{Span: run.dispatch.Covers}, 0, mostInDigest)
	if err != nil {
		return nil, fmt.Errorf("read events of digest: %w", err)
	}
	return found.Events, nil
}

// digest says what of it each member follows. Who follows nothing that is to come gets none.
func (run *run) digest(ctx context.Context) (content, error) {
	events, err := run.coming(ctx)
	if err != nil {
		return content{}, err
	}
	return content{
		had:  run.hadEdition,
		idle: func(member alliance.Member) bool { return len(alliance.DigestOf(member, events, run.Now())) == 0 },
		write: func(member alliance.Member) []alliance.Message {
			now := run.Now()
			return []alliance.Message{run.Render.Digest(member.Speaks(run.Language), run.dispatch.Digest, run.dispatch.Covers, alliance.DigestOf(member, events, now), now)}
		},
	}, nil
}

// wantsDigest tells who of the members gets the digest.
func (run *run) wantsDigest(ctx context.Context) (func(alliance.Member) bool, error) {
	events, err := run.coming(ctx)
	if err != nil {
		return nil, err
	}
	return func(member alliance.Member) bool {
		return member.WantsDigest(run.dispatch.Digest) && run.chosen(member) && len(alliance.DigestOf(member, events, run.Now())) > 0
	}, nil
}

// edition is the one that is sent.
func (run *run) edition() alliance.Edition { return run.dispatch.Digest.Edition(run.dispatch.Edition) }

// chosen reports whether the edition is the one that a member gets.
func (run *run) chosen(member alliance.Member) bool {
	return member.Edition(run.dispatch.Digest) == run.edition()
}

// hadEdition reports whether a member, who may have chosen another time between the two moments, has got another edition that is about the
// same.
func (run *run) hadEdition(ctx context.Context, member alliance.Member) (bool, error) {
	heard, err := run.Events.Heard(ctx, run.edition().Others(run.dispatch.Covers), []int64{member.ID})
	return len(heard) > 0, err
}

// yield is how long after quiet hours the edition waits which a member does not want any more. That of the new choice may wait for their end
// as well, and they are not to come together; where there is none, since its moment was over, this one does come.
const yield = 2 * time.Minute

// yields is how long a member has to wait for the sake of another edition.
func (run *run) yields(member alliance.Member) time.Duration {
	if run.dispatch.Purpose != alliance.ForDigest || run.chosen(member) {
		return 0
	}
	return yield
}
