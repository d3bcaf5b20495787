package handlers

import (
	"context"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// stats counts members and events.
func (desk *Desk) stats(ctx context.Context, request bot.Request) (bot.Reply, error) {
	var view render.StatsView
	err := desk.everyMember(ctx, func(member alliance.Member) {
		view.Members++
		if !member.Reachable() {
			view.Unreachable++
		}
	})
	if err != nil {
		return bot.Reply{}, err
	}
	if view.Events, err = desk.Events.CountEvents(ctx); err != nil {
		return bot.Reply{}, err
	}
	coming, err := desk.Events.Find(ctx, alliance.Query{Span: alliance.Span{From: request.Now}}, 0, 0)
	if err != nil {
		return bot.Reply{}, err
	}
	view.Upcoming = coming.Total
	return desk.text(request, "stats", view)
}

// everyMember visits all members, page by page.
func (desk *Desk) everyMember(ctx context.Context, visit func(alliance.Member)) error {
	for _, page := range desk.Members.MemberPages() {
		members, err := desk.Members.MembersOnPage(ctx, page)
		if err != nil {
			return err
		}
		for _, member := range members {
			visit(member)
		}
	}
	return nil
}
