package dispatch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"alliancebot/alliance"
)

// tellAuthors begins to tell the authors of what was called off, each by itself: it may have to wait, and nobody else is to wait for
// it. Who has not been told when the process ends is told by the next one.
func (dispatcher *Dispatcher) tellAuthors(ctx, delivering context.Context, telling *underTaken) error {
	ids, err := dispatcher.Calendar.Untold(ctx)
	if err != nil {
		return fmt.Errorf("look for authors to be told: %w", err)
	}
	for _, id := range ids {
		telling.take(id, func() {
			err := dispatcher.tellAuthor(ctx, delivering, id)
			if err == nil || ctx.Err() != nil {
				return
			}
			dispatcher.Log.Warn("author not told of what was called off, trying again", "dispatch", id, "error", err)
			select {
			case <-time.After(tryAgain):
			case <-ctx.Done():
			}
		})
	}
	return nil
}

// tellAuthor tells the author of what was called off why, and notes it, unless that was done since it was listed. One who cannot be
// told at all is done with too.
func (dispatcher *Dispatcher) tellAuthor(ctx, delivering context.Context, id string) error {
	ids, err := dispatcher.Calendar.Untold(ctx)
	if err != nil || !slices.Contains(ids, id) {
		return err
	}
	withdrawn, err := dispatcher.Dispatches.Dispatch(ctx, id)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return fmt.Errorf("read dispatch %s: %w", id, err)
	}
	turn := alliance.Turn{Priority: alliance.Reminding, Stop: ctx.Done()}
	err = dispatcher.tell(delivering, turn, withdrawn, func(language alliance.Language) alliance.Message {
		return dispatcher.Render.BroadcastMoot(language, withdrawn.Why)
	})
	if err != nil && !hopeless(err) {
		return err
	}
	return dispatcher.Calendar.Told(delivering, id)
}

// hopeless reports whether trying again would not help.
func hopeless(err error) bool {
	failure, refused := errors.AsType[*alliance.Failure](err)
	return refused && (failure.Class == alliance.Gone || failure.Class == alliance.Ours)
}

// tell sends a message to the author of a dispatch, in their language; one without an author has nobody to tell.
func (dispatcher *Dispatcher) tell(ctx context.Context, turn alliance.Turn, dispatch alliance.Dispatch, write func(alliance.Language) alliance.Message) error {
	if dispatch.Author == 0 {
		return nil
	}
	_, err := dispatcher.Sender.Send(ctx, turn, alliance.Place{Chat: dispatch.Author}, write(dispatcher.speaks(ctx, dispatch.Author)), 0)
	return err
}
