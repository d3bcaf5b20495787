package dispatch

import (
	"context"
	"fmt"

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
		return member.WantsDigest(run.dispatch.Digest) && len(alliance.DigestOf(member, events, run.Now())) > 0
	}, nil
}
