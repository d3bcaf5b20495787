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

// amend asks for the text that is to replace what a broadcast has sent; before that, for which version of it, where it has some.
func (desk *Desk) amend(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (bot.Reply, error) {
	version, chosen := versionOf(dispatch, request.Args)
	if !chosen {
		return bot.Say(desk.Render.BroadcastVersions(request.Language, render.BroadcastLine{Dispatch: dispatch, Now: request.Now})), nil
	}
	now, err := desk.amended(ctx, dispatch)
	if err != nil {
		return bot.Reply{}, err
	}
	draft := draftOf(request)
	draft.Dispatch = alliance.Dispatch{Task: alliance.Edit, Of: dispatch.ID, Version: version, Receipt: dispatch.Receipt, Urgent: true}
	draft.Dispatch.Content.Links = now.ContentFor(version).Links
	if err := desk.Drafts.SetDraft(ctx, request.Chat, draft); err != nil {
		return bot.Reply{}, err
	}
	return desk.text(request, "edit_usage", draft.Dispatch)
}

// versionOf is which version of a broadcast the arguments of a button name; chosen without one where there is but one.
func versionOf(dispatch alliance.Dispatch, args []string) (version alliance.Language, chosen bool) {
	if len(dispatch.Versions) == 0 || slices.Contains(args, render.RunMain) {
		return "", true
	}
	for version := range dispatch.Versions {
		if slices.Contains(args, string(version)) {
			return version, true
		}
	}
	return "", false
}

// nudge composes what a broadcast says now once more, for those who have not confirmed it.
func (desk *Desk) nudge(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (bot.Reply, error) {
	now, err := desk.amended(ctx, dispatch)
	if err != nil {
		return bot.Reply{}, err
	}
	composing := &composing{Desk: desk, request: request, draft: draftOf(request)}
	composing.draft.Waits = ""
	composing.draft.Dispatch = alliance.Dispatch{
		Content: now.Content, Versions: now.Versions, Receipt: true, Deadline: dispatch.Deadline, Nudges: cmp.Or(dispatch.Nudges, dispatch.ID),
		Audience: alliance.Audience{Of: dispatch.ID, Which: alliance.WhichUnconfirmed},
	}
	if !dispatch.Deadline.After(request.Now) { // the old one has passed
		composing.draft.Dispatch.Deadline = time.Time{}
	}
	composing.fresh = true
	return composing.anew(ctx)
}

// amended is a broadcast with what it says since its edits.
func (desk *Desk) amended(ctx context.Context, dispatch alliance.Dispatch) (alliance.Dispatch, error) {
	return dispatch.Amended(func(id string) (alliance.Dispatch, error) { return desk.Dispatches.Dispatch(ctx, id) })
}

// recalled reports whether a broadcast was taken back, by itself or with the one that it brings to mind; none, and one that is no longer
// kept, was not.
func (desk *Desk) recalled(ctx context.Context, id string) (bool, error) {
	for id != "" {
		dispatch, err := desk.Dispatches.Dispatch(ctx, id)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return false, err
		}
		if dispatch.Recalled != "" {
			return true, nil
		}
		id = dispatch.Nudges
	}
	return false, nil
}

// moot reports whether what the draft is to change, or to bring to mind, was recalled meanwhile.
func (c *composing) moot(ctx context.Context) (bool, error) {
	return c.recalled(ctx, c.draft.Dispatch.About())
}

// forgo gives up a draft that has become moot, and says why.
func (c *composing) forgo(ctx context.Context) (bot.Reply, error) {
	if _, err := c.Drafts.DropDraft(ctx, c.request.Chat); err != nil {
		return bot.Reply{}, err
	}
	c.audit(c.request, dispatchID(c.draft.ID), "drop")
	told := c.Render.Text(c.request.Language, "draft_recalled", map[string]any{"Editing": c.draft.Dispatch.Task == alliance.Edit})
	return bot.Reply{Toast: toast(told), Alert: true, Edit: &told}, nil
}

// countEdited counts those whose messages an edit changes: members, groups and channels that have got the version that it is of.
func (c *composing) countEdited(ctx context.Context) error {
	edit := c.draft.Dispatch
	of, err := c.Dispatches.Dispatch(ctx, edit.Of)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return err
	}
	said := of.ContentFor(edit.Version)
	c.panel.Linkless = len(said.Sources) > 1 && len(said.Links) == 0 && !of.Receipt
	c.panel.Heads, c.panel.Unreachable = 0, 0
	if err := c.countEditedPlaces(ctx, of, edit.Version); err != nil {
		return err
	}
	if len(of.Versions) == 0 {
		tally, err := c.Dispatches.Tally(ctx, edit.Of)
		c.panel.Heads = max(tally.Sent-len(c.panel.Places), 0)
		return err
	}
	for _, page := range c.Members.MemberPages() {
		members, err := c.Members.Audience(ctx, alliance.Audience{Of: edit.Of, Which: alliance.WhichReached}, c.Language, page)
		if err != nil {
			return err
		}
		for _, member := range members {
			if of.VersionFor(member.Speaks(c.Language)) == edit.Version {
				c.panel.Heads++
			}
		}
	}
	return nil
}
