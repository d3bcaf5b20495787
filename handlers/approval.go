package handlers

import (
	"context"
	"errors"
	"slices"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// Approvals are broadcasts that wait for another admin; of several verdicts the first counts.
type Approvals interface {
	Judge(ctx context.Context, proposed alliance.Dispatch, verdict alliance.Verdict, memo alliance.Dispatch) (judged bool, err error)
}

const (
	// waitsForReason is what a draft waits for while an admin is asked why they return a broadcast.
	waitsForReason = "reason"
	// longestReason is the most characters of a reason that the author is shown.
	longestReason = 500
)

// propose has a broadcast wait for another admin, and asks those who may approve it. Without any it is not begun.
func (c *composing) propose(ctx context.Context, proposed alliance.Dispatch) (bot.Reply, error) {
	approvers, err := c.approvers(ctx)
	if err != nil {
		return bot.Reply{}, err
	}
	if len(approvers) == 0 {
		c.panel.Problem = "no_approver"
		return c.again(ctx)
	}
	proposed.AnswerBy, proposed.Asker, proposed.Heads = proposed.ApprovalEnds(), c.request.Member.Name, c.panel.Reach()
	proposed.Places = c.panel.PlaceCount()
	for _, place := range c.panel.Places {
		if !place.Silent {
			proposed.Groups = append(proposed.Groups, place.Name)
		}
	}
	switch err := c.begin(ctx, &proposed); {
	case err != nil && alliance.KindOf(err) == alliance.Conflict: // recalled in this very moment
		return c.forgo(ctx)
	case err != nil:
		return bot.Reply{}, err
	}
	if _, err := c.Dispatches.Begin(ctx, proposed.OfferMemo(approvers)); err != nil {
		return bot.Reply{}, err
	}
	c.audit(c.request, proposed.ID, "ask")
	c.Begun()
	if _, err := c.Drafts.DropDraft(ctx, c.request.Chat); err != nil {
		return bot.Reply{}, err
	}
	proposed.State = alliance.Proposed
	shown, err := c.status(ctx, c.request, proposed)
	return bot.Reply{Toast: toast(c.Render.Text(c.request.Language, "approval_asked", nil)), Edit: &shown}, err
}

// approvers are the owners and admins who can be reached, but for whoever asks.
func (c *composing) approvers(ctx context.Context) ([]int64, error) {
	var approvers []int64
	err := c.everyMember(ctx, func(member alliance.Member) {
		may := member.Role.Allows(alliance.Admin) || slices.Contains(c.Owners, member.ID)
		if may && member.Reachable() && member.ID != c.request.Member.ID {
			approvers = append(approvers, member.ID)
		}
	})
	slices.Sort(approvers)
	return approvers, err
}

// judge does what an admin decides about the broadcast of another one. What was decided before stays as it is.
func (desk *Desk) judge(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 2 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "approval button with %d arguments", len(request.Args))
	}
	proposed, err := desk.Dispatches.Dispatch(ctx, request.Args[0])
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "old_button", nil)), Alert: true}, nil
	case err != nil:
		return bot.Reply{}, err
	case proposed.State != alliance.Proposed:
		return desk.judged(ctx, request, proposed.ID)
	case proposed.Author == request.Member.ID:
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "approval_own", nil)), Alert: true}, nil
	case !request.Now.Before(proposed.AnswerBy):
		return desk.settle(ctx, request, proposed, alliance.Verdict{Why: alliance.Expired, At: request.Now.UTC()})
	}
	switch request.Args[1] {
	case render.ApprovalGive:
		return desk.settle(ctx, request, proposed, verdictOf(request, ""))
	case render.ApprovalPlain:
		return desk.settle(ctx, request, proposed, verdictOf(request, alliance.Returned))
	case render.ApprovalDeny:
		return desk.askReason(ctx, request, proposed)
	case render.ApprovalShow:
		shown := desk.Render.BroadcastOffer(request.Language, offerOf(request, proposed))
		return bot.Reply{Edit: &shown}, desk.dropReason(ctx, request)
	}
	return bot.Reply{}, alliance.Errorf(alliance.Invalid, "approval button %q", request.Args[1])
}

func verdictOf(request bot.Request, why alliance.Refusal) alliance.Verdict {
	return alliance.Verdict{Why: why, By: request.Member.ID, Name: request.Member.Name, At: request.Now.UTC()}
}

func offerOf(request bot.Request, proposed alliance.Dispatch) render.OfferView {
	return render.OfferView{
		BroadcastLine: render.BroadcastLine{Dispatch: proposed, Now: request.Now}, Mine: proposed.Verdict.By == request.Member.ID,
	}
}

// settle decides, unless somebody else was faster, and shows what holds now.
func (desk *Desk) settle(ctx context.Context, request bot.Request, proposed alliance.Dispatch, verdict alliance.Verdict) (bot.Reply, error) {
	decided, err := desk.Approvals.Judge(ctx, proposed, verdict, proposed.VerdictMemo(request.Now.UTC()))
	if err != nil {
		return bot.Reply{}, err
	}
	if decided {
		desk.audit(request, proposed.ID, decisions[verdict.Why])
		desk.Begun()
	}
	if err := desk.dropReason(ctx, request); err != nil {
		return bot.Reply{}, err
	}
	return desk.judged(ctx, request, proposed.ID)
}

