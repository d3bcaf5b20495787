package handlers

import (
	"context"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// details sends a spreadsheet of the recipients of a broadcast and what became of each.
func (desk *Desk) details(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (bot.Reply, error) {
	members := map[int64]alliance.Member{}
	if err := desk.everyMember(ctx, func(member alliance.Member) { members[member.ID] = member }); err != nil {
		return bot.Reply{}, err
	}
	var confirmed map[int64]time.Time
	if dispatch.Receipt {
		var err error
		if confirmed, err = desk.Receipts.Confirmations(ctx, dispatch.ID); err != nil {
			return bot.Reply{}, err
		}
	}
	rows := [][]string{desk.Render.OutcomeHeader(request.Language)}
	err := desk.Dispatches.Recipients(ctx, dispatch.ID, func(chat int64, outcome alliance.Outcome) error {
		rows = append(rows, desk.Render.OutcomeRow(request.Language, dispatch.Task, members[chat], outcome, confirmed[chat]))
		return nil
	})
	if err != nil {
		return bot.Reply{}, err
	}
	written, err := desk.Sheet(rows)
	if err != nil {
		return bot.Reply{}, alliance.Errorf(alliance.Internal, "write spreadsheet: %w", err)
	}
	desk.audit(request, dispatch.ID, "details")
	name := dispatch.ID + "-" + desk.here(request).Format("20060102-1504") + ".xlsx"
	return bot.Reply{Document: &alliance.Document{Name: name, Bytes: written}}, nil
}
