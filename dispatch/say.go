package dispatch

import (
	"context"
	"errors"
	"time"

	"alliancebot/alliance"
)

// say does for one member what the dispatch is for, and gives the ids of the messages that are in their chat then.
func (run *run) say(ctx context.Context, turn alliance.Turn, content content, member alliance.Member) ([]int64, error) {
	language := member.Speaks(run.Language)
	switch {
	case content.write != nil:
		return run.write(ctx, turn, member.ID, content.write(member))
	case content.amend != nil:
		return run.mend(ctx, turn, content, member)
	case run.dispatch.Task == alliance.Edit:
		return run.amend(ctx, turn, language, member.ID)
	case run.dispatch.Task == alliance.Recall:
		return nil, run.recall(ctx, turn, language, member.ID)
	}
	return run.announce(ctx, turn, language, member.ID)
}

func one(id int64, err error) ([]int64, error) { return []int64{id}, err }

// write sends a message and what belongs below it.
func (run *run) write(ctx context.Context, turn alliance.Turn, chat int64, messages []alliance.Message) ([]int64, error) {
	ids, err := one(run.Sender.Send(ctx, turn, chat, messages[0], 0))
	if err != nil {
		return nil, err
	}
	for _, message := range messages[1:] {
		if id, sent := run.follow(ctx, turn, chat, message); sent {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// announce sends what the broadcast says, with its buttons.
func (run *run) announce(ctx context.Context, turn alliance.Turn, language alliance.Language, chat int64) ([]int64, error) {
	said := run.dispatch.ContentFor(language)
	buttons := run.buttons(language, run.dispatch, said)
	switch {
	case len(said.Sources) == 0:
		return one(run.Sender.Send(ctx, turn, chat, alliance.Message{Text: said.Text, Plain: true, Keyboard: buttons}, 0))
	case !run.inTwoCalls():
		return run.Sender.CopyAll(ctx, turn, chat, said.Sources, buttons)
	}
	turn.Before = turn.Before.Add(-lease)
	ids, err := run.Sender.CopyAll(ctx, turn, chat, said.Sources, nil)
	if err != nil || len(buttons) == 0 {
		return ids, err
	}
	below := run.Render.BroadcastBelow(language, buttons, run.dispatch.Receipt)
	if id, sent := run.follow(ctx, alliance.Turn{Priority: turn.Priority, Before: turn.Before.Add(lease)}, chat, below); sent {
		ids = append(ids, id)
	}
	return ids, nil
}

// buttons are those under what a broadcast says. An edited message keeps the receipt of the broadcast that it is of.
func (run *run) buttons(language alliance.Language, asks alliance.Dispatch, said alliance.Content) [][]alliance.Button {
	receipt := ""
	if asks.Receipt {
		receipt = asks.ID
	}
	return run.Render.BroadcastButtons(language, said.Links, receipt)
}

// inTwoCalls reports whether a recipient gets an album and then its buttons; such recipients are leased for longer.
func (run *run) inTwoCalls() bool {
	if run.dispatch.Task != alliance.Say {
		return false
	}
	for _, said := range append([]alliance.Content{run.dispatch.Content}, versions(run.dispatch)...) {
		if len(said.Sources) > 1 {
			return true
		}
	}
	return false
}

func versions(dispatch alliance.Dispatch) (contents []alliance.Content) {
	for _, said := range dispatch.Versions {
		contents = append(contents, said)
	}
	return contents
}

// follow sends what belongs below a message that has arrived. Sending both again would be worse than to go without it, so it is
// tried a few times and then left; and at once where its turn would come after the lease, when somebody else sends both.
func (run *run) follow(ctx context.Context, turn alliance.Turn, chat int64, message alliance.Message) (id int64, sent bool) {
	const most = 3
	for range most {
		id, err := run.Sender.Send(ctx, turn, chat, message, 0)
		if err == nil {
			return id, true
		}
		var failure *alliance.Failure
		if !errors.As(err, &failure) || failure.Ambiguous || failure.Class != alliance.Retry && failure.Class != alliance.Flood {
			break
		}
		wait := max(failure.After, time.Second)
		if run.Now().Add(wait).After(turn.Before) {
			break
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
		}
	}
	run.Log.Warn("what belongs below a message was not sent", "dispatch", run.dispatch.ID)
	return 0, false
}

// amend makes of what the earlier broadcast has sent to a chat what this one says.
func (run *run) amend(ctx context.Context, turn alliance.Turn, language alliance.Language, chat int64) ([]int64, error) {
	ids, err := run.sent(ctx, chat)
	if err != nil {
		return nil, err
	}
	said := run.dispatch.ContentFor(language)
	message := alliance.Message{Text: said.Text, Plain: true}
	if len(ids) == 1 {
		message.Keyboard = run.buttons(language, run.of, said)
	}
	return ids, run.replace(ctx, turn, chat, ids[0], message)
}

func (run *run) replace(ctx context.Context, turn alliance.Turn, chat, id int64, message alliance.Message) error {
	captioned, err := run.Sender.Amend(ctx, turn, chat, id, message, run.captioned.Load())
	run.captioned.Store(captioned)
	return err
}

// recall deletes what the earlier broadcast has sent to a chat. What Telegram does not let us delete any more is edited instead.
func (run *run) recall(ctx context.Context, turn alliance.Turn, language alliance.Language, chat int64) error {
	ids, err := run.sent(ctx, chat)
	if err != nil {
		return err
	}
	if run.Now().Sub(run.of.Begun) < deletable {
		err = run.Sender.Delete(ctx, turn, chat, ids)
		var failure *alliance.Failure
		switch refused := errors.As(err, &failure); {
		case refused && failure.Class == alliance.Missing: // the member has deleted it, or we have and the answer was lost
			return nil
		case !refused || failure.Class != alliance.Ours:
			return err
		}
	}
	return run.replace(ctx, turn, chat, ids[0], run.Render.BroadcastWithdrawn(language))
}

// sent are the ids of the messages that the earlier broadcast has in a chat.
func (run *run) sent(ctx context.Context, chat int64) ([]int64, error) {
	outcome, err := run.Records.Outcome(ctx, run.of.ID, chat)
	if err != nil {
		return nil, err
	}
	if len(outcome.Messages) == 0 {
		return nil, &alliance.Failure{Class: alliance.Missing, Reason: "message gone"}
	}
	return outcome.Messages, nil
}
