package dispatch

import (
	"context"
	"fmt"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/render"
)

// preparation tells those who have a part in an event what is to be prepared. Who has none any more is told nothing.
func (run *run) preparation(ctx context.Context, event alliance.Event) (content, error) {
	if moot := run.untrue(event); moot != "" {
		return content{moot: moot}, nil
	}
	tellings, err := run.tellings(ctx)
	if err != nil {
		return content{}, err
	}
	answers, err := run.answers(ctx, event)
	if err != nil {
		return content{}, err
	}
	return content{
		had:  run.reminded(run.twins(tellings)),
		idle: func(member alliance.Member) bool { return !event.Prepares(member) },
		write: func(member alliance.Member) []alliance.Message {
			return []alliance.Message{run.prepare(member, event, answers)}
		},
	}, nil
}

func (run *run) answers(ctx context.Context, event alliance.Event) ([]alliance.Answer, error) {
	answers, err := run.Answers.Answers(ctx, event.ID)
	if err != nil {
		return nil, fmt.Errorf("read answers of speakers: %w", err)
	}
	return answers, nil
}

func (run *run) prepare(member alliance.Member, event alliance.Event, answers []alliance.Answer) alliance.Message {
	view := render.PreparationView{Event: event, Member: member, Answers: answers, Now: run.Now()}
	return run.Render.Preparation(member.Speaks(run.Language), view)
}

// prepares reports whether a member has a part in the event, and is told of it at this moment.
func (run *run) prepares(member alliance.Member) bool {
	return run.dispatch.Parts.Of(member) != alliance.NoPart && !run.muted(member) &&
		slices.ContainsFunc(run.dispatch.Audience.Slots, func(slot alliance.Slot) bool { return slot.Quiet == member.OwnQuiet() })
}

// prepared tells who has been told what to prepare at all the times for which this reminder goes to them, and with that all that it says.
func (run *run) prepared(ctx context.Context, tellings []alliance.Telling) (func(alliance.Member) bool, error) {
	told := map[time.Duration]alliance.Parts{}
	for _, telling := range tellings {
		if !telling.Prepares || !telling.Start.Equal(run.dispatch.Start) {
			continue
		}
		found, err := run.Dispatches.Dispatch(ctx, telling.Dispatch)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return nil, fmt.Errorf("read who was told what to prepare: %w", err)
		}
		told[telling.Lead] = told[telling.Lead].And(found.Parts)
	}
	return func(member alliance.Member) bool {
		leads := run.leadsOf(member)
		moments := map[int64]bool{} // at which quiet hours may have put several lead times
		for lead, parts := range told {
			if parts.Of(member) != alliance.NoPart {
				moments[run.due(member, lead)] = true
			}
		}
		untold := slices.ContainsFunc(leads, func(lead time.Duration) bool { return !moments[run.due(member, lead)] })
		return len(leads) > 0 && !untold && !run.muted(member)
	}, nil
}

// due is the moment, in unix time, at which a member is told so long before the event.
func (run *run) due(member alliance.Member, lead time.Duration) int64 {
	quiet := alliance.Plan{Quiet: run.Quiet}.QuietOf(member)
	return alliance.ReminderDue(run.dispatch.Start, lead, quiet, run.Zone).Unix()
}

// answer tells those who organise an event what a speaker has said of coming, unless the event has been moved or the speaker has said
// something else since.
func (run *run) answer(ctx context.Context, event alliance.Event) (content, error) {
	said := run.dispatch.Answer
	switch {
	case event.Status != alliance.Planned:
		return content{moot: eventCancelled}, nil
	case !event.Start.Equal(said.Start):
		return content{moot: eventMoved}, nil
	case event.Over(run.Now()):
		return content{moot: eventBegun}, nil
	}
	answers, err := run.answers(ctx, event)
	if err != nil {
		return content{}, err
	}
	for _, answer := range answers {
		if alliance.FoldName(answer.Expert) == alliance.FoldName(said.Expert) && answer.Start.Equal(said.Start) && answer.At.After(said.At) && answer.Update != said.Update {
			return content{moot: "answered anew"}, nil
		}
	}
	return content{write: func(member alliance.Member) []alliance.Message {
		view := render.AnswerView{Event: event, Answer: said, Now: run.Now()}
		return []alliance.Message{run.Render.Answer(member.Speaks(run.Language), view)}
	}}, nil
}
