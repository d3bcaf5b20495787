package render

import (
	"slices"
	"strconv"

	"alliancebot/alliance"
)

// pageButtons are the buttons of one concern.
func (r *Renderer) pageButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	none := func(name string, offered bool, args ...string) [][]alliance.Button {
		if !offered {
			return nil
		}
		return keyboard(r.button(language, name, panel.Data(args...)))
	}
	switch panel.Page {
	case PageAudience:
		return r.audienceButtons(language, panel)
	case PageRoles, PageKinds, PageLanguages, PageUnits, PageEarlier:
		return r.choiceButtons(language, panel)
	case PageChats, PageTopics:
		return r.placeButtons(language, panel)
	case PageTime:
		return none("no_time", panel.Later(), "now")
	case PageEvent:
		return r.eventButtons(language, panel)
	case PageDeadline:
		return r.deadlineButtons(language, panel)
	case PageLinks:
		return none("no_links", len(panel.Dispatch.Content.Links) > 0, "links", Off)
	case PageVersions:
		return r.versionButtons(language, panel)
	case PageMain, PageVersion, PageContent:
	}
	return nil
}

// deadlineButtons say what becomes of the deadline, where there is one.
func (r *Renderer) deadlineButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	if panel.Dispatch.Deadline.IsZero() {
		return nil
	}
	escalate := alliance.Button{
		Text: marked(r.label(language, "button_escalate", nil), panel.Dispatch.Escalate), Data: panel.Data("escalate", opposite(panel.Dispatch.Escalate)),
	}
	none := r.button(language, "no_deadline", panel.Data("until", Off))
	return slices.Concat(keyboard([]alliance.Button{escalate}), r.escalationButtons(language, panel), keyboard(none))
}

// escalationButtons choose when the liaisons are told, among the moments that come after the broadcast has gone out.
func (r *Renderer) escalationButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	if !panel.Dispatch.Escalate {
		return nil
	}
	var choices []alliance.Button
	for _, lead := range panel.Dispatch.EscalationLeads(panel.Now) {
		text := marked(r.label(language, "button_escalation_lead", lead), lead == panel.Dispatch.EscalateLead)
		choices = append(choices, alliance.Button{Text: text, Data: panel.Data("escalate", lead.String(), On)})
	}
	return rows(choices, 2)
}

// audienceButtons lead to the lists from which an audience is chosen, for those who get it and for those who do not.
func (r *Renderer) audienceButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	var all [][]alliance.Button
	for _, side := range []Side{Include, Exclude} {
		panel.Side = side
		open := func(name string, page Page) alliance.Button {
			text := r.label(language, "button_by_"+name, nil)
			if side == Exclude {
				text = r.label(language, "button_without", text)
			}
			return alliance.Button{Text: marked(text, restricts(panel.Part(), page)), Data: panel.Data("page", string(page), string(side))}
		}
		all = append(all, rows([]alliance.Button{
			open("role", PageRoles), open("unit", PageUnits), open("kind", PageKinds), open("language", PageLanguages), open("earlier", PageEarlier),
		}, 3)...)
	}
	everybody := alliance.Button{Text: r.label(language, "button_everybody", nil), Data: panel.Data(string(Include), "all")}
	late := alliance.Button{
		Text: marked(r.label(language, "button_late", nil), panel.Dispatch.Late), Data: panel.Data("late", opposite(panel.Dispatch.Late)),
	}
	places := alliance.Button{
		Text: marked(r.label(language, "button_by_chat", nil), len(panel.Dispatch.Audience.Chats) > 0), Data: panel.Data("page", string(PageChats)),
	}
	return append([][]alliance.Button{{everybody, places}, {late}}, all...)
}

// restricts reports whether an audience is restricted by what the page offers.
func restricts(audience alliance.Audience, page Page) bool {
	switch page {
	case PageRoles:
		return len(audience.Roles) > 0
	case PageUnits:
		return len(audience.Units) > 0
	case PageKinds:
		return audience.Follows != ""
	case PageLanguages:
		return len(audience.Languages) > 0
	case PageEarlier:
		return audience.Of != ""
	default:
		return false
	}
}

// choiceButtons are the choices of a list, the chosen ones marked; each button says how it is to be.
func (r *Renderer) choiceButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	var choices []alliance.Button
	add := func(text string, on bool, value ...string) {
		args := append([]string{string(panel.Side), string(panel.Page), opposite(on)}, value...)
		choices = append(choices, alliance.Button{Text: marked(text, on), Data: panel.Data(args...)})
	}
	part := panel.Part()
	switch panel.Page {
	case PageRoles:
		for _, role := range panel.Roles {
			add(r.label(language, "role_"+string(role), nil), slices.Contains(part.Roles, role), string(role))
		}
	case PageKinds:
		for i, kind := range alliance.Kinds() {
			add(r.KindName(language, kind), part.Follows == kind, strconv.Itoa(i))
		}
	case PageLanguages:
		for _, spoken := range alliance.Languages() {
			add(r.label(language, "language_name_"+string(spoken), nil), slices.Contains(part.Languages, spoken), string(spoken))
		}
	case PageUnits:
		for _, unit := range panel.Units {
			add(r.label(language, "unit_choice", unit), slices.Contains(part.Units, unit.Name), unit.Key)
		}
		return append(rows(choices, 1), r.turnPages(language, panel, string(PageUnits), string(panel.Side))...)
	case PageEarlier:
		for _, earlier := range panel.Earlier {
			add(r.label(language, "earlier_choice", earlier), part.Of == earlier.ID && part.Which == earlier.Which, earlier.ID, string(earlier.Which))
		}
		return rows(choices, 1)
	default:
	}
	return rows(choices, 2)
}

// turnPages leads to the part of a list before and after; list says which list it is.
func (r *Renderer) turnPages(language alliance.Language, panel Panel, list ...string) [][]alliance.Button {
	var turns []alliance.Button
	turn := func(name string, page int) {
		if page >= 1 && page <= panel.Pages {
			text := r.label(language, "button_"+name, nil)
			turns = append(turns, alliance.Button{Text: text, Data: panel.Data(append(append([]string{"page"}, list...), strconv.Itoa(page))...)})
		}
	}
	turn("units_before", panel.UnitPage-1)
	turn("units_after", panel.UnitPage+1)
	return keyboard(turns)
}

// eventButtons choose the event that a time counts from.
func (r *Renderer) eventButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	var choices []alliance.Button
	for _, event := range panel.Events {
		text := r.label(language, "event_choice", map[string]any{"Event": event, "Now": panel.Now})
		choices = append(choices, alliance.Button{Text: text, Data: panel.Data("event", event.ID, panel.Ahead.String())})
	}
	return rows(choices, 1)
}

// versionButtons add a version for those who speak a language, or take it away.
func (r *Renderer) versionButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	var choices []alliance.Button
	for _, spoken := range alliance.Languages() {
		_, on := panel.Dispatch.Versions[spoken]
		text := marked(r.label(language, "button_version_"+string(spoken), nil), on)
		choices = append(choices, alliance.Button{Text: text, Data: panel.Data("version", string(spoken), opposite(on))})
	}
	return rows(choices, 2)
}
