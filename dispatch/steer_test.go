package dispatch_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
	"alliancebot/render"
	"alliancebot/sandbox"
	"alliancebot/store"
)

// says begins a broadcast to all.
func (w *world) says(id, text string) {
	w.Helper()
	w.begin(alliance.Dispatch{ID: id, Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: text}})
}

// reaches waits until so many have got a dispatch.
func (w *world) reaches(id string, members int) {
	w.Helper()
	w.until("the first ones have it", func() bool {
		tally, err := w.store.Tally(w.Context(), id)
		return err == nil && tally.Sent >= members
	})
}

// gotOnce wants everybody to have got one message.
func (w *world) gotOnce(members int64) {
	w.Helper()
	for id := author; id <= author+members; id++ {
		if got := len(w.got(id)); got != 1 {
			w.Errorf("member %d got %d messages", id, got)
		}
	}
}

// status sends the message that shows a broadcast's progress to the author, who is no member here.
func (w *world) status() (chat, message int64) {
	w.Helper()
	const secretary = 900_001
	w.check(w.telegram.AddUsers(w.Context(), sandbox.NewUsers{User: sandbox.User{Started: true}, First: secretary, Count: 1}))
	message, err := w.sender.Send(w.Context(), alliance.Turn{}, alliance.Place{Chat: secretary}, alliance.Message{Text: "status"}, 0)
	w.check(err)
	return secretary, message
}

// TestPause: paused, nobody gets it any more within a second; resumed by another process, everybody gets it once.
func TestPause(t *testing.T) {
	play(t, func(t *testing.T) {
		const rate, members = 50, 150
		w := newWorldOf(t, members, sandbox.Limits{Rate: rate})
		chat, status := w.status()
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Author: chat, Status: status})
		_, stop := w.dispatcher()
		w.reaches("b", 30)
		w.check(w.store.Pause(t.Context(), "b"))
		paused := time.Now()
		w.until("its author sees that it is paused", func() bool { return strings.Contains(w.got(chat)[0].Text, "已暂停") })
		if keys := w.got(chat)[0].Keyboard; len(keys) != 1 || keys[0][0].Text != "继续" || keys[0][1].Text != "取消" {
			t.Errorf("buttons %+v", keys)
		}
		stop()
		w.until("a while has passed", func() bool { return time.Since(paused) > 1500*time.Millisecond })
		resumed := time.Now()
		w.check(w.store.Resume(t.Context(), "b"))
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != members+1 || tally.Total != members+1 {
			t.Errorf("tally %+v", tally)
		}
		w.gotOnce(members)
		for id := author; id <= author+members; id++ {
			if at := time.Unix(0, w.got(id)[0].AtNS); at.Sub(paused) > time.Second && at.Before(resumed) {
				t.Errorf("member %d got it %s after it was paused", id, at.Sub(paused))
			}
		}
		w.until("the report is there", func() bool { return strings.Contains(w.got(chat)[0].Text, "发送完毕") })
	})
}

// TestTroubleAfterALongPause: what was paused for a day is still tried for a day.
func TestTroubleAfterALongPause(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		w.clock.ahead = -25 * time.Hour
		w.says("b", "x")
		w.check(w.store.Pause(t.Context(), "b"))
		w.clock.ahead = 0
		w.check(w.store.Resume(t.Context(), "b"))
		w.fault(sandbox.Fault{Action: "500", Methods: []string{"sendMessage"}, Count: 3})
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != 5 {
			t.Errorf("tally %+v", tally)
		}
	})
}

// TestWithdrawn: its author sees who did not get it.
func TestWithdrawn(t *testing.T) {
	play(t, func(t *testing.T) {
		const rate, members = 50, 150
		w := newWorldOf(t, members, sandbox.Limits{Rate: rate})
		chat, status := w.status()
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Author: chat, Status: status})
		w.dispatcher()
		w.reaches("b", 20)
		w.check(w.store.Withdraw(t.Context(), "b"))
		w.until("the report is there", func() bool { return strings.Contains(w.got(chat)[0].Text, "已停止") })
		tally, err := w.store.Tally(t.Context(), "b")
		w.check(err)
		if tally.Waiting == 0 || tally.Sent+tally.Waiting != members+1 {
			t.Errorf("tally %+v", tally)
		}
	})
}

