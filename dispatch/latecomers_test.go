package dispatch_test

import (
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// joins has somebody join who was no member, in a unit.
func (w *world) joins(id int64, unit string) {
	w.Helper()
	w.check(w.telegram.AddUsers(w.Context(), sandbox.NewUsers{User: sandbox.User{Started: true}, First: id, Count: 1}))
	w.change(id, func(member *alliance.Member) {
		member.Language, member.Joined, member.Unit = alliance.English, w.clock.now(), unit
	})
}

// gets wants a member to have got so many messages after a while.
func (w *world) gets(id int64, messages int) {
	w.Helper()
	w.passes(10 * time.Second)
	if got := len(w.got(id)); got != messages {
		w.Errorf("member %d got %d messages, want %d", id, got, messages)
	}
}

// TestLateJoiners: who joins the audience gets it within seconds, once, and the report counts everybody once; who does not belong to it,
// comes after its end or after its recall gets nothing.
func TestLateJoiners(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		for id := author; id <= 3; id++ {
			w.change(id, func(member *alliance.Member) { member.Unit = map[bool]string{true: "a", false: "b"}[id < 3] })
		}
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Late: true, Audience: alliance.Audience{Units: []string{"a"}},
		})
		_, stop := w.dispatcher()
		w.await("b")
		w.joins(10, "a")
		w.gets(10, 1)
		w.joins(11, "b")
		w.gets(11, 0)
		w.change(3, func(member *alliance.Member) { member.Unit = "a" })
		w.gets(3, 1)
		w.change(2, func(member *alliance.Member) { member.Role = alliance.Organiser }) // has it
		w.change(3, func(member *alliance.Member) { member.Unit = "b" })
		w.change(3, func(member *alliance.Member) { member.Unit = "a" })
		w.gets(3, 1)
		stop()
		w.joins(12, "a")
		_, stop = w.dispatcher()
		w.gets(12, 1)
		w.gets(2, 1)
		w.begin(alliance.Dispatch{ID: "e", Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Content: alliance.Content{Text: "edited"}})
		w.await("e")
		w.joins(14, "a")
		w.gets(14, 1)
		if got := w.last(14); got != "edited" {
			t.Errorf("after an edit a late joiner got %q", got)
		}
		if tally := w.await("b"); tally.Total != 6 || tally.Sent != 6 {
			t.Errorf("tally %+v", tally)
		}
		stop()
		w.clock.ahead = 7 * 24 * time.Hour
		w.dispatcher()
		w.joins(13, "a")
		w.gets(13, 0)
	})
}

// TestLateJoinersWait: who joins while it is sent or paused, on a page that has been entered or not, gets it once; what was recalled
// goes to nobody any more.
func TestLateJoinersWait(t *testing.T) {
	play(t, func(t *testing.T) {
		const members = 300
		w := newWorldOf(t, members, sandbox.Limits{Rate: 50})
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Late: true})
		w.dispatcher()
		w.reaches("b", 20)
		w.joins(1000, "")
		w.check(w.store.Pause(t.Context(), "b"))
		w.joins(1001, "")
		w.passes(10 * time.Second)
		w.check(w.store.Resume(t.Context(), "b"))
		w.joins(1002, "")
		w.until("all have it", func() bool {
			tally, err := w.store.Tally(t.Context(), "b")
			return err == nil && tally.Sent == members+4
		})
		for id := int64(1000); id <= 1002; id++ {
			w.gets(id, 1)
		}
		w.gotOnce(members)
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b", Urgent: true})
		if tally := w.await("r"); tally.Sent != members+4 {
			t.Errorf("recall: tally %+v", tally)
		}
		w.joins(1003, "")
		w.gets(1003, 0)
	})
}
