package render

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

// TestManyUnits: however many units there are, what shows them fits into a message, and says how many it leaves out.
func TestManyUnits(t *testing.T) {
	const many = 500
	renderer := newRenderer(t)
	now := monday(t)
	var names []string
	var missing []UnitChoice
	for i := range many {
		name := fmt.Sprintf("%03d 分院，%s", i, strings.Repeat("丽水市职业高级中学", 6))
		names = append(names, name)
		missing = append(missing, UnitChoice{Name: name, Members: 3})
	}
	links := make([]alliance.Link, 8)
	for i := range links {
		links[i] = alliance.Link{Text: strings.Repeat("链", 64), URL: "https://example.org/"}
	}
	broad := alliance.Audience{
		Roles: []alliance.Role{alliance.Ordinary, alliance.Organiser, alliance.Admin, alliance.Owner}, Units: names,
		Follows: alliance.AllianceActivity, Languages: alliance.Languages(), Of: "b-0", Which: alliance.WhichUnconfirmed,
	}
	whole := broad
	whole.Exclude = &broad
	dispatch := alliance.Dispatch{
		ID: "b-1", Purpose: alliance.ForBroadcast, Created: now, Audience: whole, Receipt: true, Urgent: true, Deadline: now.Add(400 * 24 * time.Hour), Escalate: true, EscalateLead: 24 * time.Hour,
		NotBefore: now.Add(300 * 24 * time.Hour), Ahead: 25 * time.Hour, State: alliance.Done,
		Content:  alliance.Content{Text: strings.Repeat("字", wholeText), Links: links},
		Versions: map[alliance.Language]alliance.Content{alliance.English: {Text: "x"}, alliance.Chinese: {Text: "x"}},
	}
	tally := alliance.Tally{Total: 100_000, Sent: 90_000, Failed: 9000, Skipped: 1000, Reasons: map[string]int{
		"blocked": 1, "deactivated": 1, "chat not found": 1, "not started": 1, "kicked": 1, "not a member": 1, "no right to write": 1,
		"forbidden": 1, "400 x": 1, "network": 1, "unreachable": 1, "withdrawn": 1, "message gone": 1, "internal": 1,
	}}
	for _, language := range alliance.Languages() {
		more := map[alliance.Language][2]string{
			alliance.Chinese: {"，另有 494 个单位", "另有 480 个单位，共 1440 人"}, alliance.English: {" and 494 more units", "and 480 more units, 1440 members"},
		}[language]
		card := BroadcastCard{BroadcastLine: BroadcastLine{Dispatch: dispatch, Tally: tally, Confirmed: 80_000, Now: now}, Missing: missing}
		card.Status = renderer.BroadcastReport(language, ReportView{Dispatch: dispatch, Tally: tally, Confirmed: 80_000, Took: 99 * time.Minute})
		shown := renderer.BroadcastCard(language, card)
		checkMessage(t, "card", shown)
		if !strings.Contains(shown.Text, more[1]) {
			t.Errorf("card does not say %q:\n%s", more[1], shown.Text)
		}
		for _, page := range []Page{PageMain, PageAudience, PageRoles, PageEvent, PageTime, PageDeadline, PageLinks, PageVersions, PageVersion, PageContent} {
			panel := Panel{
				Dispatch: dispatch, Heads: 100_000, Unreachable: 10_000, Page: page, Now: now, Event: alliance.Event{Title: strings.Repeat("题", 80)},
				Data: func(args ...string) string { return alliance.ButtonData("bc", "1") },
			}
			shown := renderer.Panel(language, panel)
			checkMessage(t, "panel "+string(page), shown)
			if strings.Count(shown.Text, more[0]) != 2 {
				t.Errorf("panel %s does not say %q twice:\n%s", page, more[0], shown.Text)
			}
		}
	}
}

// TestHaltedInWords: why Telegram refuses a broadcast is said in the author's language.
func TestHaltedInWords(t *testing.T) {
	renderer := newRenderer(t)
	for reason, want := range map[string]string{"400 MEDIA_CAPTION_TOO_LONG": "文字太长", "400 message is too long": "文字太长", "400 message to copy not found": "原消息已被删除", "400 VOICE_MESSAGES_FORBIDDEN": "消息本身。"} {
		shown := renderer.BroadcastHalted(alliance.Chinese, HaltView{Tried: 30, Refused: 28, Reason: reason})
		if strings.Contains(shown.Text, reason) || !strings.Contains(shown.Text, want) {
			t.Errorf("%s: %s", reason, shown.Text)
		}
	}
}
