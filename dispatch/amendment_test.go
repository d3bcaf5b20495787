package dispatch_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// amendmentOf brings up to date what was sent about an event before it changed just now.
func (w *world) amendmentOf(before, after alliance.Event) alliance.Dispatch {
	return alliance.Dispatch{
		ID: "a-" + after.ID + after.Venue, Purpose: alliance.ForAmendment, Event: after.ID, Start: after.Start, Before: &before, Changed: w.clock.now(),
	}
}

// pass lets time pass.
func (w *world) pass(span time.Duration) {
	timer := time.NewTimer(span)
	defer timer.Stop()
	<-timer.C
}

// TestNoticeCarriesFile: everybody gets the file with the change in their language below it, though it is uploaded once.
func TestNoticeCarriesFile(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 20)
		before := w.lecture(48*time.Hour, nil)
		w.change(2, func(member *alliance.Member) { member.Language = alliance.Chinese })
		after := w.lecture(50*time.Hour, nil)
		w.dispatcher()
		w.begin(noticeOf(before, after))
		if tally := w.await("n-" + after.ID); tally.Sent != 21 {
			t.Fatalf("tally %+v", tally)
		}
		files := map[string]bool{}
		for id := author; id <= author+20; id++ {
			got := w.got(id)
			if len(got) != 1 || got[0].Media == nil || got[0].Media.FileName != "技能竞赛与教学实施.ics" || strings.Contains(got[0].Caption, "时间改为") != (id == 2) {
				t.Fatalf("member %d got %+v", id, got)
			}
			files[got[0].Media.FileID] = true
		}
		if len(files) != 1 {
			t.Errorf("%d files were uploaded", len(files))
		}
	})
}

// TestAmendment: what was sent about an event is edited when it changes, again with every change; not what was sent when it
// was what it is, nor what is long past. What the member has deleted keeps nobody from the rest.
func TestAmendment(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		w.dispatcher()
		before := w.lecture(20*24*time.Hour, nil)
		for id := author; id <= 3; id++ {
			w.change(id, func(member *alliance.Member) {
				member.Leads = []time.Duration{480 * time.Hour, 3 * time.Hour, time.Hour}
			})
		}
		w.clock.ahead = -8 * 24 * time.Hour
		w.begin(reminder(before, 480*time.Hour))
		w.clock.ahead = 0
		w.await(reminder(before, 480*time.Hour).ID)
		w.begin(reminder(before, 3*time.Hour))
		w.await(reminder(before, 3*time.Hour).ID)
		w.begin(alliance.Dispatch{ID: "s-1", Purpose: alliance.ForSnooze, Event: before.ID, Start: before.Start, Audience: alliance.Audience{Only: []int64{2}}})
		w.await("s-1")
		w.begin(alliance.Dispatch{ID: "s-2", Purpose: alliance.ForSnooze, Event: before.ID, Start: before.Start, Audience: alliance.Audience{Only: []int64{3}}})
		w.await("s-2")
		w.deletes(3, w.got(3)[2].ID)
		w.pass(time.Second)
		moved := w.lecture(0, func(event *alliance.Event) { event.Start, event.Venue = before.Start, "实训楼" })
		first := w.amendmentOf(before, moved)
		w.pass(time.Second)
		w.begin(reminder(moved, time.Hour)) // which says how it is
		w.await(reminder(moved, time.Hour).ID)
		w.begin(noticeOf(before, moved))
		w.await("n-" + moved.ID)
		w.begin(first)
		if tally := w.await(first.ID); tally.Sent != 3 {
			t.Errorf("tally %+v", tally)
		}
		want := "Reminder, updated: Lecture changed"
		w.heard(2, "Lecture in", want, want, "Lecture in", "Lecture changed")
		w.heard(3, "Lecture in", want, "Lecture in", "Lecture changed")
		w.heard(author, "Lecture in", want, "Lecture in", "Lecture changed")
		if got := w.got(2)[2].Text; !strings.Contains(got, "New place: 实训楼\nBefore: 学校报告厅") {
			t.Errorf("mended to\n%s", got)
		}

		w.pass(time.Second)
		again := w.lecture(0, func(event *alliance.Event) { event.Start, event.Status = before.Start, alliance.Cancelled })
		second := w.amendmentOf(moved, again)
		for _, message := range w.got(author) {
			w.deletes(author, message.ID)
		}
		w.begin(second)
		if tally := w.await(second.ID); tally.Sent != 2 || tally.Reasons["message gone"] != 1 {
			t.Errorf("tally %+v, want two mended and one who has deleted everything", tally)
		}
		gone := "Reminder, updated: Lecture cancelled"
		w.heard(2, "Lecture in", gone, gone, gone, "Notice, updated: Lecture cancelled")
	})
}

// TestAmendmentOfNothing: where nobody was told of the event before, there is nothing to edit.
func TestAmendmentOfNothing(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		w.dispatcher()
		before := w.lecture(48*time.Hour, nil)
		after := w.lecture(50*time.Hour, nil)
		w.begin(w.amendmentOf(before, after))
		if tally := w.await(w.amendmentOf(before, after).ID); tally.Total != 0 {
			t.Errorf("tally %+v", tally)
		}
	})
}

