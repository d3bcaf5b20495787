package render

import (
	"slices"
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
		{"too_long_question", "", named("Limit", 500)},
		{"broadcast_started", "", map[string]any{"Reach": 128, "PlaceCount": alliance.PlaceCount{}}},
		{"broadcast_started", "to a group", map[string]any{"Reach": 0, "PlaceCount": alliance.PlaceCount{Groups: 1}}},
		{"broadcast_scheduled", "", map[string]any{"Reach": 128, "PlaceCount": alliance.PlaceCount{Groups: 2, Channels: 1, Topics: 3}, "At": now.Add(20 * time.Hour), "Now": now}},
		{"text_too_long", "", named("Detail", "5000")},
		{"caption_too_long", "", named("Detail", "2000")},
		{"urged", "", named("Count", 3)},
		{"edit_usage", "", named("Version", "")},
		{"edit_usage", "of a version", named("Version", alliance.English)},
		{"draft_recalled", "a change", named("Editing", true)},
		{"draft_recalled", "a reminder", named("Editing", false)},
		{"did_retry", "", named("Count", 6)},
		{"did_retry", "nobody", named("Count", 0)},
		{"leads_trouble", "unread", map[string]any{"Trouble": "unread", "Piece": "随便 & <x>", "Group": false}},
		{"leads_trouble", "nothing", map[string]any{"Trouble": "unread", "Piece": "", "Group": false}},
		{"leads_trouble", "short", map[string]any{"Trouble": "short", "Piece": "0m", "Group": false}},
		{"leads_trouble", "long", map[string]any{"Trouble": "long", "Piece": "31d", "Group": false}},
		{"leads_trouble", "many", map[string]any{"Trouble": "many", "Piece": "", "Group": false}},
		{"leads_trouble", "both", map[string]any{"Trouble": "both", "Piece": "", "Group": false}},
		{"leads_trouble", "in a group", map[string]any{"Trouble": "unread", "Piece": "随便", "Group": true}},
		{"hours_trouble", "", named("Group", false)},
		{"hours_trouble", "in a group", named("Group", true)},
		{"plan_refused_late", "", map[string]any{"Left": 5 * time.Hour, "Leads": []time.Duration{24 * time.Hour}}},
		{"plan_refused_quiet", "", map[string]any{"Left": 10 * time.Hour, "Leads": []time.Duration{8 * time.Hour}}},
	}
	for _, name := range plainTexts() {
		texts = append(texts, sampleText{name: name})
	}
	return slices.Concat(texts, toasts(), sampleLists(language))
}

// toasts are what is said of a button that was pressed.
func toasts() []sampleText {
	return []sampleText{
		{"question_kind_toast", "on", map[string]any{"Kind": alliance.Lecture, "On": true, "Group": false}},
		{"question_kind_toast", "on, in a group", map[string]any{"Kind": alliance.Lecture, "On": true, "Group": true}},
		{"question_kind_toast", "off", map[string]any{"Kind": alliance.Lecture, "On": false, "Group": false}},
		{"digest_toast", "on", map[string]any{"Digest": alliance.Daily, "On": true}},
		{"digest_toast", "off", map[string]any{"Digest": alliance.Weekly, "On": false}},
		{"series_toast", "muted", named("On", true)},
		{"series_toast", "not any more", named("On", false)},
		{"attend_toast", "comes", named("Comes", true)},
		{"attend_toast", "does not", named("Comes", false)},
		{"snooze_toast", "", map[string]any{"Until": time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC), "Now": time.Date(2026, 11, 30, 8, 0, 0, 0, time.UTC)}},
		{"remind_toast", "off", map[string]any{"On": false}},
		{"remind_toast", "no lead", map[string]any{"On": true, "Leads": nil}},
		{"remind_toast", "too late", map[string]any{"On": true, "Leads": []time.Duration{time.Hour}, "Next": nil}},
		{"remind_toast", "on", map[string]any{"On": true, "Leads": []time.Duration{time.Hour}, "Next": []time.Duration{24 * time.Hour, time.Hour}}},
		{"plan_lead_toast", "on", map[string]any{"Lead": time.Hour, "On": true}},
		{"plan_lead_toast", "off", map[string]any{"Lead": 24 * time.Hour, "On": false}},
		{"lead_toast", "on", map[string]any{"Lead": time.Hour, "On": true}},
		{"lead_toast", "off", map[string]any{"Lead": 24 * time.Hour, "On": false}},
	}
}

// plainTexts are the texts that take no data.
func plainTexts() []string {
	return []string{
		"sorry", "thanks", "farewell", "consent", "about", "find_usage", "old_button", "not_allowed", "cancelled", "nothing_to_cancel", "try_again", "only_text", "only_private",
		"chairs_only", "too_fast", "remind_start", "snooze_late", "attend_moved", "attend_over", "attend_other", "leads_ask", "hours_ask", "group_leads_ask", "group_hours_ask", "plan_leads_ask", "plan_usual", "plan_refused_over", "plan_refused_many", "quiet_none", "event_gone", "broadcast_usage", "broadcast_sent_already", "broadcast_cancelled", "content_missing",
		"only_words", "test_sent", "panel_below", "did_pause", "did_resume", "did_cancel", "did_recall", "run_too_late", "run_recalled", "receipt_thanks", "receipt_late",
		"receipt_none", "receipt_others", "approval_asked", "approval_own", "approval_closed", "approval_words", "reworked",
		"urged_already", "urged_none", "urged_too_late",
	}
}

func sampleLists(language alliance.Language) []sampleText {
	school := sampleSchool(language)
	return []sampleText{
		{"experts", "", named("Experts", []alliance.Expert{{Name: "Lou Haibin"}, {Name: "Zhu Meifen", Unit: school}})},
		{"experts", "none", named("Experts", nil)},
		{"units", "", named("Units", []alliance.Unit{{Name: school, Part: alliance.Lead}, {Name: school}})},
		{"units", "none", named("Units", nil)},
		{"stats", "", StatsView{Members: 128, Unreachable: 3, Events: 12, Upcoming: 5}},
	}
}

func named(field string, value any) map[string]any { return map[string]any{field: value} }
