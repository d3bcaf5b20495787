package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

// TestDigestReachesWhoWantsIt: who has it switched on and follows something that is to come, each with what they follow.
func TestDigestReachesWhoWantsIt(t *testing.T) {
	w := newWorld(t, 4, 1)
	lecture := w.lecture(time.Hour, nil)
	w.lecture(2*time.Hour, func(event *alliance.Event) {
		event.ID, event.UID, event.Kind, event.Title = "visit", "visit", alliance.Visit, "参观实训基地"
	})
	w.change(2, func(member *alliance.Member) { member.NoWeekly = true })
	w.change(3, func(member *alliance.Member) { member.Kinds = []alliance.Kind{alliance.Visit} })
	w.change(4, func(member *alliance.Member) { member.Kinds = []alliance.Kind{alliance.Meeting} })
	w.change(5, func(member *alliance.Member) { *member = member.Wishing(lecture, false, w.clock.now()) })
	covers := alliance.Span{From: w.clock.now().UTC(), To: w.clock.now().Add(24 * time.Hour).UTC()}
	w.begin(alliance.Dispatch{ID: "d-1", Purpose: alliance.ForDigest, Digest: alliance.Weekly, Covers: covers})
	w.dispatcher()
	if tally := w.await("d-1"); tally.Sent != 2 || tally.Total != 2 {
		t.Errorf("tally %+v, want two sent", tally)
	}
	for id, want := range map[int64]string{author: lecture.Title, 2: "", 3: "参观实训基地", 4: "", 5: ""} {
		got := w.got(id)
		if want == "" && len(got) > 0 || want != "" && (len(got) != 1 || !strings.Contains(got[0].Text, want)) {
			t.Errorf("member %d got %+v, want %q", id, got, want)
		}
	}
}
