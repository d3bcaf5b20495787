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
	ids, err := run.sent(ctx, at)
	if err != nil {
		return nil, err
	}
	said := run.dispatch.ContentFor(language)
	message := alliance.Message{Text: said.Text, Plain: true, Entities: said.Entities}
	buttons := run.buttons(language, run.of, said)
	if len(ids) == 1 {
		message.Keyboard = buttons
	}
	known := run.shapes.known(language, 1)
	shape, err := run.Sender.Amend(ctx, turn, at.Chat, ids[0], message, known[0])
	if err != nil {
		return nil, err
	}
	run.shapes.keep(language, []alliance.Shape{shape})
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

// recall takes back what the earlier broadcast has sent to a place. It is recalled where nothing of the content stays.
func (run *run) recall(ctx context.Context, turn alliance.Turn, language alliance.Language, at alliance.Place) error {
	ids, err := run.sent(ctx, at)
	if err != nil {
		return err
	}
	shapes, err := run.Sender.Withdraw(ctx, turn, at.Chat, ids, run.Render.BroadcastWithdrawn(language), run.shapes.known(language, len(ids)))
	switch {
	case missing(err): // the member has deleted it, or we have and the answer was lost
		return nil
	case err != nil:
		return err
	case slices.ContainsFunc(shapes, alliance.Shape.Stays):
		err = &alliance.Failure{Class: alliance.Lasting, Reason: "content stays"}
	}
	run.shapes.keep(language, shapes)
	return err
}

func missing(err error) bool {
	failure, refused := errors.AsType[*alliance.Failure](err)
	return refused && failure.Class == alliance.Missing
}

// sent are the ids of the messages that the earlier broadcast has at a place.
func (run *run) sent(ctx context.Context, at alliance.Place) ([]int64, error) {
	outcome, err := run.Records.Outcome(ctx, run.of.ID, at)
	if err != nil {
		return nil, err
	}
	if len(outcome.Messages) == 0 {
		return nil, &alliance.Failure{Class: alliance.Missing, Reason: "message gone"}
	}
	return outcome.Messages, nil
}
