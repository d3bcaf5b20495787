package handlers

import (
	"cmp"
	"context"
	"slices"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// broadcastsListed is how many broadcasts are listed, the latest first.
const broadcastsListed = 8

// broadcasts lists the latest broadcasts.
func (desk *Desk) broadcasts(ctx context.Context, request bot.Request) (bot.Reply, error) {
	latest, err := desk.Dispatches.Broadcasts(ctx, broadcastsListed)
	if err != nil {
		return bot.Reply{}, err
	}
	lines := make([]render.BroadcastLine, len(latest))
	for i, dispatch := range latest {
		if lines[i], err = desk.line(ctx, request, dispatch); err != nil {
			return bot.Reply{}, err
		}
	}
	return bot.Say(desk.Render.Broadcasts(request.Language, lines)), nil
}

// line reads how a broadcast stands.
func (desk *Desk) line(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (render.BroadcastLine, error) {
	line := render.BroadcastLine{Dispatch: dispatch, Now: request.Now}
	var err error
	if line.Dispatch.NotBefore, err = desk.begins(ctx, dispatch); err != nil {
		return line, err
	}
	if dispatch.Nudges != "" && dispatch.Recalled == "" { // it is recalled with what it brings to mind
		earlier, err := desk.Dispatches.Dispatch(ctx, dispatch.Nudges)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return line, err
		}
		line.Dispatch.Recalled = earlier.Recalled
	}
	if line.Places, err = desk.Chats.Places(ctx, dispatch); err != nil {
		return line, err
	}
	if line.Tally, err = desk.Dispatches.Tally(ctx, dispatch.ID); err != nil || !dispatch.Receipt {
		return line, err
	}
	line.Confirmed, err = desk.Receipts.Confirmed(ctx, dispatch.ID)
	return line, err
}

// begins is when a broadcast is to begin, or was. What waits for an event moves with it; if the event is gone, it is as it was said.
func (desk *Desk) begins(ctx context.Context, dispatch alliance.Dispatch) (time.Time, error) {
	if dispatch.Ahead == 0 || dispatch.State != alliance.Scheduled {
		return dispatch.NotBefore, nil
	}
	event, err := desk.Events.Event(ctx, dispatch.Event)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return dispatch.NotBefore, nil
	case err != nil:
		return time.Time{}, err
	}
	return event.Start.Add(-dispatch.Ahead), nil
}

// status is the message that shows the author how a broadcast stands.
func (desk *Desk) status(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (alliance.Message, error) {
	line, err := desk.line(ctx, request, dispatch)
	if err != nil {
		return alliance.Message{}, err
	}
	return desk.statusOf(request, line), nil
}

// stopped shows that a broadcast was cancelled, in another message than the one that reports.
func (desk *Desk) stopped(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (alliance.Message, error) {
	line, err := desk.line(ctx, request, dispatch)
	if err != nil || line.Tally.Total == 0 {
		return desk.statusOf(request, line), err
	}
	return desk.Render.BroadcastStopped(request.Language, dispatch.ID), nil
}

func (desk *Desk) statusOf(request bot.Request, line render.BroadcastLine) alliance.Message {
	dispatch := line.Dispatch
	switch {
	case dispatch.State == alliance.Proposed:
		return desk.Render.BroadcastProposed(request.Language, line)
	case dispatch.Verdict.Why != "":
		return desk.Render.BroadcastJudged(request.Language, line)
	case dispatch.State == alliance.Scheduled:
		return desk.Render.BroadcastScheduled(request.Language, line)
	case dispatch.State == alliance.Withdrawn && line.Tally.Total == 0: // before it began
		return desk.Render.Text(request.Language, "broadcast_cancelled", nil)
	case dispatch.State == alliance.Done, dispatch.State == alliance.Withdrawn:
		return desk.Render.BroadcastReport(request.Language, render.ReportView{Dispatch: dispatch, Tally: line.Tally, Confirmed: line.Confirmed, Places: line.Places})
	default:
		return desk.Render.BroadcastProgress(request.Language, render.ProgressView{Dispatch: dispatch, Tally: line.Tally, Places: line.Places})
	}
}

// openBroadcast shows a broadcast with all that can be done about it.
func (desk *Desk) openBroadcast(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (alliance.Message, error) {
	line, err := desk.line(ctx, request, dispatch)
	if err != nil {
		return alliance.Message{}, err
	}
	card := render.BroadcastCard{BroadcastLine: line, Status: desk.statusOf(request, line)}
	if dispatch.Receipt {
		card.Missing, err = desk.missing(ctx, dispatch.ID)
	}
	return desk.Render.BroadcastCard(request.Language, card), err
}

// missing counts by unit who has got a broadcast and has not confirmed it, the most first.
func (desk *Desk) missing(ctx context.Context, id string) ([]render.UnitChoice, error) {
	counts := map[string]int{}
	unconfirmed := alliance.Audience{Of: id, Which: alliance.WhichUnconfirmed}
	for _, page := range desk.Members.MemberPages() {
		members, err := desk.Members.Audience(ctx, unconfirmed, desk.Language, page)
		if err != nil {
			return nil, err
		}
		for _, member := range members {
			counts[member.Unit]++
		}
	}
	var units []render.UnitChoice
	for name, count := range counts {
		units = append(units, render.UnitChoice{Name: name, Members: count})
	}
	slices.SortFunc(units, func(a, b render.UnitChoice) int { return cmp.Or(b.Members-a.Members, cmp.Compare(a.Name, b.Name)) })
	return units, nil
}
