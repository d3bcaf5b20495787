package dispatch

import (
	"context"
	"errors"
	"time"

	"alliancebot/alliance"
)

// say does for one recipient what the dispatch is for, and gives the ids of the messages that are in their chat then.
func (run *run) say(ctx context.Context, turn alliance.Turn, content content, to recipient) ([]int64, error) {
	language := to.member.Speaks(run.Language)
	switch {
	case content.shows != nil:
		return run.show(ctx, turn, content, to)
	case content.write != nil:
		return run.write(ctx, turn, to.place, content.write(to.member))
	case content.amend != nil:
		return run.mend(ctx, turn, content, to)
	case run.dispatch.Task == alliance.Edit:
		return run.amend(ctx, turn, language, to.place)
	case run.dispatch.Task == alliance.Recall:
		return nil, run.recall(ctx, turn, language, to.place)
	}
	return run.announce(ctx, turn, language, to.place)
}

func one(id int64, err error) ([]int64, error) { return []int64{id}, err }

// show shows a member some messages, and says below them what is to be said of them.
func (run *run) show(ctx context.Context, turn alliance.Turn, content content, to recipient) ([]int64, error) {
	var shown []int64
	for _, message := range append(content.shows(to.member), content.write(to.member)...) {
		ids, err := run.put(ctx, turn, to.place, message)
		if err != nil {
			return nil, err
		}
		shown = append(shown, ids...)
	}
	return shown, nil
}

// put sends or copies one message, or an album.
func (run *run) put(ctx context.Context, turn alliance.Turn, to alliance.Place, message alliance.Message) ([]int64, error) {
	if len(message.Sources) == 0 {
		return one(run.Sender.Send(ctx, turn, to, message, 0))
	}
	return run.Sender.CopyAll(ctx, turn, to, message)
}

// write sends a message and what belongs below it.
func (run *run) write(ctx context.Context, turn alliance.Turn, to alliance.Place, messages []alliance.Message) ([]int64, error) {
	ids, err := one(run.Sender.Send(ctx, turn, to, messages[0], 0))
	if err != nil {
		return nil, err
	}
	for _, message := range messages[1:] {
		err := run.follow(ctx, turn, func(turn alliance.Turn) error {
			id, err := run.Sender.Send(ctx, turn, to, message, 0)
			if err == nil {
				ids = append(ids, id)
			}
			return err
		})
		if err != nil {
			run.Log.Warn("what belongs below a message was not sent", "dispatch", run.dispatch.ID, "error", err)
		}
	}
	return ids, nil
}

// announce sends what the broadcast says, with its buttons.
func (run *run) announce(ctx context.Context, turn alliance.Turn, language alliance.Language, to alliance.Place) ([]int64, error) {
	said := run.said.ContentFor(language)
	message := alliance.Message{Text: said.Text, Plain: true, Entities: said.Entities, Sources: said.Sources}
	buttons := run.buttons(language, run.dispatch, said)
	if len(said.Sources) > 1 {
		return run.announceAlbum(ctx, turn, language, to, message, buttons)
	}
	message.Keyboard = buttons
	if len(said.Sources) == 1 {
		return run.Sender.CopyAll(ctx, turn, to, message)
	}
	return one(run.Sender.Send(ctx, turn, to, message, 0))
}

// announceAlbum copies an album, gives it the caption that it has got by an edit, and sends its buttons below. Each call leaves
// the others their time within the lease; one that is not made in time, or fails, does not keep the album from having arrived.
func (run *run) announceAlbum(ctx context.Context, turn alliance.Turn, language alliance.Language, to alliance.Place, album alliance.Message, buttons [][]alliance.Button) ([]int64, error) {
	end := turn.Before
	turn.Before = end.Add(-time.Duration(run.steps()-1) * lease)
	ids, err := run.Sender.CopyAll(ctx, turn, to, album)
	if err != nil || len(ids) == 0 {
		return ids, err
	}
	if album.Text != "" {
		turn = alliance.Turn{Priority: turn.Priority, Before: end.Add(-lease)}
		if err := run.recaption(ctx, turn, language, run.home(ctx, to.Chat), ids, album); err != nil {
			return nil, err
		}
	}
	if len(buttons) == 0 {
		return ids, nil
	}
	below := run.Render.BroadcastBelow(language, buttons, run.dispatch.Receipt)
	err = run.follow(ctx, alliance.Turn{Priority: turn.Priority, Before: end}, func(turn alliance.Turn) error {
		id, err := run.Sender.Send(ctx, turn, to, below, 0)
		if err == nil {
			ids = append(ids, id)
		}
		return err
	})
	if err != nil {
		run.Log.Warn("buttons of an album not sent", "dispatch", run.dispatch.ID, "error", err)
	}
	return ids, nil
}

// recaption gives an album that has just been sent the caption that it has got by an edit. Where that fails the album is taken back,
// and it is an error: nobody is to be told what holds no more.
func (run *run) recaption(ctx context.Context, turn alliance.Turn, language alliance.Language, chat int64, ids []int64, album alliance.Message) error {
	failed := run.follow(ctx, turn, func(turn alliance.Turn) error {
		_, err := run.Sender.Amend(ctx, turn, chat, ids[0], album, alliance.Captioned)
		return err
	})
	if failed == nil {
		return nil
	}
	turn.Before = turn.Before.Add(lease)
	if _, err := run.Sender.Withdraw(ctx, turn, chat, ids, run.Render.BroadcastWithdrawn(language), nil); err != nil {
		run.Log.Warn("album with a caption of before an edit not taken back", "dispatch", run.dispatch.ID, "error", err)
	}
	return failed
}

// buttons are those under what a broadcast says. An edited message keeps the receipt of the broadcast that it is of.
func (run *run) buttons(language alliance.Language, asks alliance.Dispatch, said alliance.Content) [][]alliance.Button {
	receipt := ""
	if asks.Receipt {
		receipt = asks.ID
	}
	return run.Render.BroadcastButtons(language, said.Links, receipt)
}

// follow makes a call about a message that has arrived. Sending that again would be worse than to go without, so it is tried a
// few times; and not again where its turn would come after the lease, when somebody else does it all.
func (run *run) follow(ctx context.Context, turn alliance.Turn, call func(alliance.Turn) error) error {
	const most = 3
	for tries := 1; ; tries++ {
		err := call(turn)
		var failure *alliance.Failure
		if err == nil || tries == most || !errors.As(err, &failure) || failure.Ambiguous || failure.Class != alliance.Retry && failure.Class != alliance.Flood {
			return err
		}
		wait := max(failure.After, time.Second)
		if run.Now().Add(wait).After(turn.Before) {
			return err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
	}
}
