package render

import (
	"strings"
	"testing"

	"alliancebot/alliance"
)

// TestRecipients: before anything is entered, or known of the places, nothing is said of how many of the recipients are groups.
func TestRecipients(t *testing.T) {
	group := alliance.PlaceOutcome{Place: alliance.Place{Chat: -1}, Kind: alliance.GroupPlace}
	for _, test := range []struct {
		name   string
		total  int
		places []alliance.PlaceOutcome
		only   bool
		known  int
	}{
		{"nothing entered yet", 0, []alliance.PlaceOutcome{group}, false, 0},
		{"only groups", 1, []alliance.PlaceOutcome{group}, true, 1},
		{"members too", 5, []alliance.PlaceOutcome{group}, false, 1},
		{"members alone", 5, nil, false, 0},
		{"nobody", 0, nil, false, 0},
	} {
		got := recipientsOf(alliance.Dispatch{}, alliance.Tally{Total: test.total}, test.places)
		if got.Only() != test.only || got.Places.Total() != test.known {
			t.Errorf("%s: only groups %v, %d places; want %v, %d", test.name, got.Only(), got.Places.Total(), test.only, test.known)
		}
	}
}

// TestTitleInOwnLanguage: a reminder to confirm names the broadcast as its reader has it.
func TestTitleInOwnLanguage(t *testing.T) {
	renderer := newRenderer(t)
	line := BroadcastLine{Dispatch: alliance.Dispatch{
		ID: "b", Content: alliance.Content{Text: "请报送计划"}, Versions: map[alliance.Language]alliance.Content{alliance.English: {Text: "Please send your plans"}},
	}}
	for language, want := range map[alliance.Language]string{alliance.Chinese: "请报送计划", alliance.English: "Please send your plans"} {
		if got := renderer.BroadcastUrged(language, line).Text; !strings.Contains(got, want) {
			t.Errorf("%s: %q", language, got)
		}
		if got := renderer.BroadcastMissing(language, MissingView{BroadcastLine: line}).Text; !strings.Contains(got, want) {
			t.Errorf("%s: %q", language, got)
		}
	}
}