// TestRetryOfTheFailed: only those who failed get it, and the report follows.
func TestRetryOfTheFailed(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		chat, status := w.status()
		missing := alliance.Source{Chat: author, Message: 4711}
		posted, err := w.telegram.Send(t.Context(), sandbox.Post{From: author, Text: "hello"})
		w.check(err)
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Author: chat, Status: status,
			Content:  alliance.Content{Sources: []alliance.Source{{Chat: author, Message: posted.MessageID}}},
			Versions: map[alliance.Language]alliance.Content{alliance.Chinese: {Sources: []alliance.Source{missing}}},
		})
		for id := range int64(2) {
			w.change(id+2, func(member *alliance.Member) { member.Language = alliance.Chinese })
		}
		wake, _ := w.dispatcher()
		if tally := w.await("b"); tally.Sent != 3 || tally.Failed != 2 {
			t.Fatalf("tally %+v", tally)
		}
		w.until("it can be retried", func() bool {
			keys := w.got(chat)[0].Keyboard
			return len(keys) == 3 && keys[0][0].Text == "重试失败的" && keys[1][0].Text == "撤回" && keys[1][1].Text == "修改"
		})
		for id := range int64(2) {
			w.change(id+2, func(member *alliance.Member) { member.Language = alliance.English })
		}
		count, err := w.store.Retry(t.Context(), "b")
		w.check(err)
		wake()
		if tally := w.await("b"); count != 2 || tally.Sent != 5 || tally.Failed != 0 || tally.Total != 5 {
			t.Errorf("retried %d, tally %+v", count, tally)
		}
		w.gotOnce(4)
	})
}

// TestHalted: what Telegram refuses again and again pauses by itself, and its author hears why.
func TestHalted(t *testing.T) {
	play(t, func(t *testing.T) {
		const members = 200
		w := newWorld(t, members)
		chat, status := w.status()
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Author: chat, Status: status,
			Content: alliance.Content{Sources: []alliance.Source{{Chat: author, Message: 4711}}},
		})
		w.dispatcher()
		w.until("its author hears of it", func() bool {
			got := w.got(chat)
			return len(got) == 2 && strings.Contains(got[1].Text, "已自动暂停") && strings.Contains(got[1].Text, "要群发的原消息已被删除")
		})
		found, err := w.store.Dispatch(t.Context(), "b")
		w.check(err)
		tally, err := w.store.Tally(t.Context(), "b")
		w.check(err)
		if found.State != alliance.Paused || tally.Failed < 21 || tally.Failed > 60 {
			t.Errorf("%s, tally %+v", found.State, tally)
		}
	})
}

// TestUrgentGoesFirst: an urgent broadcast overtakes one that has begun. What had been handed to Telegram before may still arrive.
func TestUrgentGoesFirst(t *testing.T) {
	play(t, func(t *testing.T) {
		const rate, members, school, underWay = 40, 400, 40, 20
		w := newWorldOf(t, members, sandbox.Limits{Rate: rate})
		for id := author; id < author+school; id++ {
			w.change(id, func(member *alliance.Member) { member.Unit = "学校" })
		}
		w.says("long", "x")
		wake, _ := w.dispatcher()
		w.reaches("long", 5)
		w.begin(alliance.Dispatch{
			ID: "urgent", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "y"}, Urgent: true,
			Audience: alliance.Audience{Units: []string{"学校"}},
		})
		wake()
		w.await("urgent")
		w.check(w.store.Withdraw(t.Context(), "long"))

		var urgent, other []int64 // where each stands among all messages
		for id := author; id <= author+members; id++ {
			for _, message := range w.got(id) {
				if message.Text == "y" {
					urgent = append(urgent, message.Seq)
				} else {
					other = append(other, message.Seq)
				}
			}
		}
		between := slices.DeleteFunc(other, func(seq int64) bool { return seq < slices.Min(urgent) || seq > slices.Max(urgent) })
		if len(urgent) != school || len(between) > underWay {
			t.Errorf("%d had got the other one while %d got the urgent one", len(between), len(urgent))
		}
	})
}

