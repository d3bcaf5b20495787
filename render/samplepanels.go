package render

import (
	"slices"
	"strings"
	"time"

	"alliancebot/alliance"
)

// samplePanel is a broadcast being composed, for the gallery.
type samplePanel struct {
	title  string
	change func(*Panel)
}

// composing shows a broadcast while it is composed: every page of the panel, and whatever can be wrong.
func (s *sampler) composing() {
	whole := samplePanels(s.sampleDispatch(), sampleEvents(s.language, s.today()), s.now)
	whole = slices.Concat(whole, placePanels(sampleSchool(s.language)), approvalPanels(), escalationPanels(s.sampleDispatch()))
	for _, sample := range whole {
		panel := Panel{Dispatch: alliance.Dispatch{Content: alliance.Content{Text: sampleNotice(s.language)}}, Heads: 128, Unreachable: 3, Now: s.now}
		panel.Data = func(args ...string) string { return alliance.ButtonData("bc", append([]string{"1"}, args...)...) }
		sample.change(&panel)
		s.add("compose", sample.title, s.renderer.Panel(s.language, panel))
	}
	s.add("compose", "content refused", s.renderer.Refused(s.language, "new"))
}

// sampleDispatch is a broadcast with everything a broadcast can have.
func (s *sampler) sampleDispatch() alliance.Dispatch {
	school := sampleSchool(s.language)
	return alliance.Dispatch{
		ID: "b-1", Created: s.now.Add(-time.Hour), Receipt: true, Urgent: true, Late: true, Escalate: true, Deadline: s.now.Add(80 * time.Hour), NotBefore: s.now.Add(20 * time.Hour),
		Content: alliance.Content{
			Sources: []alliance.Source{{Chat: 1, Message: 2}}, Brief: sampleNotice(s.language), Links: []alliance.Link{{Text: "5G & <AI>", URL: "https://example.org/form"}},
		},
		Versions: map[alliance.Language]alliance.Content{alliance.English: {Text: "Good morning"}},
		Audience: alliance.Audience{
			Roles: []alliance.Role{alliance.Organiser, alliance.Admin}, Units: []string{school}, Follows: alliance.Lecture, Languages: []alliance.Language{s.language},
			Of: "b-0", Which: alliance.WhichUnreached, Exclude: &alliance.Audience{Roles: []alliance.Role{alliance.Owner}},
		},
	}
}

func samplePanels(whole alliance.Dispatch, events []alliance.Event, now time.Time) []samplePanel {
	page := func(page Page) func(*Panel) { return func(panel *Panel) { panel.Page = page } }
	problem := func(page Page, name, detail string) func(*Panel) {
		return func(panel *Panel) {
			panel.Page, panel.Problem, panel.Detail, panel.Tried = page, name, detail, now.Add(-time.Hour)
		}
	}
	school := whole.Audience.Units[0]
	roles := []alliance.Role{alliance.Ordinary, alliance.Organiser, alliance.Admin, alliance.Owner}
	return []samplePanel{
		{"text", func(*Panel) {}},
		{"everything", func(panel *Panel) { panel.Dispatch, panel.Heads, panel.Unreachable = whole, 1, 0 }},
		{"album, for nobody", func(panel *Panel) {
			panel.Dispatch.Content = alliance.Content{Sources: make([]alliance.Source, 3)}
			panel.Heads, panel.Unreachable = 2, 2
		}},
		{"edit", func(panel *Panel) { panel.Dispatch.Task = alliance.Edit }},
		{"edit of a version", func(panel *Panel) { panel.Dispatch.Task, panel.Dispatch.Version = alliance.Edit, alliance.English }},
		{"before an event", func(panel *Panel) {
			panel.Dispatch.Event, panel.Dispatch.Ahead, panel.Dispatch.NotBefore = events[1].ID, 2*time.Hour, events[1].Start.Add(-2*time.Hour)
			panel.Event = events[1]
		}},
		{"audience", func(panel *Panel) { panel.Dispatch, panel.Page = whole, PageAudience }},
		{"roles", func(panel *Panel) {
			panel.Dispatch, panel.Page, panel.Side, panel.Roles = whole, PageRoles, Include, roles
		}},
		{"roles left out", func(panel *Panel) {
			panel.Dispatch, panel.Page, panel.Side, panel.Roles = whole, PageRoles, Exclude, roles
		}},
		{"kinds", func(panel *Panel) { panel.Dispatch, panel.Page, panel.Side = whole, PageKinds, Include }},
		{"languages", page(PageLanguages)},
		{"units", func(panel *Panel) {
			panel.Dispatch, panel.Page, panel.Side, panel.UnitPage, panel.Pages = whole, PageUnits, Include, 2, 3
			panel.Units = []UnitChoice{{Name: school, Key: "a1", Members: 12}, {Name: strings.Repeat(school, 5), Key: "a2", Members: 1}}
		}},
		{"no units", page(PageUnits)},
		{"earlier", func(panel *Panel) {
			panel.Dispatch, panel.Page, panel.Side = whole, PageEarlier, Include
			panel.Earlier = []EarlierChoice{{"b-0", school, alliance.WhichUnreached}, {"b-0", school, alliance.WhichUnconfirmed}}
		}},
		{"no earlier", page(PageEarlier)},
		{"time", func(panel *Panel) { panel.Dispatch, panel.Page = whole, PageTime }},
		{"event", func(panel *Panel) { panel.Page, panel.Events, panel.Ahead = PageEvent, events[1:4], 2*time.Hour }},
		{"no event", page(PageEvent)},
		{"deadline", func(panel *Panel) { panel.Dispatch, panel.Page = whole, PageDeadline }},
		{"links", func(panel *Panel) { panel.Dispatch, panel.Page = whole, PageLinks }},
		{"versions", func(panel *Panel) { panel.Dispatch, panel.Page = whole, PageVersions }},
		{"a version", func(panel *Panel) { panel.Page, panel.Version = PageVersion, alliance.English }},
		{"other content", page(PageContent)},
		{"earlier gone", problem(PageEarlier, "earlier_gone", "")},
		{"time unclear", problem(PageTime, "time_unclear", "")},
		{"time impossible", problem(PageTime, "time_impossible", "2月30日")},
		{"time past", problem(PageTime, "time_past", "")},
		{"deadline past", problem(PageDeadline, "deadline_past", "")},
		{"bad link", problem(PageLinks, "link_bad", "5G & <AI>")},
		{"many links", problem(PageLinks, "links_many", "8")},
		{"too long", problem(PageContent, "text_too_long", "5000")},
	}
}

