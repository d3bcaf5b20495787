package handlers

import (
	"context"
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
	"alliancebot/render"
)

// Plans are what events add to the reminders, and the notices of their changes.
type Plans interface {
	ChangeLeads(ctx context.Context, id string, change func(alliance.Event) ([]time.Duration, error), now time.Time) (alliance.Event, error)
	NoticeDue(ctx context.Context, event string) (time.Time, error)
}

// plansOnPage is how many events a page lists for organisers.
const plansOnPage = 8

// waitsForAdded is what /events waits for after the button for lead times in words.
const waitsForAdded = "added"

// times is the community's plan of reminders.
func (desk *Desk) times() alliance.Plan {
	return alliance.Plan{Leads: desk.Leads, Quiet: desk.Quiet, Zone: desk.Zone}
}

// plans lists the events to come for those who organise them.
func (desk *Desk) plans(ctx context.Context, request bot.Request) (bot.Reply, error) {
	message, err := desk.planList(ctx, request, 1)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Say(message), nil
}

func (desk *Desk) planList(ctx context.Context, request bot.Request, page int) (alliance.Message, error) {
	coming := alliance.Query{Span: alliance.Span{From: request.Now}}
	found, err := desk.Events.Find(ctx, coming, (page-1)*plansOnPage, plansOnPage)
	if err != nil {
		return alliance.Message{}, err
	}
	pages := (found.Total + plansOnPage - 1) / plansOnPage
	if len(found.Events) == 0 && page > 1 && pages > 0 { // the list has become shorter
		return desk.planList(ctx, request, pages)
	}
	return desk.Render.PlanList(request.Language, render.PlanListView{Events: found.Events, Page: page, Pages: pages, Total: found.Total, Now: request.Now}), nil
}

// plan does what an organiser's button about an event says (see render.PlanVerb).
func (desk *Desk) plan(ctx context.Context, request bot.Request) (bot.Reply, error) {
	args := request.Args
	switch {
	case len(args) == 2 && args[0] == render.PlanList:
		return edited(desk.planList(ctx, request, pageOf(args[1])))
	case len(args) < 2:
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "plan button with %d arguments", len(args))
	}
	event, err := desk.Events.Event(ctx, args[1])
	if err != nil {
		return bot.Reply{}, err
	}
	switch {
	case len(args) == 3 && args[0] == render.PlanShow:
		return edited(desk.planOf(ctx, request, event, pageOf(args[2])))
	case len(args) == 2 && args[0] == render.PlanOpen:
		message, err := desk.planOf(ctx, request, event, 1)
		if err != nil {
			return bot.Reply{}, err
		}
		return bot.Say(message), nil
	case len(args) == 2 && args[0] == render.PlanLeads:
		return edited(desk.addedLeads(request, event), nil)
	case len(args) == 4 && args[0] == render.PlanLead:
		return desk.switchLead(ctx, request, event)
	case len(args) == 2 && args[0] == render.PlanOwn:
		return desk.askAdded(ctx, request, event)
	}
	return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "old_button", nil)), Alert: true}, nil
}

// edited replaces the message whose button was pressed.
func edited(message alliance.Message, err error) (bot.Reply, error) {
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Edit: &message}, nil
}

// pageOf reads the page that a button asks for.
func pageOf(text string) int {
	page, err := strconv.Atoi(text)
	if err != nil {
		return 1
	}
	return min(max(page, 1), lastPage)
}

// planOf shows who gets what of an event, and when: nothing of it is sent, and all of it goes by the rules by which it will be.
func (desk *Desk) planOf(ctx context.Context, request bot.Request, event alliance.Event, page int) (alliance.Message, error) {
	view := render.PlanView{Event: event, Page: page, Now: request.Now}
	var err error
	if view.Forecast, err = desk.forecast(ctx, event, request.Now); err != nil {
		return alliance.Message{}, err
	}
	if event.Remindable(request.Now) {
		view.Mentions = desk.Mentions(event, request.Now)
	}
	answers, err := desk.Answers.Answers(ctx, event.ID)
	if err != nil {
		return alliance.Message{}, err
	}
	view.Attendances = event.Attendances(answers)
	if view.Notice, err = desk.Plans.NoticeDue(ctx, event.ID); err != nil {
		return alliance.Message{}, err
	}
	return desk.Render.Plan(request.Language, view), nil
}

// forecast looks at all members, and at all groups and channels.
func (desk *Desk) forecast(ctx context.Context, event alliance.Event, now time.Time) (*alliance.Forecast, error) {
	forecast := alliance.NewForecast(desk.times(), event, now)
	if err := desk.everyMember(ctx, forecast.Add); err != nil {
		return nil, err
	}
	chats, err := desk.Chats.Chats(ctx)
	for _, chat := range chats {
		forecast.AddChat(chat)
	}
	return forecast, err
}