// TestSmallBesideLarge: a small broadcast begun after a large one is through long before it.
func TestSmallBesideLarge(t *testing.T) {
	play(t, func(t *testing.T) {
		const rate, members = 50, 250
		w := newWorldOf(t, members, sandbox.Limits{Rate: rate})
		for id := author; id <= 10; id++ {
			w.change(id, func(member *alliance.Member) { member.Unit = "学校" })
		}
		w.says("large", "x")
		wake, _ := w.dispatcher()
		w.reaches("large", 5)
		w.begin(alliance.Dispatch{
			ID: "small", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "y"}, Audience: alliance.Audience{Units: []string{"学校"}},
		})
		wake()
		begun := time.Now()
		w.await("small")
		if took := time.Since(begun); took > 3*time.Second {
			t.Errorf("ten recipients took %s", took)
		}
		w.check(w.store.Withdraw(t.Context(), "large"))
	})
}

// TestQuietHours: whoever has quiet hours gets it when they end; what is urgent does not wait.
func TestQuietHours(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		now := w.clock.now().UTC()
		clock := now.Sub(now.Truncate(24 * time.Hour)).Truncate(time.Minute)
		quiet := alliance.Quiet{From: (clock + 23*time.Hour) % (24 * time.Hour), To: (clock + 4*time.Minute) % (24 * time.Hour)}
		w.change(2, func(member *alliance.Member) { member.Quiet = &quiet })
		end, _ := quiet.Ends(now)
		w.begin(alliance.Dispatch{ID: "urgent", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "now"}, Urgent: true})
		w.says("b", "x")
		w.dispatcher()
		w.await("urgent")
		if tally := w.await("b"); tally.Sent != 4 {
			t.Errorf("tally %+v", tally)
		}
		got := w.got(2)
		if len(got) != 2 || got[0].Text != "now" {
			t.Errorf("got %+v", got)
		}
		for _, message := range got {
			if message.Text == "x" && message.AtNS < end.UnixNano() {
				t.Errorf("disturbed %s before the quiet hours ended", end.Sub(time.Unix(0, message.AtNS)))
			}
		}
	})
}

// TestScheduled: it begins at its time; tied to an event it moves with it, and is called off with it.
func TestScheduled(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		event := w.lecture(10*time.Minute, nil)
		timed := alliance.Dispatch{ID: "timed", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "timed"}, NotBefore: w.clock.now().Add(time.Minute)}
		ahead := alliance.Dispatch{ID: "ahead", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "ahead"}, Event: event.ID, Ahead: time.Hour}
		lost := alliance.Dispatch{ID: "lost", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "lost"}, Event: "none", Ahead: time.Hour, Author: author}
		event = w.lecture(65*time.Minute, nil) // moved before the dispatcher looks: it is due in five minutes
		for _, given := range []alliance.Dispatch{timed, ahead, lost} {
			w.begin(given)
		}
		w.dispatcher()
		w.await("timed")
		if late := w.clock.now().Sub(timed.NotBefore); late < 0 {
			t.Errorf("begun %s before its time", -late)
		}
		w.await("ahead")
		if early := event.Start.Add(-time.Hour).Sub(w.clock.now()); early > 0 {
			t.Errorf("begun %s too early for the moved event", early)
		}
		found, err := w.store.Dispatch(t.Context(), "lost")
		w.check(err)
		if found.State != alliance.Withdrawn || found.Why != "event gone" {
			t.Errorf("without its event: %s, %q", found.State, found.Why)
		}
		told := slices.ContainsFunc(w.got(author), func(message sandbox.Message) bool {
			return message.Text == render.Plain(w.render.BroadcastMoot(alliance.English, "event gone"))
		})
		if !told {
			t.Error("its author was not told")
		}
	})
}

