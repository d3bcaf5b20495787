package render

import (
	"slices"
	"time"

	"alliancebot/alliance"
)

// notices shows every change members are told of, and all at once.
func (s *sampler) notices() {
	before := sampleEvents(s.language, s.today())[1]
	for _, sample := range []struct {
		title  string
		change func(*alliance.Event)
	}{
		{"moved", func(event *alliance.Event) {
			event.Start, event.End = event.Start.Add(24*time.Hour), event.End.Add(24*time.Hour)
		}},
		{"relocated", func(event *alliance.Event) { event.Venue, event.Address = "", "" }},
		{"other speakers", func(event *alliance.Event) { event.Speakers = []string{"Wang Gang", "Ye Jun"} }},
		{"all of it", func(event *alliance.Event) {
			event.Start, event.Venue, event.Speakers = event.Start.Add(time.Hour), "301", nil
		}},
		{"cancelled", func(event *alliance.Event) { event.Status = alliance.Cancelled }},
	} {
		after := before
		sample.change(&after)
		s.notice(sample.title, before, after)
	}
	events := sampleEvents(s.language, s.today())
	s.add("notice", "digest of a day", s.renderer.Digest(s.language, alliance.Daily, alliance.Day(s.today(), 0), events[:2], s.today()))
	s.add("notice", "digest of a week", s.renderer.Digest(s.language, alliance.Weekly, alliance.Week(s.today(), 0), slices.Repeat(events, 3), s.today()))
	cancelled := before
	cancelled.Status = alliance.Cancelled
	s.notice("resumed", cancelled, before)
	moved := before
	moved.Start = moved.Start.Add(time.Hour)
	s.add("notice", "amended notice", s.renderer.Amended(s.language, alliance.ForNotice, before, moved, s.now))
}

// notice shows what is told of a change, and what becomes of what was said before.
func (s *sampler) notice(title string, before, after alliance.Event) {
	file := alliance.Document{Name: alliance.FileName(after.Title) + ".ics"}
	s.add("notice", title, s.renderer.Notice(s.language, before, after, file, s.now)[0])
	s.add("notice", title+": amended reminder", s.renderer.Amended(s.language, alliance.ForReminder, before, after, s.now))
}
