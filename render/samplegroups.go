package render

import "alliancebot/alliance"

// groupSettings shows what groups and channels have subscribed to.
func (s *sampler) groupSettings(view SettingsView) {
	view.Member = alliance.Chat{}.Subscribed()
	s.add("settings", "a group", s.renderer.GroupSettings(s.language, GroupSettingsView{SettingsView: view}))
	view.Member = alliance.Member{Kinds: []alliance.Kind{alliance.Lecture, alliance.Seminar}}
	forum := alliance.Chat{
		Kind: alliance.Supergroup, Forum: true, Topics: map[int64]alliance.Topic{5: {Name: "5G & <AI>"}}, Topic: 5, Subscriber: &view.Member,
	}
	s.add("settings", "a topic of a forum", s.renderer.GroupSettings(s.language, GroupSettingsView{SettingsView: view, Chat: forum}))
	forum.Topic = 0
	s.add("settings", "the first topic of a forum", s.renderer.GroupSettings(s.language, GroupSettingsView{SettingsView: view, Chat: forum}))
	view.Member.Leads = nil
	channel := alliance.Chat{Kind: alliance.Channel, Subscriber: &view.Member}
	s.add("settings", "a channel", s.renderer.GroupSettings(s.language, GroupSettingsView{SettingsView: view, Chat: channel}))
}

// placePanels are the pages on which groups, channels and topics are chosen.
func placePanels(school string) []samplePanel {
	return []samplePanel{
		{"no groups", func(panel *Panel) { panel.Page = PageChats }},
		{"groups", func(panel *Panel) {
			panel.Page, panel.UnitPage, panel.Pages = PageChats, 1, 2
			chooseSamples(panel, school)
		}},
		{"groups only", func(panel *Panel) {
			chooseSamples(panel, school)
			panel.Dispatch.Audience.Members, panel.Heads, panel.Unreachable = false, 0, 0
		}},
		{"edit with groups", func(panel *Panel) {
			chooseSamples(panel, school)
			panel.Dispatch.Task, panel.Places = alliance.Edit, panel.Places[:1]
		}},
		{"those reached left out", func(panel *Panel) {
			chooseSamples(panel, school)
			panel.Dispatch.Audience.Exclude = &alliance.Audience{Of: "b-0", Which: alliance.WhichReached}
			panel.Page, panel.Side = PageEarlier, Exclude
			panel.Earlier = []EarlierChoice{{"b-0", school, alliance.WhichReached}, {"b-0", school, alliance.WhichUnreached}}
		}},
		{"topics", func(panel *Panel) {
			chooseSamples(panel, school)
			panel.Page, panel.Forum, panel.Chats = PageTopics, -1001234567890, []PlaceChoice{
				{Place: alliance.Place{Chat: -1001234567890}, Name: "General"}, {Place: alliance.Place{Chat: -1001234567890, Topic: 2147483647}, Name: "5G & <AI>"},
			}
		}},
	}
}

// chooseSamples chooses groups and a topic, of which some cannot be written to.
func chooseSamples(panel *Panel, school string) {
	const forum = -1001234567890
	topic := alliance.Place{Chat: forum, Topic: 2147483647}
	panel.Chats = []PlaceChoice{
		{Place: alliance.Place{Chat: -2001}, Name: school, Kind: alliance.GroupPlace},
		{Place: alliance.Place{Chat: forum}, Name: "5G & <AI>", Forum: true},
		{Place: alliance.Place{Chat: -2002}, Name: school + "2", Kind: alliance.ChannelPlace, Silent: true},
	}
	panel.Places = []PlaceChoice{panel.Chats[0], panel.Chats[2], {Place: topic, Name: "5G & <AI> › 5G", Kind: alliance.TopicPlace}}
	for number := range 5 {
		panel.Places = append(panel.Places, PlaceChoice{Place: alliance.Place{Chat: int64(-number)}, Name: school, Kind: alliance.GroupPlace})
	}
	panel.Dispatch.Audience = alliance.Audience{Members: true}
	for _, chosen := range panel.Places {
		panel.Dispatch.Audience.Chats = append(panel.Dispatch.Audience.Chats, chosen.Place)
	}
}