// escalationPanels are broadcasts whose liaisons are told before the deadline.
func escalationPanels(whole alliance.Dispatch) []samplePanel {
	return []samplePanel{
		{"liaisons told a day before", func(panel *Panel) {
			panel.Dispatch, panel.Page = whole, PageDeadline
			panel.Dispatch.EscalateLead = 24 * time.Hour
		}},
		{"liaisons told before it goes out", func(panel *Panel) {
			panel.Page, panel.Problem, panel.Tried = PageDeadline, "escalation_past", panel.Now.Add(-time.Hour)
			panel.Dispatch.Receipt, panel.Dispatch.Escalate, panel.Dispatch.EscalateLead = true, true, 2*time.Hour
			panel.Dispatch.Deadline = panel.Tried.Add(2 * time.Hour)
		}},
	}
}

// broadcasts shows the list of broadcasts, and what is opened from it.
func (s *sampler) broadcasts() {
	dispatch := s.sampleDispatch()
	done := alliance.Tally{Total: 128, Sent: 120, Failed: 6, Skipped: 2}
	lines := []BroadcastLine{{Dispatch: dispatch, Tally: done, Confirmed: 87, Now: s.now}}
	for _, state := range []alliance.DispatchState{alliance.Proposed, alliance.Scheduled, alliance.Running, alliance.Paused, alliance.Done, alliance.Withdrawn} {
		lines[0].Dispatch.State = alliance.Expanding
		line := lines[0]
		line.Dispatch.State, line.Dispatch.Receipt = state, false
		lines = append(lines, line)
	}
	lines[4].Dispatch.Task, lines[5].Dispatch.Task = alliance.Edit, alliance.Recall
	lines[6].Dispatch.Content = alliance.Content{Sources: make([]alliance.Source, 3)}
	lines[5].Places, lines[6].Places = samplePlaces()
	lines[6].Tally = alliance.Tally{Total: 2, Sent: 2}
	s.add("broadcast", "list", s.renderer.Broadcasts(s.language, lines))
	s.add("broadcast", "empty list", s.renderer.Broadcasts(s.language, nil))
	card := BroadcastCard{BroadcastLine: lines[0], Status: s.renderer.BroadcastProgress(s.language, ProgressView{Dispatch: dispatch, Tally: done})}
	card.Missing = []UnitChoice{{Name: sampleSchool(s.language), Members: 30}, {Members: 3}}
	s.add("broadcast", "opened", s.renderer.BroadcastCard(s.language, card))
	for range 30 {
		card.Missing = append(card.Missing, UnitChoice{Name: sampleSchool(s.language), Members: 2})
	}
	s.add("broadcast", "opened, many units", s.renderer.BroadcastCard(s.language, card))
	later := lines[2]
	s.add("broadcast", "scheduled", s.renderer.BroadcastScheduled(s.language, later))
	later.Dispatch.Ahead = 2 * time.Hour
	s.add("broadcast", "scheduled before an event", s.renderer.BroadcastScheduled(s.language, later))
	s.add("broadcast", "cancel?", s.renderer.BroadcastAsk(s.language, lines[0], RunCancel))
	s.add("broadcast", "recall?", s.renderer.BroadcastAsk(s.language, lines[0], RunRecall))
	to := lines[0]
	to.Places, _ = samplePlaces()
	to.Dispatch.Audience = alliance.Audience{Members: true, Chats: make([]alliance.Place, len(to.Places))}
	s.add("broadcast", "opened, with groups", s.renderer.BroadcastCard(s.language, BroadcastCard{
		BroadcastLine: to, Status: s.renderer.BroadcastProgress(s.language, ProgressView{Dispatch: to.Dispatch, Tally: to.Tally, Places: to.Places}),
	}))
	s.add("broadcast", "recall from groups?", s.renderer.BroadcastAsk(s.language, to, RunRecall))
	s.add("broadcast", "edit which?", s.renderer.BroadcastVersions(s.language, lines[0]))
	shown := alliance.Dispatch{ID: "b-1", Receipt: true, Content: alliance.Content{Text: sampleNotice(s.language), Links: dispatch.Content.Links}}
	for _, message := range s.renderer.Announcement(s.language, shown) {
		message.Text, message.Plain = escaper.Replace(message.Text), false
		s.add("broadcast", "as members see it", message)
	}
}