// decisions are what the log calls verdicts.
var decisions = map[alliance.Refusal]string{"": "approve", alliance.Returned: "return", alliance.Expired: "expired", alliance.TakenBack: "rework"}

// judged shows an admin what became of a broadcast, in place of the question.
func (desk *Desk) judged(ctx context.Context, request bot.Request, id string) (bot.Reply, error) {
	decided, err := desk.Dispatches.Dispatch(ctx, id)
	if err != nil {
		return bot.Reply{}, err
	}
	view := offerOf(request, decided)
	shown := desk.Render.BroadcastDecided(request.Language, view)
	return bot.Reply{Toast: toast(shown), Alert: !view.Mine, Edit: &shown}, nil
}

// askReason asks why a broadcast is returned. Whoever composes one of their own is not asked: that draft would be lost.
func (desk *Desk) askReason(ctx context.Context, request bot.Request, proposed alliance.Dispatch) (bot.Reply, error) {
	view := offerOf(request, proposed)
	view.Deny = true
	draft, err := desk.Drafts.Draft(ctx, request.Chat)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return bot.Reply{}, err
	}
	view.Silent = err == nil && draft.Waits != waitsForReason
	shown := desk.Render.BroadcastOffer(request.Language, view)
	if view.Silent {
		return bot.Reply{Edit: &shown}, nil
	}
	draft = draftOf(request)
	draft.Waits, draft.Dispatch = waitsForReason, alliance.Dispatch{Of: proposed.ID, Status: request.Message}
	return bot.Reply{Edit: &shown}, desk.Drafts.SetDraft(ctx, request.Chat, draft)
}

// dropReason does not wait for a reason any more.
func (desk *Desk) dropReason(ctx context.Context, request bot.Request) error {
	draft, err := desk.Drafts.Draft(ctx, request.Chat)
	if err != nil && alliance.KindOf(err) == alliance.NotFound || err == nil && draft.Waits != waitsForReason {
		return nil
	}
	if err == nil {
		_, err = desk.Drafts.DropDraft(ctx, request.Chat)
	}
	return err
}

// giveReason returns a broadcast for the reason that was typed.
func (desk *Desk) giveReason(ctx context.Context, request bot.Request, draft alliance.Draft) (bot.Reply, error) {
	if request.Text == "" {
		return desk.text(request, "approval_words", nil)
	}
	proposed, err := desk.Dispatches.Dispatch(ctx, draft.Dispatch.Of)
	if err != nil {
		return bot.Reply{}, errors.Join(err, desk.dropReason(ctx, request))
	}
	verdict := verdictOf(request, alliance.Returned)
	if !request.Now.Before(proposed.AnswerBy) {
		verdict = alliance.Verdict{Why: alliance.Expired, At: request.Now.UTC()}
	}
	reason := []rune(request.Text)
	verdict.Reason = string(reason[:min(len(reason), longestReason)])
	reply, err := desk.settle(ctx, request, proposed, verdict)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Edit: reply.Edit, EditID: draft.Dispatch.Status, Messages: []alliance.Message{*reply.Edit}}, nil
}

// rework makes a draft again of a broadcast that was not sent for want of approval. One that waits for it waits no longer: what was
// offered is not what will be sent. An author takes it back; anybody else returns it, which the author hears of.
func (desk *Desk) rework(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (bot.Reply, error) {
	if dispatch.State == alliance.Proposed {
		verdict, memo := verdictOf(request, alliance.TakenBack), alliance.Dispatch{}
		if dispatch.Author != request.Member.ID {
			verdict, memo = verdictOf(request, alliance.Returned), dispatch.VerdictMemo(request.Now.UTC())
		}
		taken, err := desk.Approvals.Judge(ctx, dispatch, verdict, memo)
		if err != nil {
			return bot.Reply{}, err
		}
		if taken {
			desk.audit(request, dispatch.ID, decisions[verdict.Why])
		}
		if dispatch, err = desk.Dispatches.Dispatch(ctx, dispatch.ID); err != nil {
			return bot.Reply{}, err
		}
	}
	if dispatch.Verdict.Why == "" {
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "run_too_late", nil)), Alert: true}, nil
	}
	composing := &composing{Desk: desk, request: request, draft: draftOf(request)}
	composing.draft.Waits = ""
	composing.draft.Dispatch = alliance.Dispatch{
		Task: dispatch.Task, Of: dispatch.Of, Version: dispatch.Version, Nudges: dispatch.Nudges, Audience: dispatch.Audience, Content: dispatch.Content, Versions: dispatch.Versions,
		NotBefore: dispatch.NotBefore, Ahead: dispatch.Ahead, Event: dispatch.Event,
		Urgent: dispatch.Urgent, Late: dispatch.Late, Receipt: dispatch.Receipt, Deadline: dispatch.Deadline, Escalate: dispatch.Escalate, EscalateLead: dispatch.EscalateLead,
	}
	composing.fresh = true
	reply, err := composing.anew(ctx)
	closed := desk.Render.Text(request.Language, "reworked", nil)
	reply.Edit, reply.EditID = &closed, request.Message
	return reply, err
}
