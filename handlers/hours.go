package handlers

import (
	"context"
	"slices"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// hoursMost is how many events of a span are looked through for those within some hours of the day.
const hoursMost = 500

// withinHours reads the page of the events that a question is after and that take place within its hours of the day.
func (desk *Desk) withinHours(ctx context.Context, request bot.Request, asked asked, size int) (found, error) {
	whole := asked
	whole.Hours, whole.Order, whole.page = alliance.Hours{}, alliance.Earliest, 1
	result, err := desk.found(ctx, request, whole, hoursMost)
	if err != nil {
		return found{}, err
	}
	events := slices.DeleteFunc(result.Events, func(event alliance.Event) bool { return !asked.Hours.Hold(event, desk.Zone) })
	result.Total = len(events)
	if asked.Order != alliance.Earliest {
		result.Events = inOrder(events, asked.Question, request)
		return result, nil
	}
	result.Events = slice(events, asked.page, size)
	return result, nil
}
