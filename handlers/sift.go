package handlers

import (
	"context"
	"slices"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// siftedMost is how many events of a question are looked through for those that no index tells apart.
const siftedMost = 500

// sifted reads the page of the events that a question is after, of which it wants only some: those within some hours of the day,
// or those that have nothing to do with somebody.
func (desk *Desk) sifted(ctx context.Context, request bot.Request, asked asked, size int) (found, error) {
	whole := asked
	whole.Hours, whole.Except, whole.Order, whole.page = alliance.Hours{}, alliance.Names{}, alliance.Earliest, 1
	result, err := desk.found(ctx, request, whole, siftedMost)
	if err != nil {
		return found{}, err
	}
	events := slices.DeleteFunc(result.Events, func(event alliance.Event) bool {
		return !asked.Hours.Hold(event, desk.Zone) || asked.Except.In(event)
	})
	result.Total = len(events)
	if asked.Order != alliance.Earliest {
		result.Events = inOrder(events, asked.Question, request)
		return result, nil
	}
	result.Events = slice(events, asked.page, size)
	return result, nil
}
