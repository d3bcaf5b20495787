package render

import (
	"slices"
	"time"

	"alliancebot/alliance"
)

// Sample is a message as members would see it, with sample data.
type Sample struct {
	Section, Title, Language string
	Message                  alliance.Message
}

// sampler collects the samples of one language.
type sampler struct {
	renderer *Renderer
	language alliance.Language
	now      time.Time
	found    []Sample
}

// Samples shows every message and keyboard with sample data dated around now, for a gallery and for tests.
func Samples(renderer *Renderer, now time.Time) []Sample {
	var all []Sample
	for _, language := range alliance.Languages() {
		sampler := &sampler{renderer: renderer, language: language, now: now}
		sampler.events()
		sampler.cards()
		sampler.notices()
		sampler.preparations()
		sampler.plans()
		sampler.people()
		sampler.composing()
		sampler.broadcasts()
		sampler.deliveries()
		sampler.approvals()
		sampler.missing()
		sampler.texts()
		all = slices.Concat(all, sampler.found)
	}
	return all
}

func (s *sampler) add(section, title string, message alliance.Message) {
	s.found = append(s.found, Sample{Section: section, Title: title, Language: string(s.language), Message: message})
}

func (s *sampler) events() {
	today, zone := alliance.Day(s.today(), 0), s.renderer.voice(s.language).zone
	for _, listed := range s.listings(today, alliance.Week(s.now.In(zone), 0), sampleEvents(s.language, s.today())) {
		listed.listing.Now = s.now
		show := s.renderer.Events
		if listed.listing.Reading.Order != alliance.Earliest && len(listed.listing.Events) == 1 {
			show = func(language alliance.Language, listing Listing) alliance.Message {
				return s.renderer.One(language, listing, CardOptions{})
			}
		}
		s.add("events", listed.title, show(s.language, listed.listing))
	}
}

func (s *sampler) cards() {
	events := sampleEvents(s.language, s.today())
	all := CardOptions{
		SignUpData: alliance.ButtonData("signup", events[0].ID), RemindData: alliance.ButtonData(RemindVerb, events[0].ID, Off),
		CalendarData: alliance.ButtonData(CalendarVerb, events[0].ID), Reminded: true, BackData: alliance.ButtonData("back"),
	}
	s.add("card", "programme", s.renderer.Card(s.language, events[0], s.now, all))
	all.CalendarURL = "https://example.org/calendar.ics"
	s.add("card", "lecture", s.renderer.Card(s.language, events[1], s.now, all))
	s.add("card", "cancelled", s.renderer.Card(s.language, events[4], s.now, CardOptions{BackData: all.BackData}))
	s.add("card", "over", s.renderer.Card(s.language, events[1], events[1].End, CardOptions{}))
	s.add("card", "running", s.renderer.Card(s.language, events[1], events[1].Start, CardOptions{}))
	s.add("card", "several days", s.renderer.Card(s.language, events[5], s.now, CardOptions{RemindData: all.RemindData}))
	for _, lead := range []time.Duration{51 * time.Hour, 23*time.Hour + 40*time.Minute, time.Hour, 30 * time.Second, 0} {
		s.add("reminder", lead.String(), s.renderer.Reminder(s.language, events[1], events[1].Start.Add(-lead)))
	}
	other := events[1]
	other.Kind = alliance.Other
	s.add("reminder", "of another kind", s.renderer.Reminder(s.language, other, other.Start.Add(-time.Hour)))
	weekly := events[1]
	weekly.Series = "weekly"
	s.add("reminder", "one of a series", s.renderer.Reminder(s.language, weekly, weekly.Start.Add(-time.Hour)))
	s.add("card", "one of a muted series", s.renderer.Card(s.language, weekly, s.now, CardOptions{RemindData: all.RemindData, SeriesMuted: true, SeriesData: alliance.ButtonData(SeriesVerb, weekly.ID, Off, UnderCard)}))
	s.add("reminder", "in a group", s.renderer.GroupReminder(s.language, events[1], events[1].Start.Add(-time.Hour)))
}

