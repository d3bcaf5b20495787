package dispatch_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

// issue is the dispatch of an edition that is about a time.
func issue(edition alliance.Edition, covers alliance.Span) alliance.Dispatch {
	return alliance.Dispatch{ID: edition.DispatchID(covers), Purpose: alliance.ForDigest, Digest: edition.Digest, Edition: edition.Key, Covers: covers}
}

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

// TestDigestByChoice: each gets the edition that they have chosen, and no second one after choosing another between the moments of the two. A
// choice that is no more is the community's time.
func TestDigestByChoice(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 5)
		w.dispatcher()
		w.lecture(26*time.Hour, nil)
		tomorrow := alliance.Day(w.clock.now().UTC(), 1)
		eve, usual, later := alliance.Daily.Edition("1800"), alliance.Daily.Edition(""), alliance.Daily.Edition("0800")
		for id, chosen := range map[int64]string{author: "", 2: "1800", 3: "0800", 4: "no more", 5: "1800", 6: ""} {
			w.change(id, func(member *alliance.Member) { member.Daily, member.DailyAt, member.WeeklyAt = true, chosen, "fri1700" })
		}
		w.subscribes(group, 0, func(member *alliance.Member) { member.Daily, member.DailyAt = true, "0800" })
		goes := func(edition alliance.Edition, want ...int64) {
			t.Helper()
			before := map[int64]int{}
			chats := []int64{author, 2, 3, 4, 5, 6, group}
			for _, id := range chats {
				before[id] = len(w.got(id))
			}
			w.begin(issue(edition, tomorrow))
			w.await(edition.DispatchID(tomorrow))
			var got []int64
			for _, id := range chats {
				if len(w.got(id)) > before[id] {
					got = append(got, id)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("edition %q goes to %d, want %d", edition.Key, got, want)
			}
			w.passes(time.Hour)
		}
		goes(eve, 2, 5)
		w.change(5, func(member *alliance.Member) { *member = member.GettingAt(usual) })
		goes(usual, author, 4, 6)
		w.change(6, func(member *alliance.Member) { *member = member.GettingAt(later) })
		goes(later, 3, group)
	})
}

// TestDigestChosenInQuietHours: who waits for the end of the own quiet hours and chooses another time meanwhile gets the digest once: by the
// edition of that time, or by the first one where that moment is over.
func TestDigestChosenInQuietHours(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		now := w.clock.now().UTC()
		w.lecture(20*time.Hour, nil)
		today := alliance.Day(now, 0)
		hour := now.Truncate(time.Hour).Sub(today.From)
		for id := range int64(3) {
			w.change(id+1, func(member *alliance.Member) {
				member.Daily, member.Quiet = true, &alliance.Quiet{From: hour, To: hour + 3*time.Hour}
			})
		}
		w.dispatcher()
		usual, later := alliance.Daily.Edition(""), alliance.Daily.Edition("0800")
		w.begin(issue(usual, today))
		w.passes(time.Hour)
		w.change(2, func(member *alliance.Member) { *member = member.GettingAt(later) })
		w.change(3, func(member *alliance.Member) { *member = member.GettingAt(alliance.Daily.Edition("0630")) })
		w.begin(issue(later, today))
		w.passes(time.Hour)
		for id := range int64(3) {
			if got := w.got(id + 1); len(got) != 0 {
				t.Errorf("member %d is disturbed by %q", id+1, got[0].Text)
			}
		}
		w.passes(2 * time.Hour)
		for id := range int64(3) {
			if got := w.got(id + 1); len(got) != 1 {
				t.Errorf("member %d got %d digests", id+1, len(got))
			}
		}
		if tally := w.await(usual.DispatchID(today)); tally.Sent != 2 || tally.Reasons["reminded already"] != 1 {
			t.Errorf("of the community's %+v", tally)
		}
		if tally := w.await(later.DispatchID(today)); tally.Sent != 1 || tally.Total != 1 {
			t.Errorf("of the chosen one %+v", tally)
		}
	})
}
