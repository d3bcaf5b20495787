package render

import (
	"strings"
	"testing"

	"alliancebot/alliance"
)

// TestNoticeTooLongForACaption: the file follows a text that is, and what is edited says no more than a caption may.
func TestNoticeTooLongForACaption(t *testing.T) {
	renderer := newRenderer(t)
	before := sampleEvents(alliance.Chinese, monday(t))[1]
	after := before
	after.Venue, after.Address = strings.Repeat("楼", 500), strings.Repeat("路", 500)
	file := alliance.Document{Name: "a.ics", Bytes: []byte("x")}
	notice := renderer.Notice(alliance.Chinese, before, after, file, monday(t))
	if len(notice) != 2 || notice[0].Document != nil || !strings.Contains(notice[0].Text, after.Venue) || len(notice[0].Keyboard) != 1 || notice[1].Document.Name != "a.ics" {
		t.Errorf("notice %+v", notice)
	}
	amended := renderer.Amended(alliance.Chinese, alliance.ForNotice, before, after, monday(t))
	checkMessage(t, "amended", amended)
	if Length(amended.Text) > captionLimit || strings.Contains(amended.Text, "楼") || !strings.Contains(amended.Text, after.Title) {
		t.Errorf("amended %q", amended.Text)
	}
	after.Venue, after.Address = "楼", ""
	if notice := renderer.Notice(alliance.Chinese, before, after, file, monday(t)); len(notice) != 1 || notice[0].Document == nil {
		t.Errorf("notice %+v", notice)
	}
}