func (s *sampler) people() {
	var entries []HelpEntry
	for _, name := range sampleCommands() {
		entries = append(entries, HelpEntry{Name: name})
	}
	s.add("help", "member", s.renderer.Help(s.language, s.examples(), entries, alliance.Ordinary))
	s.add("help", "admin", s.renderer.Help(s.language, s.examples(), entries, alliance.Admin))

	view := SettingsView{Defaults: []time.Duration{24 * time.Hour, time.Hour}, Choices: []time.Duration{48 * time.Hour, 24 * time.Hour, time.Hour, 30 * time.Minute}, Quiet: alliance.Quiet{From: 22 * time.Hour, To: 7 * time.Hour}}
	s.add("settings", "defaults", s.renderer.Settings(s.language, view))
	view.Member = alliance.Member{
		Kinds: []alliance.Kind{alliance.Training}, Leads: []time.Duration{3 * time.Hour},
		Quiet: &alliance.Quiet{From: 12 * time.Hour, To: 14 * time.Hour}, Daily: true, DailyAt: "1800", WeeklyAt: "fri1700",
	}
	s.add("settings", "own", s.renderer.Settings(s.language, view))
	s.add("settings", "digest times", s.renderer.DigestTimes(s.language, view))
	s.add("settings", "the usual digest times", s.renderer.DigestTimes(s.language, SettingsView{Member: alliance.Member{Daily: true}}))
	s.add("settings", "time of the weekly digest", s.renderer.DigestTimes(s.language, SettingsView{Member: alliance.Member{WeeklyAt: "mon0730"}}))
	view.Member = alliance.Member{Leads: []time.Duration{}}
	s.add("settings", "no lead", s.renderer.Settings(s.language, view))
	view.Member = alliance.Member{Kinds: []alliance.Kind{}}
	s.add("settings", "no kind", s.renderer.Settings(s.language, view))
	events := sampleEvents(s.language, s.today())
	s.add("settings", "reminders", s.renderer.Reminders(s.language, RemindersView{SettingsView: view, Now: s.now, Muted: events[:2], Coming: []ComingReminder{
		{Event: events[1], Lead: time.Hour, Due: events[1].Start.Add(-time.Hour)},
		{Event: events[3], Lead: 12 * time.Hour, Due: events[3].Start.Add(-13 * time.Hour), Alone: true},
		{Event: events[3], Lead: 30 * time.Minute, Due: events[3].Start.Add(-30 * time.Minute), Added: true},
		{Event: events[3], Due: events[3].Start.Add(-10 * time.Minute), Snoozed: true},
		{Event: events[2], Lead: 7 * 24 * time.Hour, Due: events[2].Start.Add(-7 * 24 * time.Hour), Part: alliance.Speaking},
		{Event: events[2], Lead: 2 * time.Hour, Due: events[2].Start.Add(-3 * time.Hour), Part: alliance.Organising},
	}}))
	s.add("settings", "no reminders", s.renderer.Reminders(s.language, RemindersView{SettingsView: view, Now: s.now}))
	s.groupSettings(view)
	s.add("settings", "language", s.renderer.LanguageChoice(s.language))
	s.add("settings", "language of a group", s.renderer.GroupLanguageChoice(s.language))
}

// texts shows every text that Text writes, with data and, where it can be left out, without.
func (s *sampler) texts() {
	for _, text := range sampleTexts(s.language, s.examples(), s.now) {
		title := text.name
		if text.variant != "" {
			title += ", " + text.variant
		}
		s.add("text", title, s.renderer.Text(s.language, text.name, text.data))
	}
	for _, kind := range []alliance.ErrorKind{
		alliance.Invalid, alliance.NotFound, alliance.Forbidden, alliance.Conflict, alliance.Unavailable, alliance.Internal,
	} {
		s.add("error", string(kind), s.renderer.Error(s.language, kind))
	}
}

// today is midnight in the zone of the renderer.
func (s *sampler) today() time.Time {
	return alliance.Day(s.now.In(s.renderer.voice(s.language).zone), 0).From
}

// examples are questions that the sample events answer.
func (s *sampler) examples() []string {
	return s.renderer.Examples(s.language, Example{Span: "week", Kind: alliance.Lecture, Person: "Lou Haibin", Other: alliance.Seminar})
}
