package dispatch

import (
	"context"
	"errors"
	"fmt"

	"alliancebot/alliance"
)

// expire gives up the broadcasts that nobody has approved in time, and has their authors told.
func (dispatcher *Dispatcher) expire(ctx context.Context) error {
	overdue, err := dispatcher.Proposals.Overdue(ctx, dispatcher.Now())
	if err != nil {
		return fmt.Errorf("look for what is overdue: %w", err)
	}
	for _, id := range overdue {
		proposed, failure := dispatcher.Dispatches.Dispatch(ctx, id)
		if failure != nil {
			err = errors.Join(err, fmt.Errorf("read dispatch %s: %w", id, failure))
			continue
		}
		err = errors.Join(err, dispatcher.abandon(ctx, proposed, alliance.Expired))
	}
	return err
}

// abandon decides that a broadcast is not sent, unless somebody has decided, and has its author told why.
func (dispatcher *Dispatcher) abandon(ctx context.Context, proposed alliance.Dispatch, why alliance.Refusal) error {
	verdict := alliance.Verdict{Why: why, At: dispatcher.Now().UTC()}
	judged, err := dispatcher.Proposals.Judge(ctx, proposed, verdict, proposed.VerdictMemo(verdict.At))
	if judged {
		dispatcher.Log.Info("broadcast decided", "dispatch", proposed.ID, "decision", string(why), "author", proposed.Author)
	}
	return err
}
