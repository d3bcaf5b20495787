package render

import (
	"slices"

	"alliancebot/alliance"
)

// GroupSettingsView is what the settings of a group or channel show: Member is what it has subscribed to.
type GroupSettingsView struct {
	SettingsView

	Chat alliance.Chat
}

type groupSettingsText struct {
	settingsText

	Kind  alliance.ChatKind
	Forum bool
	Topic string // to which reminders go; empty: nothing is chosen yet, or there are no topics
}

// GroupSettings shows what a group or channel gets, with the buttons of the settings. In a channel nothing can be typed: its posts are
// for its readers.
func (r *Renderer) GroupSettings(language alliance.Language, view GroupSettingsView) alliance.Message {
	text := groupSettingsText{settingsText: settingsOf(view.SettingsView), Kind: view.Chat.Kind, Forum: view.Chat.Forum}
	if view.Chat.Forum && view.Chat.Subscriber != nil {
		text.Topic = r.TopicName(language, view.Chat, view.Chat.Topic)
	}
	var ownLeads, ownHours [][]alliance.Button
	if view.Chat.Kind != alliance.Channel {
		ownLeads = keyboard(r.button(language, "plan_own", alliance.ButtonData(SettingsVerb, "leads")))
		ownHours = keyboard(r.button(language, "other_hours", alliance.ButtonData(SettingsVerb, "hours")))
	}
	return alliance.Message{Text: r.text(language, "group_settings", text), Keyboard: slices.Concat(
		rows(r.kindToggles(language, view.Member), 2),
		rows(r.leadToggles(language, view.SettingsView, leads(view.SettingsView)), 3),
		ownLeads,
		rows(r.quietToggles(language, view.SettingsView), 2),
		ownHours,
		rows(r.digestToggles(language, view.Member), 2),
		r.digestTimes(language, view.Member),
		rows(r.languageToggles(language), 2),
	)}
}

// TopicName is what a topic of a forum is called; the first one has no name of its own, and that of others may not be known.
func (r *Renderer) TopicName(language alliance.Language, chat alliance.Chat, topic int64) string {
	name := chat.Topics[topic].Name
	switch {
	case topic == 0:
		return r.label(language, "topic_general", nil)
	case name == "":
		return r.label(language, "topic_number", topic)
	}
	return name
}
