package render

import (
	"time"

	"alliancebot/alliance"
)

// preparations shows what those who have a part in an event are told, at each of the times.
func (s *sampler) preparations() {
	event := sampleEvents(s.language, s.today())[0]
	event.Speakers = []string{"Wang Gang"}
	answer := func(expert string, comes bool) alliance.Answer {
		return alliance.Answer{Expert: expert, Comes: comes, Start: event.Start, At: s.now}
	}
	speaker := alliance.Member{Expert: "Li Lijin"}
	organiser := alliance.Member{Role: alliance.Organiser, Unit: event.Units[0]}
	for _, lead := range alliance.PreparationLeads() {
		for _, sample := range []struct {
			title   string
			member  alliance.Member
			answers []alliance.Answer
		}{
			{"speaker", speaker, nil},
			{"speaker who comes", speaker, []alliance.Answer{answer("Li Lijin", true)}},
			{"speaker for whom something came up", speaker, []alliance.Answer{answer("Li Lijin", false)}},
			{"organiser", organiser, []alliance.Answer{answer("Wang Gang", true), answer("Huang Yi", false)}},
			{"organiser, all sure", organiser, []alliance.Answer{answer("Wang Gang", true), answer("Zhu Meifen", true), answer("Li Lijin", true), answer("Huang Yi", true)}},
		} {
			view := PreparationView{Event: event, Member: sample.member, Answers: sample.answers, Now: event.Start.Add(-lead)}
			s.add("preparation", sample.title+", "+lead.String(), s.renderer.Preparation(s.language, view))
		}
		nobody := sampleEvents(s.language, s.today())[3]
		s.add("preparation", "no speakers, "+lead.String(), s.renderer.Preparation(s.language, PreparationView{Event: nobody, Member: organiser, Now: nobody.Start.Add(-lead)}))
	}
	for _, comes := range []bool{false, true} {
		view := AnswerView{Event: event, Answer: answer("Li Lijin", comes), Now: event.Start.Add(-48 * time.Hour)}
		s.add("preparation", "what a speaker has answered", s.renderer.Answer(s.language, view))
	}
}
