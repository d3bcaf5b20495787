package handlers

import (
	"context"
	"strconv"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// verbBroadcast is the verb of the buttons under a preview: "send" or "cancel", and the draft's id.
const verbBroadcast = "bc"

// broadcast begins an announcement: with the text given, or by asking for the message.
func (desk *Desk) broadcast(ctx context.Context, request bot.Request) (bot.Reply, error) {
	draft := draftOf(request)
	if request.Text != "" {
		draft.Dispatch.Content.Text = request.Text
		return desk.preview(ctx, request, draft)
	}
	draft.Waits = waitsForContent
	if err := desk.Drafts.SetDraft(ctx, request.Chat, draft); err != nil {
		return bot.Reply{}, err
	}
	return desk.text(request, "broadcast_usage", nil)
}

// compose takes the message to be announced, whatever it is: it is copied as it stands.
func (desk *Desk) compose(ctx context.Context, request bot.Request) (bot.Reply, error) {
	draft := draftOf(request)
	draft.Dispatch.Content.Sources = []alliance.Source{{Chat: request.Chat, Message: request.Message}}
	return desk.preview(ctx, request, draft)
}

// waitsForContent is what a draft waits for until it has something to say.
const waitsForContent = "content"

// draftOf is a new draft; its id is that of the update, so that the same update makes the same draft.
func draftOf(request bot.Request) alliance.Draft {
	return alliance.Draft{Command: "broadcast", ID: strconv.FormatInt(request.Update, 36)}
}

// preview shows the announcement as members will see it, and to how many it would go.
func (desk *Desk) preview(ctx context.Context, request bot.Request, draft alliance.Draft) (bot.Reply, error) {
	view := render.BroadcastView{
		Dispatch:   dispatchOf(request, draft),
		SendData:   alliance.ButtonData(verbBroadcast, "send", draft.ID),
		CancelData: alliance.ButtonData(verbBroadcast, "cancel", draft.ID),
	}
	err := desk.everyMember(ctx, func(member alliance.Member) {
		if view.Dispatch.Audience.Includes(member, desk.Language) {
			view.Heads++
			if !member.Reachable() {
				view.Unreachable++
			}
		}
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if view.Reach() == 0 {
		return desk.text(request, "broadcast_empty_audience", nil)
	}
	draft.Heads = view.Reach()
	if err := desk.Drafts.SetDraft(ctx, request.Chat, draft); err != nil {
		return bot.Reply{}, err
	}
	reply := bot.Reply{Messages: render.Split(desk.Render.BroadcastPreview(request.Language, view))}
	if sources := draft.Dispatch.Content.Sources; len(sources) > 0 {
		reply.Copy = &sources[0]
	}
	return reply, nil
}

func dispatchOf(request bot.Request, draft alliance.Draft) alliance.Dispatch {
	composed := draft.Dispatch
	composed.ID, composed.Purpose, composed.Created = "b-"+draft.ID, alliance.ForBroadcast, request.Now.UTC()
	composed.Author, composed.Status = request.Chat, request.Message
	return composed
}

// decide sends or drops the announcement in preview. Pressing twice, or a button of an earlier preview, does nothing more.
func (desk *Desk) decide(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 2 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "broadcast button with %d arguments", len(request.Args))
	}
	draft, err := desk.Drafts.Draft(ctx, request.Chat)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return bot.Reply{}, err
	}
	if err != nil || draft.ID != request.Args[1] || !draft.Ready() {
		return desk.decided(ctx, request, request.Args[1])
	}
	send := request.Args[0] == "send"
	if send {
		if _, err := desk.Dispatches.Begin(ctx, dispatchOf(request, draft)); err != nil {
			return bot.Reply{}, err
		}
		desk.Begun()
	}
	if _, err := desk.Drafts.DropDraft(ctx, request.Chat); err != nil {
		return bot.Reply{}, err
	}
	if send { // from here on the dispatch itself keeps the message up to date
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "broadcast_started", map[string]any{"Heads": draft.Heads}))}, nil
	}
	told := desk.Render.Text(request.Language, "broadcast_cancelled", nil)
	return bot.Reply{Edit: &told}, nil
}

// decided says why a button does nothing any more: the announcement was sent, or another one took its place.
func (desk *Desk) decided(ctx context.Context, request bot.Request, id string) (bot.Reply, error) {
	name := "broadcast_sent_already"
	if _, err := desk.Dispatches.Dispatch(ctx, dispatchOf(request, alliance.Draft{ID: id}).ID); err != nil {
		if alliance.KindOf(err) != alliance.NotFound {
			return bot.Reply{}, err
		}
		name = "old_button"
	}
	return bot.Reply{Toast: toast(desk.Render.Text(request.Language, name, nil)), Alert: true}, nil
}
