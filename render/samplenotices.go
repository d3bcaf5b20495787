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
		s.add("notice", sample.title, s.renderer.Notice(s.language, before, after, s.now))
	}
	events := sampleEvents(s.language, s.today())
	s.add("notice", "digest of a day", s.renderer.Digest(s.language, alliance.Daily, alliance.Day(s.today(), 0), events[:2], s.today()))
	s.add("notice", "digest of a week", s.renderer.Digest(s.language, alliance.Weekly, alliance.Week(s.today(), 0), slices.Repeat(events, 3), s.today()))
	cancelled := before
	cancelled.Status = alliance.Cancelled
	s.add("notice", "resumed", s.renderer.Notice(s.language, cancelled, before, s.now))
}
