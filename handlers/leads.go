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

// askSetting asks a member to write lead times or quiet hours.
func (desk *Desk) askSetting(ctx context.Context, request bot.Request, which string) (bot.Reply, error) {
	draft := alliance.Draft{ID: strconv.FormatInt(request.Update, 36), Command: "settings", Waits: which}
	if err := desk.Drafts.SetDraft(ctx, request.Chat, draft); err != nil {
		return bot.Reply{}, err
	}
	if which == waitsForQuiet {
		return desk.text(request, "hours_ask", nil)
	}
	return desk.text(request, "leads_ask", nil)
}

// typedSetting takes what a member has written after askSetting.
func (desk *Desk) typedSetting(ctx context.Context, request bot.Request) (bot.Reply, error) {
	draft, err := desk.Drafts.Draft(ctx, request.Chat)
	switch {
	case err != nil:
		return bot.Reply{}, err
	case draft.Waits == waitsForQuiet:
		return desk.typedQuiet(ctx, request)
	}
	return desk.typedLeads(ctx, request)
}

// typedQuiet takes the quiet hours that a member has written, or says how to write them and goes on waiting.
func (desk *Desk) typedQuiet(ctx context.Context, request bot.Request) (bot.Reply, error) {
	read, ok := ask.Quiet(request.Text)
	wide, some := read.Quiet.Widened()
	if !ok || !some {
		return desk.text(request, "hours_trouble", nil)
	}
	own := &wide
	if read.Usual || wide == desk.Quiet {
		own = nil
	}
	return desk.settled(ctx, request, func(member *alliance.Member) { member.Quiet = own })
}

// typedLeads takes the lead times that a member has written, or says what is wrong with them and goes on waiting.
func (desk *Desk) typedLeads(ctx context.Context, request bot.Request) (bot.Reply, error) {
	read := ask.Leads(request.Text)
	if read.Trouble != "" {
		return desk.text(request, "leads_trouble", map[string]any{"Trouble": string(read.Trouble), "Piece": read.Piece})
	}
	return desk.settled(ctx, request, func(member *alliance.Member) {
		member.Leads = read.Leads
		if read.Leads == nil && !read.Usual {
			member.Leads = []time.Duration{} // none at all, rather than the community's
		}
	})
}

// settled changes what a member has written about, and shows the settings.
func (desk *Desk) settled(ctx context.Context, request bot.Request, change func(*alliance.Member)) (bot.Reply, error) {
	member, err := desk.Members.ChangeMember(ctx, request.Member.ID, change)
	if err != nil {
		return bot.Reply{}, err
	}
	if _, err := desk.Drafts.DropDraft(ctx, request.Chat); err != nil {
		return bot.Reply{}, err
	}
	return bot.Say(desk.settingsOf(member.Speaks(desk.Language), member)), nil
}