func (desk *Desk) addedLeads(request bot.Request, event alliance.Event) alliance.Message {
	return desk.Render.PlanLeads(request.Language, event, alliance.LeadChoices(nil), request.Now)
}

// switchLead adds one lead time to an event or takes it away. The button says how it is to be.
func (desk *Desk) switchLead(ctx context.Context, request bot.Request, event alliance.Event) (bot.Reply, error) {
	minutes, err := strconv.Atoi(request.Args[2])
	lead, on := time.Duration(minutes)*time.Minute, request.Args[3] == render.On
	if err != nil || lead < alliance.ShortestLead || lead > alliance.LongestLead {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "plan button with lead %q", request.Args[2])
	}
	var added []time.Duration
	if on {
		added = []time.Duration{lead}
	}
	event, refused, err := desk.changeLeads(ctx, request, event.ID, added, func(event alliance.Event) alliance.Event {
		event.Leads = switched(event.Leads, lead, false)
		return event
	})
	switch {
	case err != nil:
		return bot.Reply{}, err
	case refused != nil:
		return bot.Reply{Toast: toast(*refused), Alert: true}, nil
	}
	shown := desk.addedLeads(request, event)
	return bot.Reply{Edit: &shown, Toast: toast(desk.Render.Text(request.Language, "plan_lead_toast", map[string]any{"Lead": lead, "On": on}))}, nil
}

// changeLeads adds lead times to those that are kept of an event, unless the event as it is then may not get one of them: refused says why.
func (desk *Desk) changeLeads(ctx context.Context, request bot.Request, id string, added []time.Duration, kept func(alliance.Event) alliance.Event) (event alliance.Event, refused *alliance.Message, err error) {
	event, err = desk.Plans.ChangeLeads(ctx, id, func(event alliance.Event) ([]time.Duration, error) {
		event = kept(event)
		if why, is := desk.refusal(request, event, added); is {
			refused = &why
			return nil, alliance.Errorf(alliance.Invalid, "lead time refused")
		}
		return append(slices.Clone(event.Leads), added...), nil
	}, request.Now)
	if refused != nil {
		return event, refused, nil
	}
	return event, nil, err
}

// refusal says why an event may not get one of some lead times, and whether that is so.
func (desk *Desk) refusal(request bot.Request, event alliance.Event, leads []time.Duration) (alliance.Message, bool) {
	for _, lead := range leads {
		if why := desk.times().AddedLead(event, lead, request.Now); why != "" {
			facts := map[string]any{"Left": event.Start.Sub(request.Now), "Leads": []time.Duration{lead}}
			return desk.Render.Text(request.Language, "plan_refused_"+why, facts), true
		}
	}
	return alliance.Message{}, false
}

// askAdded asks an organiser to write the lead times that an event adds.
func (desk *Desk) askAdded(ctx context.Context, request bot.Request, event alliance.Event) (bot.Reply, error) {
	draft := alliance.Draft{
		ID: strconv.FormatInt(request.Update, 36), Command: "events", Waits: waitsForAdded, Dispatch: alliance.Dispatch{Event: event.ID},
	}
	if err := desk.Drafts.SetDraft(ctx, request.Chat, draft); err != nil {
		return bot.Reply{}, err
	}
	return desk.text(request, "plan_leads_ask", nil)
}

// typedPlan takes the lead times that an organiser has written for an event, or says what is wrong with them and goes on waiting.
func (desk *Desk) typedPlan(ctx context.Context, request bot.Request) (bot.Reply, error) {
	draft, err := desk.Drafts.Draft(ctx, request.Chat)
	if err != nil {
		return bot.Reply{}, err
	}
	read := ask.Leads(request.Text)
	switch {
	case read.Trouble != "":
		return desk.text(request, "leads_trouble", map[string]any{"Trouble": string(read.Trouble), "Piece": read.Piece, "Group": false})
	case read.Usual:
		return desk.text(request, "plan_usual", nil)
	}
	event, refused, err := desk.changeLeads(ctx, request, draft.Dispatch.Event, read.Leads, func(event alliance.Event) alliance.Event {
		event.Leads = nil // what is written replaces what there was
		return event
	})
	switch {
	case err != nil:
		return bot.Reply{}, err
	case refused != nil:
		return bot.Say(*refused), nil
	}
	if _, err := desk.Drafts.DropDraft(ctx, request.Chat); err != nil {
		return bot.Reply{}, err
	}
	return bot.Say(desk.addedLeads(request, event)), nil
}
