package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

// TestDigestReachesWhoWantsIt: who has it switched on and follows something that is to come, each with what they follow.
func TestDigestReachesWhoWantsIt(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
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
	})
}

// TestDigestRespectsQuietHours: it waits for who is not to be disturbed.
func TestDigestRespectsQuietHours(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 1)
		now := w.clock.now().UTC()
		w.lecture(20*time.Hour, nil)
		hour := now.Truncate(time.Hour).Sub(now.Truncate(24 * time.Hour))
		quiet := alliance.Quiet{From: hour, To: (hour + 2*time.Hour) % (24 * time.Hour)}
		w.change(2, func(member *alliance.Member) { member.Quiet = &quiet })
		w.begin(alliance.Dispatch{ID: "d", Purpose: alliance.ForDigest, Digest: alliance.Weekly, Covers: alliance.Span{From: now, To: now.Add(24 * time.Hour)}})
		w.dispatcher()
		w.until("the other one has it", func() bool { return len(w.got(author)) == 1 })
		w.until("it is known that one waits", func() bool {
			tally, err := w.store.Tally(t.Context(), "d")
			return err == nil && tally.Sent == 1 && tally.Waiting == 1
		})
		if got := w.got(2); len(got) != 0 {
			t.Errorf("disturbed by %q", got[0].Text)
		}
	})
}
