package handlers

import (
	"context"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// card opens an event's card as a message of its own, so that the list stays.
func (desk *Desk) card(ctx context.Context, request bot.Request) (bot.Reply, error) {
	event, err := desk.pressed(ctx, request, 1)
	if err != nil {
		return bot.Reply{}, err
	}
	return desk.cardOf(request, event), nil
}

// pressed is the event that a button with this many arguments names first.
func (desk *Desk) pressed(ctx context.Context, request bot.Request, arguments int) (alliance.Event, error) {
	if len(request.Args) != arguments {
		return alliance.Event{}, alliance.Errorf(alliance.Invalid, "%s button with %d arguments", request.Verb, len(request.Args))
	}
	return desk.Events.Event(ctx, request.Args[0])
}

func (desk *Desk) cardOf(request bot.Request, event alliance.Event) bot.Reply {
	return bot.Say(render.Split(desk.Render.Card(request.Language, event, request.Now, desk.cardOptions(request, event)))...)
}

// cardOptions are the buttons of a card: what is over cannot be entered in a calendar any more, and what has begun not be
// reminded of. A card in a group is everybody's, so its button shows nobody's state.
func (desk *Desk) cardOptions(request bot.Request, event alliance.Event) render.CardOptions {
	var options render.CardOptions
	if !event.Over(request.Now) && event.Status == alliance.Planned {
		options.CalendarData = alliance.ButtonData(render.CalendarVerb, event.ID)
	}
	if event.Remindable(request.Now) {
		options.Reminded = !request.Group && request.Member.Wants(event.ID, event.SeriesID(), event.Kind)
		options.RemindData = alliance.ButtonData(render.RemindVerb, event.ID, opposite(options.Reminded))
		if series := event.SeriesID(); series != "" && !request.Group {
			options.SeriesMuted = request.Member.MutesSeries(series)
			options.SeriesData = alliance.ButtonData(render.SeriesVerb, event.ID, opposite(options.SeriesMuted), render.UnderCard)
		}
	}
	return options
}

// opposite is what a button asks for that switches something which is on or off.
func opposite(on bool) string {
	if on {
		return render.Off
	}
	return render.On
}
