package render

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
)

// PlanVerb is the verb of the organisers' buttons about events: PlanList and a page, PlanShow with an event's id and a page
// of its moments, PlanOpen and PlanLeads with its id, PlanLead with its id, minutes and On or Off, PlanOwn with its id.
const PlanVerb = "plan"

// What these buttons do.
const (
	PlanList  = "list"  // lists the events to come
	PlanShow  = "show"  // shows who gets what of one
	PlanOpen  = "open"  // shows it in a message of its own
	PlanLeads = "leads" // shows its own lead times
	PlanLead  = "lead"  // switches one of them
	PlanOwn   = "own"   // asks for them in words
)

// PlanListView is a page of the events that are to come.
type PlanListView struct {
	Events      []alliance.Event
	Page, Pages int
	Total       int
	Now         time.Time
}

// PlanList lists events, with a button to open each.
func (r *Renderer) PlanList(language alliance.Language, view PlanListView) alliance.Message {
	const titleLength = 40
	var open []alliance.Button
	for _, event := range view.Events {
		open = append(open, alliance.Button{Text: short(event.Title, titleLength), Data: alliance.ButtonData(PlanVerb, PlanShow, event.ID, "1")})
	}
	pages := turnPages(view.Page, view.Pages, func(page string) string { return alliance.ButtonData(PlanVerb, PlanList, page) })
	return alliance.Message{Text: r.text(language, "plan_list", view), Keyboard: keyboard(append(rows(open, 1), pages)...)}
}

// turnPages are ‹ 2/5 ›, where there are several pages.
func turnPages(page, pages int, data func(page string) string) []alliance.Button {
	if pages < 2 {
		return nil
	}
	turn := func(text string, to int) alliance.Button {
		return alliance.Button{Text: text, Data: data(strconv.Itoa(to))}
	}
	row := []alliance.Button{turn(fmt.Sprintf("%d/%d", page, pages), page)}
	if page > 1 {
		row = slices.Insert(row, 0, turn("‹", page-1))
	}
	if page < pages {
		row = append(row, turn("›", page+1))
	}
	return row
}

// PlanView is who gets what of an event, and when.
type PlanView struct {
	Event    alliance.Event
	Forecast *alliance.Forecast
	Mentions []alliance.Mention
	// Attendances are what is known of whether the speakers come.
	Attendances []alliance.Attendance
	Notice      time.Time // when members are told of a change; zero: there is none
	Page        int
	Now         time.Time
}

// momentsOnPage is how many moments a page of the plan lists.
const momentsOnPage = 8

type planText struct {
	PlanView

	Moments  []alliance.Moment
	Mentions []mentionText
	Told     []alliance.Preparatory
	Later    int // of these, which are not listed
	Speakers []attendanceText
	More     int // speakers who are not listed
}

type attendanceText struct {
	alliance.Attendance

	Absent bool // the bot cannot reach them
}

type mentionText struct {
	alliance.Mention

	Heads alliance.Heads
}

// Plan shows who gets what of an event, and when.
func (r *Renderer) Plan(language alliance.Language, view PlanView) alliance.Message {
	moments := view.Forecast.Moments()
	pages := max(1, (len(moments)+momentsOnPage-1)/momentsOnPage)
	view.Page = min(max(view.Page, 1), pages)
	first := (view.Page - 1) * momentsOnPage
	text := planText{PlanView: view, Moments: moments[first:min(len(moments), first+momentsOnPage)]}
	for _, mention := range view.Mentions {
		// A time that nobody has chosen is no news.
		if heads := view.Forecast.Digests[mention.Edition]; mention.Usual() || heads.All() > 0 {
			text.Mentions = append(text.Mentions, mentionText{mention, heads})
		}
	}
	told := view.Forecast.Preparations()
	text.Told = told[:min(len(told), momentsOnPage)]
	text.Later = len(told) - len(text.Told)
	for _, speaker := range view.Attendances[:min(len(view.Attendances), preparedSpeakers)] {
		text.Speakers = append(text.Speakers, attendanceText{speaker, !view.Forecast.Reaches(speaker.Speaker)})
	}
	text.More = len(view.Attendances) - len(text.Speakers)
	show := func(page string) string { return alliance.ButtonData(PlanVerb, PlanShow, view.Event.ID, page) }
	return alliance.Message{Text: r.text(language, "plan", text), Keyboard: keyboard(
		turnPages(view.Page, pages, show),
		slices.Concat(
			r.button(language, "plan_leads", alliance.ButtonData(PlanVerb, PlanLeads, view.Event.ID)),
			r.button(language, "refresh", show(strconv.Itoa(view.Page))),
			r.button(language, "back", alliance.ButtonData(PlanVerb, PlanList, "1")),
		),
	)}
}

// PlanLeads shows the lead times that an event adds, with a button to switch each that may be.
func (r *Renderer) PlanLeads(language alliance.Language, event alliance.Event, choices []time.Duration, now time.Time) alliance.Message {
	all := slices.Concat(choices, event.Leads)
	slices.SortFunc(all, func(a, b time.Duration) int { return int(b - a) })
	var toggles []alliance.Button
	for _, lead := range slices.Compact(all) {
		name, on := r.label(language, "lead_toggle", lead), slices.Contains(event.Leads, lead)
		if on {
			name = chosen + name
		}
		data := alliance.ButtonData(PlanVerb, PlanLead, event.ID, strconv.Itoa(int(lead/time.Minute)), opposite(on))
		toggles = append(toggles, alliance.Button{Text: name, Data: data})
	}
	view := PlanView{Event: event, Now: now}
	return alliance.Message{Text: r.text(language, "plan_leads", view), Keyboard: append(rows(toggles, 3), slices.Concat(
		r.button(language, "plan_own", alliance.ButtonData(PlanVerb, PlanOwn, event.ID)),
		r.button(language, "back", alliance.ButtonData(PlanVerb, PlanShow, event.ID, "1")),
	))}
}
