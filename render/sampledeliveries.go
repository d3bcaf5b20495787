package render

import (
	"time"

	"alliancebot/alliance"
)

// deliveries shows a broadcast from its beginning to its end, and what recipients see besides what was composed.
func (s *sampler) deliveries() {
	dispatch := alliance.Dispatch{ID: "b-1", State: alliance.Running}
	running := alliance.Tally{Total: 128, Waiting: 68, Sent: 57, Failed: 2, Skipped: 1}
	show := func(title string, view ProgressView) {
		view.Tally = running
		s.add("delivery", title, s.renderer.BroadcastProgress(s.language, view))
	}
	show("progress", ProgressView{Dispatch: dispatch, Rate: 28.4, Left: 3 * time.Second})
	show("progress, rate unknown", ProgressView{Dispatch: dispatch})
	show("progress in quiet hours", ProgressView{Dispatch: dispatch, Quiet: true})
	show("paused", ProgressView{Dispatch: alliance.Dispatch{ID: "b-1", State: alliance.Paused}})
	members, groups := samplePlaces()
	show("progress with groups", ProgressView{Dispatch: dispatch, Places: members})
	show("progress of an edit", ProgressView{Dispatch: alliance.Dispatch{ID: "b-2", Task: alliance.Edit}})

	done := alliance.Tally{Total: 128, Sent: 120, Failed: 6, Skipped: 2, Reasons: map[string]int{"blocked": 5, "400 file is too big": 1, "unreachable": 1}}
	report := func(title string, dispatch alliance.Dispatch, tally alliance.Tally) {
		s.add("delivery", title, s.renderer.BroadcastReport(s.language, ReportView{Dispatch: dispatch, Tally: tally, Took: 5 * time.Minute, Confirmed: 31}))
	}
	report("report", alliance.Dispatch{ID: "b-1", State: alliance.Done, Receipt: true}, done)
	doubts := alliance.Doubts{Count: 3, Names: []string{"楼海滨", "Ms Lin"}}
	report("report with doubts", alliance.Dispatch{ID: "b-1", State: alliance.Done}, alliance.Tally{Total: 3, Sent: 3, Doubts: doubts})
	report("report with more doubts", alliance.Dispatch{ID: "b-1", State: alliance.Done}, alliance.Tally{Total: 4, Sent: 3, Failed: 1, Reasons: map[string]int{"network": 1}, Doubts: doubts})
	s.placeReports(members, groups)
	report("report, all reached", alliance.Dispatch{ID: "b-1", State: alliance.Done}, alliance.Tally{Total: 3, Sent: 3})
	report("report of a recall", alliance.Dispatch{ID: "b-2", State: alliance.Done, Task: alliance.Recall}, alliance.Tally{Total: 3, Sent: 3})
	old := alliance.Tally{Total: 128, Sent: 120, Failed: 2, Skipped: 6, Reasons: map[string]int{"content stays": 5, "group moved": 1, "http 502": 2}}
	report("report of a recall of what stays", alliance.Dispatch{ID: "b-2", State: alliance.Done, Task: alliance.Recall}, old)
	report("report of an edit", alliance.Dispatch{ID: "b-2", State: alliance.Done, Task: alliance.Edit}, done)
	report("report of a stop", alliance.Dispatch{ID: "b-1", State: alliance.Withdrawn}, running)

	s.add("delivery", "halted", s.renderer.BroadcastHalted(s.language, HaltView{Dispatch: dispatch, Tried: 100, Refused: 21, Reason: "400 message is too long"}))
	s.add("delivery", "cancelled under way", s.renderer.BroadcastStopped(s.language, dispatch.ID))
	s.add("delivery", "not begun", s.renderer.BroadcastMoot(s.language, "event cancelled"))
	s.add("delivery", "withdrawn", s.renderer.BroadcastWithdrawn(s.language))
	links := []alliance.Link{{Text: "Programme", URL: "https://example.org/programme"}}
	s.add("delivery", "below an album", s.renderer.BroadcastBelow(s.language, s.renderer.BroadcastButtons(s.language, links, "b-1"), true))
	s.add("delivery", "below an album, links only", s.renderer.BroadcastBelow(s.language, s.renderer.BroadcastButtons(s.language, links, ""), false))
}

// samplePlaces are groups, channels and topics of which some were not reached, and groups alone.
func samplePlaces() (mixed, groups []alliance.PlaceOutcome) {
	sent := alliance.Outcome{State: alliance.Sent}
	groups = []alliance.PlaceOutcome{{Name: "5G & <AI>", Kind: alliance.GroupPlace, Outcome: sent}, {Name: "5G", Kind: alliance.GroupPlace, Outcome: sent}}
	mixed = append(mixed, groups...)
	mixed = append(mixed, alliance.PlaceOutcome{Name: "AI", Kind: alliance.ChannelPlace, Outcome: alliance.Outcome{State: alliance.Skipped, Reason: alliance.NoRight}})
	for range 12 {
		closed := alliance.Outcome{State: alliance.Failed, Reason: "topic closed"}
		mixed = append(mixed, alliance.PlaceOutcome{Name: "5G & <AI> › 5G", Kind: alliance.TopicPlace, Outcome: closed})
	}
	return mixed, groups
}

// placeReports shows what became of broadcasts to groups, channels and topics, with members and without.
func (s *sampler) placeReports(mixed, groups []alliance.PlaceOutcome) {
	report := func(title string, places []alliance.PlaceOutcome, tally alliance.Tally) {
		view := ReportView{Dispatch: alliance.Dispatch{ID: "b-1", State: alliance.Done}, Places: places, Tally: tally}
		s.add("delivery", title, s.renderer.BroadcastReport(s.language, view))
	}
	missed := alliance.Tally{Total: 30, Sent: 17, Failed: 12, Skipped: 1, Reasons: map[string]int{"topic closed": 12, alliance.NoRight: 1}}
	report("report with groups", mixed, missed)
	missed.Total, missed.Sent = 15, 2
	report("report of groups, a channel and topics", mixed, missed)
	report("report of groups", groups, alliance.Tally{Total: 2, Sent: 2})
	report("report of a topic", mixed[14:], alliance.Tally{Total: 1, Failed: 1, Reasons: map[string]int{"topic closed": 1}})
	s.add("delivery", "progress of groups", s.renderer.BroadcastProgress(s.language, ProgressView{
		Dispatch: alliance.Dispatch{ID: "b-1", State: alliance.Running}, Places: groups, Tally: alliance.Tally{Total: 2, Sent: 1, Waiting: 1},
	}))
}
