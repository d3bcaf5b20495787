package dispatch

import (
	"context"
	"errors"
	"slices"

	"alliancebot/alliance"
)

// amend makes of what the earlier broadcast has sent to a place what this one says: of its first message, and of the buttons that
// stand below an album.
func (run *run) amend(ctx context.Context, turn alliance.Turn, language alliance.Language, at alliance.Place) ([]int64, error) {
	ids, err := run.sent(ctx, run.of.ID, at)
	if err != nil {
		return nil, err
	}
	said := run.dispatch.ContentFor(language)
	message := alliance.Message{Text: said.Text, Plain: true, Entities: said.Entities}
	buttons := run.buttons(language, run.of, said)
	if len(ids) == 1 {
		message.Keyboard = buttons
	}
	key := shapesOf{run.of.ID, language}
	known := run.shapes.known(key, 1)
	shape, err := run.Sender.Amend(ctx, turn, at.Chat, ids[0], message, known[0])
	if err != nil {
		return nil, err
	}
	run.shapes.keep(key, []alliance.Shape{shape})
	if pictures := len(run.of.ContentFor(language).Sources); pictures < 2 || len(ids) <= pictures {
		return ids, nil
	}
	below := ids[len(ids)-1]
	if len(buttons) == 0 {
		_, err = run.Sender.Withdraw(ctx, turn, at.Chat, []int64{below}, run.Render.BroadcastWithdrawn(language), nil)
	} else {
		_, err = run.Sender.Amend(ctx, turn, at.Chat, below, run.Render.BroadcastBelow(language, buttons, run.of.Receipt), alliance.Worded)
	}
	if missing(err) { // the member has deleted it
		err = nil
	}
	return ids, err
}

// recall takes back what the earlier broadcast, and what brought it to mind, have sent to a place. It is recalled where nothing of the
// content stays.
func (run *run) recall(ctx context.Context, turn alliance.Turn, language alliance.Language, at alliance.Place) error {
	stays := false
	for _, id := range append([]string{run.of.ID}, run.of.Nudged...) {
		ids, err := run.sent(ctx, id, at)
		switch {
		case missing(err) && id != run.of.ID: // it was not brought to their mind
			continue
		case err != nil:
			return err
		}
		key := shapesOf{id, language}
		shapes, err := run.Sender.Withdraw(ctx, turn, at.Chat, ids, run.Render.BroadcastWithdrawn(language), run.shapes.known(key, len(ids)))
		if err != nil && !missing(err) { // else the member has deleted it, or we have and the answer was lost
			return err
		}
		run.shapes.keep(key, shapes)
		stays = stays || slices.ContainsFunc(shapes, alliance.Shape.Stays)
	}
	if stays {
		return &alliance.Failure{Class: alliance.Lasting, Reason: "content stays"}
	}
	return nil
}

func missing(err error) bool {
	failure, refused := errors.AsType[*alliance.Failure](err)
	return refused && failure.Class == alliance.Missing
}

// sent are the ids of the messages that a broadcast has at a place.
func (run *run) sent(ctx context.Context, id string, at alliance.Place) ([]int64, error) {
	outcome, err := run.Records.Outcome(ctx, id, at)
	if err != nil {
		return nil, err
	}
	if len(outcome.Messages) == 0 {
		return nil, &alliance.Failure{Class: alliance.Missing, Reason: "message gone"}
	}
	return outcome.Messages, nil
}
