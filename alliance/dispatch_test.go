package alliance_test

import (
	"testing"

	"alliancebot/alliance"
)

// TestAmendedByEarlierProgram: an edit of an earlier program changed all versions at once; one made since of a single version stands.
func TestAmendedByEarlierProgram(t *testing.T) {
	edits := map[string]alliance.Dispatch{
		"old": {Content: alliance.Content{Text: "改"}, Versions: map[alliance.Language]alliance.Content{alliance.English: {Text: "changed"}}},
		"new": {Content: alliance.Content{Text: "changed again"}, Version: alliance.English},
	}
	read := func(id string) (alliance.Dispatch, error) { return edits[id], nil }
	said := alliance.Dispatch{
		Content: alliance.Content{Text: "原"}, Versions: map[alliance.Language]alliance.Content{alliance.English: {Text: "original"}},
	}
	for want, edited := range map[string]map[alliance.Language]string{
		"changed": {"": "old"}, "changed again": {"": "old", alliance.English: "new"},
	} {
		said.Edited = edited
		now, err := said.Amended(read)
		if err != nil || now.Content.Text != "改" || now.ContentFor(alliance.English).Text != want {
			t.Errorf("says %+v, want %q, %v", now, want, err)
		}
	}
}