// TestAuthorToldByTheNextProcess: the author of what was called off hears of it once, also if that fails until the process ends.
func TestAuthorToldByTheNextProcess(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 0)
		w.fault(sandbox.Fault{Action: "502", Methods: []string{"sendMessage"}})
		w.begin(alliance.Dispatch{ID: "lost", Purpose: alliance.ForBroadcast, Event: "none", Ahead: time.Hour, Author: author})
		_, stop := w.dispatcher()
		w.until("it was tried", func() bool {
			stats, err := w.telegram.Stats(t.Context())
			return err == nil && stats.Requests["sendMessage"] > 1
		})
		stop()
		w.check(w.telegram.ClearFaults(t.Context()))
		w.dispatcher()
		w.until("its author hears of it", func() bool { return len(w.got(author)) > 0 })
		<-time.After(time.Minute)
		if got := w.got(author); len(got) != 1 || got[0].Text != render.Plain(w.render.BroadcastMoot(alliance.English, "event gone")) {
			t.Errorf("its author hears %+v", got)
		}
		left, err := w.store.Untold(t.Context())
		if w.check(err); len(left) != 0 {
			t.Errorf("still to be told: %q", left)
		}
	})
}

// TestUnreachableAuthor: an author who has blocked the bot is not tried for ever.
func TestUnreachableAuthor(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 0)
		w.check(w.telegram.Block(t.Context(), author, true))
		w.begin(alliance.Dispatch{ID: "lost", Purpose: alliance.ForBroadcast, Event: "none", Ahead: time.Hour, Author: author})
		w.dispatcher()
		w.until("it was tried", func() bool {
			stats, err := w.telegram.Stats(t.Context())
			left, failed := w.store.Untold(t.Context())
			return err == nil && failed == nil && stats.Requests["sendMessage"] == 1 && len(left) == 0
		})
	})
}

// TestOthersAreNotHeldUp: an appointment of which nothing is known and an author to whom nothing can be sent hold nobody up.
func TestOthersAreNotHeldUp(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		calendar := troubled{Store: w.store}
		w.fault(sandbox.Fault{Action: "slow", DelayMS: 6000, Methods: []string{"sendMessage"}, Chat: author})
		w.begin(alliance.Dispatch{ID: "lost", Purpose: alliance.ForBroadcast, Event: "none", Ahead: time.Hour, Author: author})
		soon := alliance.Dispatch{
			ID: "soon", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Audience: alliance.Audience{Only: []int64{2}},
			NotBefore: w.clock.now().Add(time.Second),
		}
		w.begin(soon)
		w.dispatcherWith(func(dispatcher *dispatch.Dispatcher) { dispatcher.Calendar = calendar })
		w.await("soon")
		if late := w.clock.now().Sub(soon.NotBefore); late > 4*time.Second {
			t.Errorf("begun %s late", late)
		}
	})
}

// troubled is a store with an appointment, the first of all, that cannot be kept.
type troubled struct{ *store.Store }

func (troubled troubled) Scheduled(ctx context.Context) ([]dispatch.Appointment, error) {
	appointments, err := troubled.Store.Scheduled(ctx)
	return append([]dispatch.Appointment{{ID: "none", At: time.Unix(1, 0)}}, appointments...), err
}

// TestReportIsNotEditedTooOften: however short and however long it takes, three seconds are between two edits.
func TestReportIsNotEditedTooOften(t *testing.T) {
	play(t, func(t *testing.T) {
		const rate, members = 30, 119
		w := newWorldOf(t, members, sandbox.Limits{Rate: rate})
		chat, status := w.status()
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Author: chat, Status: status})
		w.dispatcher()
		edits := map[int64]bool{}
		w.until("the report is there", func() bool {
			message := w.got(chat)[0]
			if message.EditedNS > 0 {
				edits[message.EditedNS] = true
			}
			return strings.Contains(message.Text, "发送完毕")
		})
		moments := slices.Sorted(maps.Keys(edits))
		if len(moments) < 2 {
			t.Errorf("%d edits", len(moments))
		}
		for i := 1; i < len(moments); i++ {
			if pause := time.Duration(moments[i] - moments[i-1]); pause < 3*time.Second {
				t.Errorf("%s between two edits", pause)
			}
		}
	})
}
