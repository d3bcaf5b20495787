package dispatch_test

import (
	"testing"
	"time"

	"alliancebot/alliance"
)

// TestSnoozeReachesWhoAsked: those who asked, whatever they follow, and nobody else; who is not there any more stops nobody.
func TestSnoozeReachesWhoAsked(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		event := w.lecture(time.Hour, nil)
		w.change(2, func(member *alliance.Member) { member.Kinds = []alliance.Kind{} })
		w.begin(alliance.Dispatch{
			ID: "s-1", Purpose: alliance.ForSnooze, Event: event.ID, Start: event.Start, Audience: alliance.Audience{Only: []int64{2, 3, 99}},
		})
		w.dispatcher()
		if tally := w.await("s-1"); tally.Sent != 2 || tally.Total != 2 {
			t.Errorf("tally %+v, want two sent", tally)
		}
		for id, want := range map[int64]int{author: 0, 2: 1, 3: 1, 4: 0} {
			if got := len(w.got(id)); got != want {
				t.Errorf("member %d got %d messages, want %d", id, got, want)
			}
		}
	})
}
