package render

import (
	"fmt"
	"strings"

	"alliancebot/alliance"
)

// missing shows who has not confirmed a broadcast to those who look after them, and reminds one of them.
func (s *sampler) missing() {
	line := BroadcastLine{Dispatch: s.sampleDispatch(), Now: s.now}
	line.Dispatch.Deadline = s.now
	few := map[string][]string{sampleSchool(s.language): {"Wang Gang", "5G & <AI>", ""}}
	s.add("missing", "liaison", s.renderer.BroadcastMissing(s.language, MissingView{BroadcastLine: line, Units: few, Liaison: true}))
	many := map[string][]string{"": {"Lou Haibin"}, sampleSchool(s.language): make([]string, 300)}
	for i := range 30 {
		many[fmt.Sprintf("%s %d", strings.Repeat(sampleSchool(s.language), 3), i)] = []string{"Zhu Meifen"}
	}
	line.Dispatch.Deadline = line.Dispatch.NotBefore
	s.add("missing", "author", s.renderer.BroadcastMissing(s.language, MissingView{BroadcastLine: line, Units: many, Author: true}))
	one := map[string][]string{"": {"Lou Haibin"}}
	s.add("missing", "both", s.renderer.BroadcastMissing(s.language, MissingView{BroadcastLine: line, Units: one, Author: true, Liaison: true}))
	s.add("missing", "reminder", s.renderer.BroadcastUrged(s.language, BroadcastLine{Dispatch: alliance.Dispatch{ID: "b-1", Created: s.now, Content: alliance.Content{Text: sampleNotice(s.language)}}, Now: s.now}))
}
