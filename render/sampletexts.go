package render

import (
	"time"

	"alliancebot/alliance"
)

// sampleText is a text that Text writes, with data for it.
type sampleText struct {
	name, variant string
	data          any
}

func sampleTexts(language alliance.Language, examples []string, now time.Time) []sampleText {
	texts := []sampleText{
		{"start", "", map[string]any{"Name": "Wang Gang", "Examples": examples}},
		{"start", "no name", named("Examples", examples)},
		{"welcome_back", "", named("Name", "Wang Gang")},
		{"welcome_back", "no name", nil},
		{"greeting", "", map[string]any{"Name": "Wang Gang", "Examples": examples}},
		{"greeting", "no name", named("Examples", examples)},
		{"did_not_understand", "", named("Examples", examples)},
		{"find_none", "", named("Words", "5G & <AI>")},
		{"find_none", "no words", nil},
		{"unknown_command", "", named("Command", "tody")},
		{"unknown_command", "no command", nil},
		{"later", "", named("What", "/newevent")},
		{"later", "nothing named", nil},
		{"too_long_question", "", named("Limit", 500)},
		{"broadcast_started", "", named("Heads", 128)},
		{"question_kind_toast", "on", map[string]any{"Kind": alliance.Lecture, "On": true}},
		{"question_kind_toast", "off", map[string]any{"Kind": alliance.Lecture, "On": false}},
		{"lead_toast", "on", map[string]any{"Lead": time.Hour, "On": true}},
		{"lead_toast", "off", map[string]any{"Lead": 24 * time.Hour, "On": false}},
		{"reminder_toast", "on", named("On", true)},
		{"reminder_toast", "off", named("On", false)},
	}
	for _, name := range plainTexts() {
		texts = append(texts, sampleText{name: name})
	}
	return append(append(texts, sampleLists(language, now)...), sampleImports()...)
}

// plainTexts are the texts that take no data.
func plainTexts() []string {
	return []string{
		"sorry", "thanks", "about", "find_usage", "old_button", "not_allowed", "cancelled", "nothing_to_cancel",
		"try_again", "only_text", "only_private", "event_gone", "language_toast", "saved_toast", "broadcast_usage", "broadcast_sent_already",
		"broadcast_cancelled", "broadcast_stopped", "broadcast_empty_audience", "broadcast_reply_hint", "import_usage", "export_hint",
	}
}

func sampleLists(language alliance.Language, now time.Time) []sampleText {
	school := sampleSchool(language)
	members := []alliance.Member{
		{Name: "Li Lijin", Role: alliance.Admin, Unit: school},
		{Role: alliance.Ordinary, Unreachable: "blocked"},
	}
	lines := []BroadcastLine{
		{Dispatch: alliance.Dispatch{Created: now, State: alliance.Running, Text: sampleNotice(language)}, Tally: alliance.Tally{Total: 3, Sent: 1, Waiting: 2}},
		{Dispatch: alliance.Dispatch{Created: now.AddDate(-1, 0, 0), State: alliance.Done}, Tally: alliance.Tally{Total: 2, Sent: 1, Failed: 1}},
	}
	return []sampleText{
		{"experts", "", named("Experts", []alliance.Expert{{Name: "Lou Haibin"}, {Name: "Zhu Meifen", Unit: school}})},
		{"experts", "none", named("Experts", nil)},
		{"units", "", named("Units", []alliance.Unit{{Name: school, Part: alliance.Lead}, {Name: school}})},
		{"units", "none", named("Units", nil)},
		{"stats", "", StatsView{Members: 128, Unreachable: 3, Events: 12, Upcoming: 5}},
		{"members", "", MembersView{Members: members, Total: 12, Page: 1, Pages: 6}},
		{"members", "none", MembersView{}},
		{"broadcasts", "", BroadcastsView{Broadcasts: lines, Now: now}},
		{"broadcasts", "none", BroadcastsView{}},
	}
}

func sampleImports() []sampleText {
	return []sampleText{
		{"import_done", "", ImportView{File: "events.csv", Added: 5, Updated: 1, Unchanged: 2}},
		{"import_done", "rejected", ImportView{File: "events.csv", Rejected: []RejectedRow{
			{Row: 3, Column: "start", Reason: "<2026-13-01>"}, {Row: 7, Reason: "title"},
		}}},
	}
}

func named(field string, value any) map[string]any { return map[string]any{field: value} }
