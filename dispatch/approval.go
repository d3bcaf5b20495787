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
		verdict := alliance.Verdict{Why: alliance.Expired, At: dispatcher.Now().UTC()}
		judged, failure := dispatcher.Proposals.Judge(ctx, proposed, verdict, proposed.VerdictMemo(verdict.At))
		if judged {
			dispatcher.Log.Info("broadcast decided", "dispatch", id, "decision", "expired", "author", proposed.Author)
		}
		err = errors.Join(err, failure)
	}
	return err
}