// deletes takes a message out of a chat, as its member can.
func (w *world) deletes(chat, message int64) {
	w.Helper()
	_, err := w.sender.Withdraw(w.Context(), alliance.Turn{}, chat, []int64{message}, alliance.Message{Text: "-"}, nil)
	w.check(err)
}

// heard compares how what the bot has sent to a chat begins, the oldest first.
func (w *world) heard(chat int64, want ...string) {
	w.Helper()
	got := slices.DeleteFunc(w.got(chat), func(message sandbox.Message) bool { return message.Deleted })
	for i, message := range got {
		if text := message.Text + message.Caption; i >= len(want) || !strings.HasPrefix(text, want[i]) {
			w.Errorf("chat %d, message %d of %d:\n%s", chat, i, len(want), text)
		}
	}
	if len(got) != len(want) {
		w.Errorf("chat %d has %d messages, want %d", chat, len(got), len(want))
	}
}

// TestNoticeTooLongForACaption: the file follows a text that is, and a later change edits the text.
func TestNoticeTooLongForACaption(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 1)
		w.dispatcher()
		before := w.lecture(48*time.Hour, nil)
		after := w.lecture(0, func(event *alliance.Event) {
			event.Start, event.Venue, event.Address = before.Start, strings.Repeat("楼", 500), strings.Repeat("路", 500)
		})
		w.begin(noticeOf(before, after))
		w.await("n-" + after.ID)
		got := w.got(author)
		if len(got) != 2 || got[0].Media != nil || !strings.Contains(got[0].Text, after.Address) || got[1].Media == nil || got[1].Caption != "" {
			t.Fatalf("got %+v", got)
		}
		w.pass(time.Second)
		again := w.lecture(0, func(event *alliance.Event) { event.Start = before.Start })
		w.begin(w.amendmentOf(after, again))
		if tally := w.await(w.amendmentOf(after, again).ID); tally.Sent != 2 {
			t.Errorf("tally %+v", tally)
		}
		w.heard(author, "Notice, updated: Lecture changed", "")
	})
}

// TestDigestAmended: a digest that told of an event says how it is now, with the others that it told of, also where the event has moved out of
// its time or been cancelled; not for who follows other things, nor one of another week.
func TestDigestAmended(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		w.dispatcher()
		w.change(2, func(member *alliance.Member) { member.Language = alliance.Chinese })
		w.change(3, func(member *alliance.Member) { member.Kinds = []alliance.Kind{alliance.Visit} })
		w.change(4, func(member *alliance.Member) {
			member.Language, member.Kinds = alliance.Chinese, []alliance.Kind{alliance.Lecture, alliance.Visit}
		})
		monday := alliance.Week(w.clock.now().UTC(), 1)
		from := monday.From.Sub(w.clock.now())
		before := w.lecture(from+30*time.Hour, nil)
		visit := w.lecture(from+40*time.Hour, func(event *alliance.Event) {
			event.ID, event.UID, event.Kind, event.Title = "visit", "visit", alliance.Visit, "参观实训基地"
		})
		w.change(2, func(member *alliance.Member) { member.WeeklyAt = "fri1700" })
		for _, edition := range alliance.Weekly.Editions()[:2] {
			w.begin(issue(edition, monday))
			w.await(edition.DispatchID(monday))
		}
		w.pass(time.Minute)

		moved := w.lecture(from+12*24*time.Hour, func(event *alliance.Event) { event.Venue = "301" })
		w.begin(w.amendmentOf(before, moved))
		if tally := w.await(w.amendmentOf(before, moved).ID); tally.Sent != 3 || tally.Total != 3 {
			t.Errorf("tally %+v, want all but who follows visits only", tally)
		}
		for id, wants := range map[int64][]string{2: {"📍 301", "日）\n"}, 3: {visit.Title}, 4: {"📍 301", visit.Title, "1 场"}} {
			got := w.got(id)
			for _, want := range wants {
				if len(got) != 1 || !strings.Contains(got[0].Text, want) {
					t.Errorf("member %d reads %+v, want %q", id, got, want)
				}
			}
		}
		w.pass(time.Minute)
		back := w.lecture(from+40*time.Hour, func(event *alliance.Event) { event.Venue = "999" })
		w.begin(w.amendmentOf(moved, back))
		w.await(w.amendmentOf(moved, back).ID)
		if got := w.got(2); len(got) != 1 || !strings.Contains(got[0].Text, "📍 999") || !strings.Contains(got[0].Text, "1 场") {
			t.Errorf("of what has moved back remains %+v", got)
		}
		w.pass(time.Minute)
		off := w.lecture(from+30*time.Hour, func(event *alliance.Event) { event.Venue, event.Status = "302", alliance.Cancelled })
		w.begin(w.amendmentOf(before, off))
		w.await(w.amendmentOf(before, off).ID)
		if got := w.got(2); len(got) != 1 || !strings.Contains(got[0].Text, "已取消") {
			t.Errorf("of what is cancelled remains %+v", got)
		}
	})
}
