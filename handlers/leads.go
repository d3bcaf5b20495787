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

// askLeads asks a member to write lead times.
func (desk *Desk) askLeads(ctx context.Context, request bot.Request) (bot.Reply, error) {
	draft := alliance.Draft{ID: strconv.FormatInt(request.Update, 36), Command: "settings", Waits: waitsForLeads}
	if err := desk.Drafts.SetDraft(ctx, request.Chat, draft); err != nil {
		return bot.Reply{}, err
	}
	return desk.text(request, "leads_ask", nil)
}

// typedLeads takes the lead times that a member has written, or says what is wrong with them and goes on waiting.
func (desk *Desk) typedLeads(ctx context.Context, request bot.Request) (bot.Reply, error) {
	read := ask.Leads(request.Text)
	if read.Trouble != "" {
		return desk.text(request, "leads_trouble", map[string]any{"Trouble": string(read.Trouble), "Piece": read.Piece})
	}
	member, err := desk.Members.ChangeMember(ctx, request.Member.ID, func(member *alliance.Member) {
		member.Leads = read.Leads
		if read.Leads == nil && !read.Usual {
			member.Leads = []time.Duration{} // none at all, rather than the community's
		}
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if _, err := desk.Drafts.DropDraft(ctx, request.Chat); err != nil {
		return bot.Reply{}, err
	}
	return bot.Say(desk.settingsOf(member.Speaks(desk.Language), member)), nil
}
