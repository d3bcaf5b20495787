package render

import (
	"time"

	"alliancebot/alliance"
)

// approvals shows a broadcast that another admin is to approve, to that admin and to its author.
func (s *sampler) approvals() {
	asked := s.sampleDispatch()
	asked.State, asked.Asker, asked.Heads, asked.AnswerBy = alliance.Proposed, "Wang Gang & <AI>", 128, s.now.Add(20*time.Hour)
	line := BroadcastLine{Dispatch: asked, Now: s.now}
	edit := line
	edit.Dispatch = alliance.Dispatch{ID: "b-2", Task: alliance.Edit, Created: s.now, Heads: 1, AnswerBy: s.now.Add(24 * time.Hour), Content: alliance.Content{Text: sampleNotice(s.language)}}
	ahead := line
	ahead.Dispatch.Ahead = 2 * time.Hour
	s.add("approval", "offer", s.renderer.BroadcastOffer(s.language, OfferView{BroadcastLine: line}))
	early := line
	early.Dispatch.EscalateLead = 24 * time.Hour
	s.add("approval", "offer, liaisons told before the deadline", s.renderer.BroadcastOffer(s.language, OfferView{BroadcastLine: early}))
	groups := line
	groups.Dispatch.Groups, groups.Dispatch.Places = []string{sampleSchool(s.language), "5G & <AI> › 5G"}, alliance.PlaceCount{Groups: 1, Topics: 1}
	s.add("approval", "offer for members and groups", s.renderer.BroadcastOffer(s.language, OfferView{BroadcastLine: groups}))
	groups.Dispatch.Audience = alliance.Audience{Chats: []alliance.Place{{Chat: -2001}, {Chat: -2002}}}
	groups.Dispatch.Heads = 0
	s.add("approval", "offer for groups", s.renderer.BroadcastOffer(s.language, OfferView{BroadcastLine: groups}))
	s.add("approval", "offer of an edit", s.renderer.BroadcastOffer(s.language, OfferView{BroadcastLine: edit}))
	edit.Dispatch.Groups, edit.Dispatch.Places = groups.Dispatch.Groups, groups.Dispatch.Places
	s.add("approval", "offer of an edit with groups", s.renderer.BroadcastOffer(s.language, OfferView{BroadcastLine: edit}))
	s.add("approval", "offer before an event", s.renderer.BroadcastOffer(s.language, OfferView{BroadcastLine: ahead}))
	s.add("approval", "why?", s.renderer.BroadcastOffer(s.language, OfferView{BroadcastLine: line, Deny: true}))
	s.add("approval", "return?", s.renderer.BroadcastOffer(s.language, OfferView{BroadcastLine: line, Deny: true, Silent: true}))
	s.add("approval", "waiting", s.renderer.BroadcastProposed(s.language, line))
	s.add("approval", "waiting, edit", s.renderer.BroadcastProposed(s.language, edit))
	for _, judged := range []struct {
		title   string
		verdict alliance.Verdict
		state   alliance.DispatchState
	}{
		{"approved", alliance.Verdict{By: 2, Name: "Lou Haibin", At: s.now}, alliance.Expanding},
		{"approved for later", alliance.Verdict{By: 2, At: s.now}, alliance.Scheduled},
		{"returned", alliance.Verdict{Why: alliance.Returned, By: 2, Name: "Lou Haibin", Reason: "5G & <AI>", At: s.now}, alliance.Withdrawn},
		{"expired", alliance.Verdict{Why: alliance.Expired, At: s.now}, alliance.Withdrawn},
		{"unasked", alliance.Verdict{Why: alliance.Unasked, At: s.now}, alliance.Withdrawn},
		{"taken back", alliance.Verdict{Why: alliance.TakenBack, By: 1, At: s.now}, alliance.Withdrawn},
		{"cancelled", alliance.Verdict{}, alliance.Withdrawn},
	} {
		line.Dispatch.Verdict, line.Dispatch.State = judged.verdict, judged.state
		s.add("approval", judged.title+", to an admin", s.renderer.BroadcastDecided(s.language, OfferView{BroadcastLine: line}))
		if judged.verdict.By == 2 {
			s.add("approval", judged.title+", to whoever decided", s.renderer.BroadcastDecided(s.language, OfferView{BroadcastLine: line, Mine: true}))
		}
		if judged.verdict.By != 1 && !judged.verdict.At.IsZero() {
			s.add("approval", judged.title+", to the author", s.renderer.BroadcastJudged(s.language, line))
		}
	}
}

// approvalPanels are broadcasts being composed that another admin is to approve.
func approvalPanels() []samplePanel {
	return []samplePanel{
		{"to be approved", func(panel *Panel) { panel.Approval = true }},
		{"nobody to approve", func(panel *Panel) { panel.Approval, panel.Problem = true, "no_approver" }},
	}
}
