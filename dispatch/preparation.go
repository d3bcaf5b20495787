package dispatch

import (
	"context"
	"fmt"

	"alliancebot/alliance"
	"alliancebot/render"
)

// preparation tells those who have a part in an event what is to be prepared. Who has none any more is told nothing.
func (run *run) preparation(ctx context.Context, event alliance.Event) (content, error) {
	if moot := run.untrue(event); moot != "" {
		return content{moot: moot}, nil
	}
	answers, err := run.Answers.Answers(ctx, event.ID)
	if err != nil {
		return content{}, fmt.Errorf("read answers of speakers: %w", err)
	}
	return content{
		idle: func(member alliance.Member) bool { return !event.Prepares(member) },
		write: func(member alliance.Member) []alliance.Message {
			view := render.PreparationView{Event: event, Member: member, Answers: answers, Now: run.Now()}
			return []alliance.Message{run.Render.Preparation(member.Speaks(run.Language), view)}
		},
	}, nil
}

// answer tells those who organise an event what a speaker has said of coming, unless the event has been moved since.
func (run *run) answer(_ context.Context, event alliance.Event) (content, error) {
	if moot := run.untrue(event); moot != "" {
		return content{moot: moot}, nil
	}
	return content{write: func(member alliance.Member) []alliance.Message {
		view := render.AnswerView{Event: event, Answer: run.dispatch.Answer, Now: run.Now()}
		return []alliance.Message{run.Render.Answer(member.Speaks(run.Language), view)}
	}}, nil
}
