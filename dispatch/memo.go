package dispatch

import (
	"context"
	"fmt"

	"alliancebot/alliance"
	"alliancebot/render"
)

// memo is what those who look after a broadcast are told of it, as it stands now.
func (run *run) memo(ctx context.Context) (content, error) {
	of, err := run.Dispatches.Dispatch(ctx, run.dispatch.Of)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return content{moot: "broadcast gone"}, nil
	case err != nil:
		return content{}, fmt.Errorf("read broadcast: %w", err)
	}
	switch run.dispatch.Memo {
	case alliance.Offered:
		return run.offer(of), nil
	case alliance.Judged:
		return run.verdict(of), nil
	case alliance.Outstanding, alliance.Urged:
	}
	if of.Recalled != "" {
		return content{moot: "recalled"}, nil
	}
	if run.dispatch.Memo == alliance.Outstanding {
		return run.lack(ctx, of)
	}
	line := render.BroadcastLine{Dispatch: of, Now: run.Now()}
	return content{write: func(member alliance.Member) []alliance.Message {
		return []alliance.Message{run.Render.BroadcastUrged(member.Speaks(run.Language), line)}
	}}, nil
}

// verdict tells the author of a broadcast what became of its approval; the message that showed it waiting does not do so any more.
func (run *run) verdict(of alliance.Dispatch) content {
	line := render.BroadcastLine{Dispatch: of, Now: run.Now()}
	return content{
		write: func(member alliance.Member) []alliance.Message {
			return []alliance.Message{run.Render.BroadcastJudged(member.Speaks(run.Language), line)}
		},
		then: func(ctx context.Context, member alliance.Member) { run.restate(ctx, line, member.Speaks(run.Language)) },
	}
}

// restate has the status of a broadcast say how it stands; one that is being sent does so by itself.
func (run *run) restate(ctx context.Context, line render.BroadcastLine, language alliance.Language) {
	status := run.Render.Text(language, "approval_closed", nil)
	switch {
	case line.Dispatch.Status == 0:
		return
	case line.Dispatch.State == alliance.Scheduled:
		status = run.Render.BroadcastScheduled(language, line)
	case line.Dispatch.Verdict.Approved():
		return
	}
	if err := run.Sender.Edit(ctx, line.Dispatch.Author, line.Dispatch.Status, status); err != nil {
		run.Log.Warn("status message not edited", "dispatch", line.Dispatch.ID, "error", err)
	}
}

// offer asks for the approval of a broadcast, below what its recipients will see of it.
func (run *run) offer(of alliance.Dispatch) content {
	if of.State != alliance.Proposed {
		return content{moot: "broadcast decided"}
	}
	return content{
		shows: func(member alliance.Member) []alliance.Message {
			return run.Render.Preview(member.Speaks(run.Language), of)
		},
		write: func(member alliance.Member) []alliance.Message {
			return []alliance.Message{run.Render.BroadcastOffer(member.Speaks(run.Language), render.OfferView{BroadcastLine: render.BroadcastLine{Dispatch: of, Now: run.Now()}})}
		},
	}
}
