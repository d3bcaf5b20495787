package render

import (
	"time"

	"alliancebot/alliance"
)

// plans shows what organisers see of events to come.
func (s *sampler) plans() {
	events := sampleEvents(s.language, s.today())
	event := events[3]
	event.Speakers = []string{"Ye Jun", "Lou Haibin"}
	event.Leads = []time.Duration{72 * time.Hour, 30 * time.Minute}
	s.add("plan", "list", s.renderer.PlanList(s.language, PlanListView{Events: append(events[:5:5], event), Page: 2, Pages: 3, Total: 21, Now: s.now}))
	s.add("plan", "empty list", s.renderer.PlanList(s.language, PlanListView{Page: 1, Now: s.now}))
	view := PlanView{Event: event, Now: s.now, Page: 1, Notice: s.now.Add(2 * time.Minute), Mentions: []alliance.Mention{
		{Edition: alliance.Weekly.Edition(""), At: event.Start.Add(-3 * 24 * time.Hour)},
		{Edition: alliance.Daily.Edition("1800"), At: event.Start.Add(-18 * time.Hour)},
		{Edition: alliance.Daily.Edition("0630"), At: event.Start.Add(-3 * time.Hour)}, // which nobody has chosen
		{Edition: alliance.Daily.Edition(""), At: event.Start.Add(-2 * time.Hour)},
	}}
	plan := alliance.Plan{Leads: []time.Duration{24 * time.Hour, time.Hour}, Quiet: alliance.Quiet{From: 22 * time.Hour, To: 7 * time.Hour}, Zone: s.renderer.voice(s.language).zone}
	view.Forecast = alliance.NewForecast(plan, event, s.now)
	wish := func(wanted bool) map[string]alliance.Wish {
		return map[string]alliance.Wish{event.ID: {Wanted: wanted}}
	}
	for _, member := range []alliance.Member{
		{Wishes: wish(true)},
		{Wishes: wish(true), Leads: []time.Duration{12 * time.Hour}},
		{Wishes: wish(true), Daily: true, Quiet: &alliance.Quiet{From: 0, To: 23 * time.Hour}},
		{Wishes: wish(true), Daily: true, DailyAt: "1800", NoWeekly: true},
		{Wishes: wish(false)},
		{Wishes: wish(true), Unreachable: "blocked"},
		{Wishes: wish(true), Leads: []time.Duration{}},
	} {
		view.Forecast.Add(member)
	}
	for _, group := range []alliance.Chat{
		{ID: -1, Subscriber: &alliance.Member{ID: -1, Kinds: []alliance.Kind{event.Kind}, Leads: []time.Duration{24 * time.Hour, 12 * time.Hour}}},
		{ID: -2, Subscriber: &alliance.Member{ID: -2, Kinds: []alliance.Kind{event.Kind}, NoWeekly: true}, Unreachable: "kicked"},
	} {
		view.Forecast.AddChat(group)
	}
	for _, member := range []alliance.Member{
		{Expert: "Ye Jun"}, {Expert: "Lou Haibin", Unreachable: "blocked"}, {Role: alliance.Organiser, Unit: event.Units[0], Quiet: &alliance.Quiet{From: 8 * time.Hour, To: 9 * time.Hour}},
	} {
		view.Forecast.Add(member)
	}
	view.Attendances = event.Attendances([]alliance.Answer{{Expert: "Ye Jun", Comes: true, Start: event.Start}})
	s.add("plan", "who gets what", s.renderer.Plan(s.language, view))
	nobody := PlanView{Event: events[3], Now: s.now, Page: 1, Forecast: alliance.NewForecast(plan, event, s.now)}
	s.add("plan", "nobody", s.renderer.Plan(s.language, nobody))
	cancelled := PlanView{Event: event, Now: s.now, Page: 1, Notice: s.now.Add(2 * time.Minute)}
	cancelled.Event.Status = alliance.Cancelled
	cancelled.Forecast = alliance.NewForecast(plan, cancelled.Event, s.now)
	for _, wanted := range []bool{false, true} {
		cancelled.Forecast.Add(alliance.Member{Wishes: wish(wanted)})
	}
	s.add("plan", "cancelled", s.renderer.Plan(s.language, cancelled))
	s.add("plan", "lead times", s.renderer.PlanLeads(s.language, event, alliance.LeadChoices(nil), s.now))
	s.add("plan", "no lead times", s.renderer.PlanLeads(s.language, events[3], alliance.LeadChoices(nil), s.now))
}
