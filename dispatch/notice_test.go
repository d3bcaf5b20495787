package dispatch_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

// noticeOf is the dispatch that tells of what an event has become.
func noticeOf(before, after alliance.Event) alliance.Dispatch {
	return alliance.Dispatch{
		ID: "n-" + after.ID, Purpose: alliance.ForNotice, Event: after.ID, Start: after.Start, Before: &before,
		Audience: alliance.Audience{Follows: after.Kind, About: after.ID, Defaults: []time.Duration{24 * time.Hour}},
	}
}

// TestNoticeReachesThoseConcerned: who was reminded already, and who follows with a reminder still to come; nobody else.
func TestNoticeReachesThoseConcerned(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 8)
		before := w.lecture(2*time.Hour, nil)
		const reminded, late, follower, visitor, silent, both, marked, muted = 2, 3, 4, 5, 6, 7, 8, 9
		for id, leads := range map[int64][]time.Duration{reminded: {3 * time.Hour}, late: {time.Minute * 150}, follower: {time.Hour}, silent: {}, both: {3 * time.Hour, time.Hour}, marked: {}, muted: {3 * time.Hour}} {
			w.change(id, func(member *alliance.Member) { member.Leads = leads })
		}
		w.dispatcher()
		w.begin(reminder(before, 3*time.Hour))
		if tally := w.await(reminder(before, 3*time.Hour).ID); tally.Sent != 3 {
			t.Fatalf("reminded %+v", tally)
		}
		w.change(reminded, func(member *alliance.Member) { member.Kinds = []alliance.Kind{} }) // who was told counts on it
		w.change(visitor, func(member *alliance.Member) {
			member.Kinds, member.Leads = []alliance.Kind{alliance.Visit}, []time.Duration{time.Hour}
		})
		w.change(marked, func(member *alliance.Member) {
			member.Kinds = []alliance.Kind{}
			*member = member.Wishing(before, true, w.clock.now())
		})
		w.change(muted, func(member *alliance.Member) { *member = member.Wishing(before, false, w.clock.now()) })
		after := w.lecture(0, func(event *alliance.Event) { event.Start, event.Venue = before.Start, "实训楼 301" })
		w.begin(noticeOf(before, after))
		if tally := w.await("n-" + after.ID); tally.Sent != 4 || tally.Total != 4 {
			t.Errorf("tally %+v, want four told", tally)
		}
		for id, want := range map[int64]int{author: 0, reminded: 1, late: 0, follower: 1, visitor: 0, silent: 0, both: 1, marked: 1, muted: 0} {
			got := 0
			for _, message := range w.got(id) {
				if strings.Contains(message.Caption, "New place: 实训楼 301") && strings.Contains(message.Caption, "Before: 学校报告厅") {
					got++
				}
			}
			if got != want {
				t.Errorf("member %d was told %d times, want %d: %+v", id, got, want, w.got(id))
			}
		}
	})
}

// TestNoticeNotTrueAnyMore: what has changed back, or begun, since the notice began is not told, and the ledger says why.
func TestNoticeNotTrueAnyMore(t *testing.T) {
	for reason, change := range map[string]func(w *world, before alliance.Event){
		"event changed back": func(w *world, before alliance.Event) {
			w.lecture(0, func(event *alliance.Event) { event.Start = before.Start })
		},
		"event begun": func(w *world, _ alliance.Event) { w.clock.ahead = 60 * time.Hour },
	} {
		t.Run(reason, func(t *testing.T) {
			play(t, func(t *testing.T) {
				w := newWorld(t, 1)
				before := w.lecture(48*time.Hour, nil)
				after := w.lecture(50*time.Hour, nil)
				w.begin(noticeOf(before, after))
				change(w, before)
				w.dispatcher()
				if tally := w.await("n-" + after.ID); tally.Skipped != 2 || !maps.Equal(tally.Reasons, map[string]int{reason: 2}) {
					t.Errorf("tally %+v, want two skipped: %s", tally, reason)
				}
			})
		})
	}
}
