package handlers

import (
	"context"
	"reflect"
	"strconv"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// verbBroadcast is the verb of the buttons of a panel: the draft's id, what is to be done, and how it is to be. A button says what
// is wanted and nothing that depends on how it is, so that a press handled twice does no more than once.
const verbBroadcast = "bc"

// waitsForContent is what a draft waits for until it has something to say; else it waits for what its page asks for.
const waitsForContent = "content"

// composing is a broadcast being composed, and the request that goes on with it.
type composing struct {
	*Desk

	request bot.Request
	draft   alliance.Draft
	panel   render.Panel   // as far as it does not follow from the draft
	near    alliance.Place // that was chosen last
	fresh   bool           // members will see something else than was shown before
}

// broadcast begins an announcement: with the text given, or by asking for the message.
func (desk *Desk) broadcast(ctx context.Context, request bot.Request) (bot.Reply, error) {
	composing := &composing{Desk: desk, request: request, draft: draftOf(request)}
	if request.Text != "" {
		return composing.take(ctx)
	}
	if err := desk.Drafts.SetDraft(ctx, request.Chat, composing.draft); err != nil {
		return bot.Reply{}, err
	}
	return desk.text(request, "broadcast_usage", nil)
}

// draftOf is a new draft; its id is that of the update, so that the same update makes the same draft.
func draftOf(request bot.Request) alliance.Draft {
	return alliance.Draft{Command: "broadcast", ID: strconv.FormatInt(request.Update, 36), Waits: waitsForContent}
}

// dispatch is what the draft becomes when it is sent.
func (c *composing) dispatch() alliance.Dispatch {
	composed := c.draft.Dispatch
	composed.ID, composed.Purpose, composed.Created = dispatchID(c.draft.ID), alliance.ForBroadcast, c.request.Now.UTC()
	composed.Author = c.request.Chat
	return composed
}

func dispatchID(draft string) string { return "b-" + draft }

// decide does what a button of the panel says. A button of an earlier draft, or of one that was sent, does nothing more.
func (desk *Desk) decide(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) < 2 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "broadcast button with %d arguments", len(request.Args))
	}
	id, action, args := request.Args[0], request.Args[1], request.Args[2:]
	draft, err := desk.Drafts.Draft(ctx, request.Chat)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return bot.Reply{}, err
	}
	if err != nil || draft.ID != id || draft.Dispatch.Content.Empty() {
		return desk.decided(ctx, request, id)
	}
	composing := &composing{Desk: desk, request: request, draft: draft}
	composing.draft.Dispatch.Status = request.Message
	switch action {
	case "send":
		return composing.send(ctx)
	case "cancel":
		return composing.drop(ctx)
	case "test":
		shown := composing.preview(true)
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "test_sent", nil)), Messages: shown, Refused: composing.refusal()}, nil
	}
	if err := composing.change(ctx, action, args); err != nil {
		return bot.Reply{}, err
	}
	return composing.again(ctx)
}

// decided says why a button does nothing any more: the announcement was sent, or another one took its place.
func (desk *Desk) decided(ctx context.Context, request bot.Request, id string) (bot.Reply, error) {
	name := "broadcast_sent_already"
	sent, err := desk.Dispatches.Dispatch(ctx, dispatchID(id))
	switch {
	case err != nil && alliance.KindOf(err) != alliance.NotFound:
		return bot.Reply{}, err
	case err != nil || sent.Verdict.Why != "":
		name = "old_button"
	case sent.State == alliance.Proposed:
		name = "approval_asked"
	}
	return bot.Reply{Toast: toast(desk.Render.Text(request.Language, name, nil)), Alert: true}, nil
}

// send begins the dispatch, once: its id is the draft's. What cannot be sent as it stands is said, and the draft is kept.
func (c *composing) send(ctx context.Context) (bot.Reply, error) {
	c.settle()
	switch moot, err := c.moot(ctx); {
	case err != nil:
		return bot.Reply{}, err
	case moot:
		return c.forgo(ctx)
	case c.outdated():
		return c.again(ctx)
	}
	if err := c.count(ctx); err != nil {
		return bot.Reply{}, err
	}
	if !c.panel.Goes() {
		return c.again(ctx)
	}
	begun := c.dispatch()
	if begun.Task == alliance.Edit { // who has confirmed has confirmed the broadcast itself, whose button stays
		begun = begun.Unlimited()
		begun.Receipt = false
	}
	if c.Approval {
		return c.propose(ctx, begun)
	}
	switch err := c.begin(ctx, &begun); {
	case err != nil && alliance.KindOf(err) == alliance.Conflict: // recalled in this very moment
		return c.forgo(ctx)
	case err != nil:
		return bot.Reply{}, err
	}
	c.audit(c.request, begun.ID, "send")
	c.Begun()
	if _, err := c.Drafts.DropDraft(ctx, c.request.Chat); err != nil {
		return bot.Reply{}, err
	}
	facts := map[string]any{"Reach": c.panel.Reach(), "PlaceCount": c.panel.PlaceCount(), "At": begun.NotBefore, "Now": c.request.Now}
	if begun.NotBefore.IsZero() { // from here on the dispatch itself keeps the message up to date
		return bot.Reply{Toast: toast(c.Render.Text(c.request.Language, "broadcast_started", facts))}, nil
	}
	begun.State = alliance.Scheduled
	shown, err := c.status(ctx, c.request, begun)
	return bot.Reply{Toast: toast(c.Render.Text(c.request.Language, "broadcast_scheduled", facts)), Edit: &shown}, err
}

// begin begins the dispatch. If there is one with its id already, that is either this one, begun by the same button before, or
// another one, since updates were numbered anew: then it gets an id of its own, the same at every press.
func (c *composing) begin(ctx context.Context, begun *alliance.Dispatch) error {
	first := begun.ID
	for number := 2; ; number++ {
		began, err := c.Dispatches.Begin(ctx, *begun)
		switch {
		case err != nil:
			return err
		case began:
			return c.escalate(ctx, *begun)
		}
		earlier, err := c.Dispatches.Dispatch(ctx, begun.ID)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return err
		}
		if err == nil && sameBroadcast(earlier, *begun) {
			return c.escalate(ctx, *begun)
		}
		begun.ID = first + "-" + strconv.Itoa(number)
	}
}

// sameBroadcast reports whether two dispatches say the same, by the same author.
func sameBroadcast(a, b alliance.Dispatch) bool {
	return a.Author == b.Author && a.Task == b.Task && a.Of == b.Of && a.Version == b.Version && reflect.DeepEqual(a.Content, b.Content) && reflect.DeepEqual(a.Versions, b.Versions)
}

// drop gives the draft up.
func (c *composing) drop(ctx context.Context) (bot.Reply, error) {
	if _, err := c.Drafts.DropDraft(ctx, c.request.Chat); err != nil {
		return bot.Reply{}, err
	}
	c.audit(c.request, dispatchID(c.draft.ID), "drop")
	told := c.Render.Text(c.request.Language, "broadcast_cancelled", nil)
	return bot.Reply{Edit: &told}, nil
}

// audit writes down who decided what about which broadcast.
func (desk *Desk) audit(request bot.Request, dispatch, decision string) {
	desk.Log.Info("broadcast decided", "dispatch", dispatch, "decision", decision, "by", request.Member.ID)
}
