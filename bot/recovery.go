package bot

import (
	"context"
	"fmt"
	"time"

	"alliancebot/alliance"
)

// Leftovers are the updates that were taken and not finished, and the sign of life by which those of a dead replica are known.
type Leftovers interface {
	Unfinished(ctx context.Context, replica string) ([]Update, error)
	Payload(ctx context.Context, update Update) (string, error)
	Attempt(ctx context.Context, update Update) (attempts int, err error)
	Beat(ctx context.Context, replica string, now time.Time) (adopted int, err error)
}

// mostAttempts is how often it may be tried to handle an update that was left unfinished: one that ends the process is parked.
const mostAttempts = 3

// beatEvery is how often a replica shows that it lives.
const beatEvery = 5 * time.Second

// Recover queues what an earlier process, or a replica that is no more, left unfinished.
func (intake *Intake) Recover(ctx context.Context) error {
	updates, err := intake.Inbox.Unfinished(ctx, intake.Replica)
	if err != nil {
		return fmt.Errorf("recover inbox: %w", err)
	}
	left := intake.strange(updates) // without those that are in our lanes
	for _, update := range left {
		intake.queue(ctx, update)
	}
	if len(left) > 0 {
		intake.Log.Info("inbox recovered", "updates", len(left))
	}
	return nil
}

// handle handles an update. One whose payload was left in the inbox gets it back; if it is not there any more, another replica has
// taken the update over and finished it. One that was left unfinished is counted first, when its turn has come: what merely waited when a
// process ended is not to blame.
func (intake *Intake) handle(ctx context.Context, update *Update) error {
	if update.Payload == "" {
		payload, err := intake.Inbox.Payload(ctx, *update)
		if err != nil {
			return unlessMissing(err)
		}
		update.Payload = payload
	}
	if update.Left {
		attempts, err := intake.Inbox.Attempt(ctx, *update)
		if err != nil {
			return err
		}
		if attempts > mostAttempts {
			return alliance.Errorf(alliance.Internal, "update %d ended the process %d times", update.ID, attempts)
		}
	}
	return intake.Router.Handle(ctx, *update)
}

// Run shows that this replica lives and takes over what dead ones left, until ctx ends; handling is what the updates' handlers
// live under. What was taken over is looked for until it has been found, also where the answer to a beat was lost.
func (intake *Intake) Run(ctx, handling context.Context) error {
	for left := false; ; {
		adopted, err := intake.Inbox.Beat(ctx, intake.Replica, intake.Now())
		left = left || adopted > 0 || err != nil
		if err == nil && left {
			err = intake.Recover(handling)
			left = err != nil
		}
		if err != nil && ctx.Err() == nil {
			intake.Log.Warn("heartbeat failed", "error", err)
		}
		intake.forget()
		if sleepUntil(ctx, time.Now, time.Now().Add(beatEvery)) != nil {
			return nil
		}
	}
}

// forget drops the updates that were done with so long ago that no repetition is on its way.
func (intake *Intake) forget() {
	intake.mu.Lock()
	defer intake.mu.Unlock()
	before := intake.Now().Add(-knownFor)
	for id, done := range intake.known {
		if !done.IsZero() && done.Before(before) {
			delete(intake.known, id)
		}
	}
}
