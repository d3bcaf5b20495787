package handlers

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// details sends a spreadsheet of the recipients of a broadcast and what became of each.
func (desk *Desk) details(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) (bot.Reply, error) {
	rows, err := desk.outcomes(ctx, request, dispatch)
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

// outcomes are the rows of the spreadsheet: groups and channels by their titles, and at the end who has confirmed in one of them.
func (desk *Desk) outcomes(ctx context.Context, request bot.Request, dispatch alliance.Dispatch) ([][]string, error) {
	members := map[int64]alliance.Member{}
	if err := desk.everyMember(ctx, func(member alliance.Member) { members[member.ID] = member }); err != nil {
		return nil, err
	}
	places, err := desk.Chats.Places(ctx, dispatch)
	if err != nil {
		return nil, err
	}
	names := map[alliance.Place]string{}
	for _, at := range places {
		names[at.Place] = at.Name
	}
	var confirmed map[int64]time.Time
	if dispatch.Receipt {
		if confirmed, err = desk.Receipts.Confirmations(ctx, dispatch.ID); err != nil {
			return nil, err
		}
	}
	rows := [][]string{desk.Render.OutcomeHeader(request.Language)}
	err = desk.Dispatches.Recipients(ctx, dispatch.ID, func(place alliance.Place, outcome alliance.Outcome) error {
		recipient := members[place.Chat]
		if place.Group() {
			recipient.Name = cmp.Or(names[place], place.String())
		}
		rows = append(rows, desk.Render.OutcomeRow(request.Language, dispatch.Task, recipient, outcome, confirmed[place.Chat]))
		delete(confirmed, place.Chat)
		return nil
	})
	for _, id := range slices.Sorted(maps.Keys(confirmed)) { // whom only a group has told
		member := members[id]
		member.Name = cmp.Or(member.Name, strconv.FormatInt(id, 10))
		rows = append(rows, desk.Render.ConfirmedRow(request.Language, member, confirmed[id]))
	}
	return rows, err
}
