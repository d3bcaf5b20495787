package handlers

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// steer does what a button under a broadcast says: its id, what, and whether it was asked once more.
func (desk *Desk) steer(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) < 2 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "run button with %d arguments", len(request.Args))
	}
	id, action := request.Args[0], request.Args[1]
	if action == render.RunList {
		reply, err := desk.broadcasts(ctx, request)
		return replacing(reply), err
	}
	dispatch, err := desk.Dispatches.Dispatch(ctx, id)
	if err != nil && alliance.KindOf(err) == alliance.NotFound || err == nil && dispatch.Purpose != alliance.ForBroadcast {
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "old_button", nil)), Alert: true}, nil
	}
	if err != nil {
		return bot.Reply{}, err
	}
	sure := len(request.Args) > 2 && request.Args[2] == render.RunYes
	switch action {
	case render.RunShow:
		shown, err := desk.openBroadcast(ctx, request, dispatch)
		if dispatch.Receipt && over(dispatch) && request.Message == dispatch.Status { // which goes on to show who confirms
			return bot.Say(shown), err
		}
		return bot.Reply{Edit: &shown}, err
	case render.RunDetails:
		return desk.details(ctx, request, dispatch)
	case render.RunRework:
		return desk.rework(ctx, request, dispatch)
	case render.RunRecall, render.RunEdit, render.RunRemind:
		recalled, err := desk.recalled(ctx, id)
		switch {
		case err != nil:
			return bot.Reply{}, err
		case recalled && action != render.RunRecall:
			return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "run_recalled", nil)), Alert: true}, nil
		case !over(dispatch):
			return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "run_too_late", nil)), Alert: true}, nil
		}
	case render.RunPause, render.RunResume, render.RunRetry, render.RunCancel:
	default:
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "run button %q", action)
	}
	switch {
	case action == render.RunEdit:
		return desk.amend(ctx, request, dispatch)
	case action == render.RunRemind:
		return desk.nudge(ctx, request, dispatch)
	case !sure && (action == render.RunCancel || action == render.RunRecall):
		return desk.askAgain(ctx, request, dispatch, action)
	case action == render.RunRecall:
		return desk.recall(ctx, request, dispatch)
	}
	return desk.drive(ctx, request, id, action)
}

// askAgain asks once more before something that cannot be undone: in a message of its own, since the status of a broadcast that
// runs would replace the question.
func (desk *Desk) askAgain(ctx context.Context, request bot.Request, dispatch alliance.Dispatch, action string) (bot.Reply, error) {
	line, err := desk.line(ctx, request, dispatch)
	reply := bot.Say(desk.Render.BroadcastAsk(request.Language, line, action))
	if dispatch.State == alliance.Scheduled || dispatch.State == alliance.Proposed {
		reply = replacing(reply)
	}
	return reply, err
}

// over reports whether a broadcast has said what it says, so that it can be changed, taken back or brought to mind.
func over(dispatch alliance.Dispatch) bool {
	return dispatch.Task == alliance.Say && dispatch.Verdict.Why == "" && (dispatch.State == alliance.Done || dispatch.State == alliance.Withdrawn)
}

// drive pauses, resumes, cancels or retries, and shows how the broadcast stands now. What does not go any more is said.
func (desk *Desk) drive(ctx context.Context, request bot.Request, id, action string) (bot.Reply, error) {
	count, err := 0, error(nil)
	switch action {
	case render.RunPause:
		err = desk.Steering.Pause(ctx, id)
	case render.RunResume:
		err = desk.Steering.Resume(ctx, id)
	case render.RunCancel:
		err = desk.Steering.Withdraw(ctx, id)
	case render.RunRetry:
		count, err = desk.Steering.Retry(ctx, id)
	}
	said := "did_" + action
	switch {
	case err != nil && alliance.KindOf(err) == alliance.Conflict:
		said = "run_too_late"
	case err != nil:
		return bot.Reply{}, err
	default:
		desk.audit(request, id, action)
		desk.Begun()
	}
	dispatch, err := desk.Dispatches.Dispatch(ctx, id)
	if err != nil {
		return bot.Reply{}, err
	}
	if said == "run_too_late" && action == render.RunRetry {
		recalled, err := desk.recalled(ctx, cmp.Or(dispatch.Of, id))
		if err != nil {
			return bot.Reply{}, err
		}
		if recalled {
			said = "run_recalled"
		}
	}
	show := desk.status
	switch {
	case slices.Contains(request.Args, render.RunCard):
		show = desk.openBroadcast
	case said == "did_cancel" && request.Message != dispatch.Status:
		show = desk.stopped
	}
	shown, err := show(ctx, request, dispatch)
	told := toast(desk.Render.Text(request.Language, said, map[string]any{"Count": count}))
	return bot.Reply{Toast: told, Edit: &shown}, err
}

// recall takes back what a broadcast has sent.
func (desk *Desk) recall(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (bot.Reply, error) {
	recalled := alliance.Dispatch{
		ID: dispatch.ID + "-r", Purpose: alliance.ForBroadcast, Created: request.Now.UTC(), Task: alliance.Recall, Of: dispatch.ID, Urgent: true,
		Content: alliance.Content{Brief: brief(cmp.Or(dispatch.Content.Text, dispatch.Content.Brief))}, // for lists
		Author:  request.Chat, Status: request.Message,
	}
	recalled, begun, err := desk.beginRecall(ctx, recalled)
	if err != nil {
		return bot.Reply{}, err
	}
	if !begun { // it reports in another message, or did
		shown, err := desk.openBroadcast(ctx, request, recalled)
		return bot.Reply{Edit: &shown}, err
	}
	desk.audit(request, dispatch.ID, "recall")
	desk.Begun()
	return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "did_recall", nil))}, nil
}

// beginRecall begins a recall, once: its id follows from the broadcast's. One that was cancelled halfway is followed by another.
func (desk *Desk) beginRecall(ctx context.Context, recall alliance.Dispatch) (alliance.Dispatch, bool, error) {
	first := recall.ID
	for number := 2; ; number++ {
		begun, err := desk.Dispatches.Begin(ctx, recall)
		if err != nil || begun {
			return recall, begun, err
		}
		earlier, err := desk.Dispatches.Dispatch(ctx, recall.ID)
		if err != nil || earlier.State != alliance.Withdrawn {
			return earlier, false, err
		}
		recall.ID = first + "-" + strconv.Itoa(number)
	}
}
