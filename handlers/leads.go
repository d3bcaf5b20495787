package handlers

import (
	"context"
	"strconv"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
)

// waitsForLeads is what the settings wait for after their button for own lead times.
const waitsForLeads = "leads"

// waitsForQuiet is the same for own quiet hours.
const waitsForQuiet = "hours"

// questions ask a member, or in a group its administrators, for what can be written.
var questions = map[string]map[bool]string{
	waitsForLeads: {false: "leads_ask", true: "group_leads_ask"},
	waitsForQuiet: {false: "hours_ask", true: "group_hours_ask"},
}

// askSetting asks a member, or the administrators of a group, to write lead times or quiet hours. A question that waits for the same
// already can still be answered.
func (desk *Desk) askSetting(ctx context.Context, request bot.Request, which string) (bot.Reply, error) {
	draft, err := desk.Drafts.Draft(ctx, request.Chat)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return bot.Reply{}, err
	}
	if err != nil || draft.Command != "settings" || draft.Waits != which {
		draft = alliance.Draft{ID: strconv.FormatInt(request.Update, 36), Command: "settings", Waits: which}
	}
	if err := desk.Drafts.SetDraft(ctx, request.Chat, draft); err != nil {
		return bot.Reply{}, err
	}
	return desk.asking(request, draft, questions[which][request.Group], nil)
}

// asking says what waits for an answer: in a group for one that replies to it.
func (desk *Desk) asking(request bot.Request, draft alliance.Draft, name string, facts map[string]any) (bot.Reply, error) {
	reply, err := desk.text(request, name, facts)
	if request.Group {
		reply.Said = func(ctx context.Context, id int64) error {
			return desk.Drafts.SetDraft(ctx, request.Chat, draft.AskedBy(id))
		}
	}
	return reply, err
}

// typedSetting takes what a member, or an administrator of a group, has written after askSetting.
func (desk *Desk) typedSetting(ctx context.Context, request bot.Request) (bot.Reply, error) {
	draft, err := desk.Drafts.Draft(ctx, request.Chat)
	switch {
	case err != nil:
		return bot.Reply{}, err
	case draft.Waits == waitsForQuiet:
		return desk.typedQuiet(ctx, request, draft)
	}
	return desk.typedLeads(ctx, request, draft)
}

// typedQuiet takes the quiet hours that were written, or says how to write them and goes on waiting.
func (desk *Desk) typedQuiet(ctx context.Context, request bot.Request, draft alliance.Draft) (bot.Reply, error) {
	read, ok := ask.Quiet(request.Text)
	wide, some := read.Quiet.Widened()
	if !ok || !some {
		return desk.asking(request, draft, "hours_trouble", map[string]any{"Group": request.Group})
	}
	own := &wide
	if read.Usual || wide == desk.Quiet {
		own = nil
	}
	return desk.settled(ctx, request, func(member *alliance.Member) { member.Quiet = own })
}

// typedLeads takes the lead times that were written, or says what is wrong with them and goes on waiting.
func (desk *Desk) typedLeads(ctx context.Context, request bot.Request, draft alliance.Draft) (bot.Reply, error) {
	read := ask.Leads(request.Text)
	if read.Trouble != "" {
		return desk.asking(request, draft, "leads_trouble", map[string]any{"Trouble": string(read.Trouble), "Piece": read.Piece, "Group": request.Group})
	}
	return desk.settled(ctx, request, func(member *alliance.Member) {
		member.Leads = read.Leads
		if read.Leads == nil && !read.Usual {
			member.Leads = []time.Duration{} // none at all, rather than the community's
		}
	})
}

// settled changes what was written about, and shows the settings.
func (desk *Desk) settled(ctx context.Context, request bot.Request, change func(*alliance.Member)) (bot.Reply, error) {
	shown, err := desk.changed(ctx, request, change)
	if err != nil {
		return bot.Reply{}, err
	}
	if _, err := desk.Drafts.DropDraft(ctx, request.Chat); err != nil {
		return bot.Reply{}, err
	}
	return bot.Say(shown), nil
}

// changed changes the settings of a member or a group, and gives them as they are then.
func (desk *Desk) changed(ctx context.Context, request bot.Request, change func(*alliance.Member)) (alliance.Message, error) {
	if request.Group {
		chat, err := desk.subscribe(ctx, request, change)
		return desk.groupSettingsOf(request.Language, chat), err
	}
	member, err := desk.Members.ChangeMember(ctx, request.Member.ID, change)
	return desk.settingsOf(member.Speaks(desk.Language), member), err
}
