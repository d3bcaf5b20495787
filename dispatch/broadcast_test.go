package dispatch_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/render"
	"alliancebot/sandbox"
)

// TestBroadcastsAsWritten: a text is shown as it is, and a message of any content is copied.
func TestBroadcastsAsWritten(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		const text = "通知：明天 <14:00> & 请准时\n\n地点：报告厅"
		posted, err := w.telegram.Send(t.Context(), sandbox.Post{From: author, Photo: true, Caption: "海报"})
		w.check(err)
		w.begin(alliance.Dispatch{ID: "text", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: text}})
		w.begin(alliance.Dispatch{ID: "copy", Purpose: alliance.ForBroadcast, Content: alliance.Content{Sources: []alliance.Source{{Chat: author, Message: posted.MessageID}}}})
		w.dispatcher()
		for _, id := range []string{"text", "copy"} {
			if tally := w.await(id); tally.Sent != 5 || tally.Total != 5 {
				t.Errorf("%s: %+v", id, tally)
			}
		}
		for id := author; id <= 5; id++ {
			copies, texts := 0, 0
			for _, message := range w.got(id) {
				switch {
				case message.Text == text:
					texts++
				case message.Caption == "海报" && message.Media != nil && message.Media.Type == "photo" && message.Method == "copyMessage":
					copies++
				}
			}
			if len(w.got(id)) != 2 || texts != 1 || copies != 1 {
				t.Errorf("member %d got %+v", id, w.got(id))
			}
		}
	})
}

// TestBroadcastAudience: a broadcast goes to its audience and nobody else.
func TestBroadcastAudience(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 5)
		w.change(2, func(member *alliance.Member) { member.Unit = "学校" })
		w.change(3, func(member *alliance.Member) { member.Unit, member.Language = "学校", alliance.Chinese })
		w.change(4, func(member *alliance.Member) { member.Role = alliance.Organiser })
		w.begin(alliance.Dispatch{
			ID: "unit", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"},
			Audience: alliance.Audience{Units: []string{"学校"}, Languages: []alliance.Language{alliance.English}},
		})
		w.dispatcher()
		if tally := w.await("unit"); tally.Total != 1 || len(w.got(2)) != 1 {
			t.Errorf("tally %+v", tally)
		}
	})
}

// TestBroadcastThroughTrouble: whatever happens on the way everybody is reached, and only those twice whose first message may
// have been lost.
func TestBroadcastThroughTrouble(t *testing.T) {
	const members = 40
	for name, c := range map[string]struct {
		faults []sandbox.Fault
		repeat int // how many may be reached twice
	}{
		"flood":          {[]sandbox.Fault{{Action: "429", RetryAfter: 1, Count: 3}}, 0},
		"server trouble": {[]sandbox.Fault{{Action: "500", Count: 20}, {Action: "502", Count: 10}}, 0},
		"resets":         {[]sandbox.Fault{{Action: "reset", Count: 20}}, 0},
		"lost answers":   {[]sandbox.Fault{{Action: "drop_reply", Count: 12}, {Action: "bad_json", Count: 5}}, 17},
		"all at random": {[]sandbox.Fault{
			{Action: "500", P: .2, Count: 5}, {Action: "reset", P: .2, Count: 5}, {Action: "drop_reply", P: .2, Count: 5},
		}, 5},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(t *testing.T) {
				w := newWorld(t, members)
				for _, fault := range c.faults {
					fault.Methods = []string{"send"}
					w.fault(fault)
				}
				w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}})
				w.dispatcher()
				if tally := w.await("b"); tally.Sent != members+1 || tally.Total != members+1 {
					t.Errorf("tally %+v", tally)
				}
				repeats := 0
				for id := author; id <= author+members; id++ {
					got := w.got(id)
					if len(got) == 0 {
						t.Errorf("member %d was not reached", id)
					}
					repeats += max(len(got)-1, 0)
				}
				if repeats > c.repeat {
					t.Errorf("%d repeats, at most %d may be", repeats, c.repeat)
				}
				if tally := w.await("b"); tally.Doubts.Count < repeats || tally.Doubts.Count > 0 && len(tally.Doubts.Names) == 0 {
					t.Errorf("%d repeats, doubts %+v", repeats, tally.Doubts)
				}
			})
		})
	}
}

// TestEndlessAudience: broadcasts whose audiences name each other are withdrawn, and no other.
func TestEndlessAudience(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 2)
		for id, of := range map[string]string{"a": "b", "b": "a"} {
			w.begin(alliance.Dispatch{
				ID: id, Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Audience: alliance.Audience{Of: of, Which: alliance.WhichUnreached},
			})
		}
		w.says("c", "x")
		w.dispatcher()
		if tally := w.await("c"); tally.Sent != 3 {
			t.Errorf("tally %+v", tally)
		}
		w.until("both are withdrawn", func() bool {
			found, err := w.store.Dispatch(t.Context(), "a")
			w.check(err)
			other, err := w.store.Dispatch(t.Context(), "b")
			w.check(err)
			return found.State == alliance.Withdrawn && found.Why == "invalid" && other.State == alliance.Withdrawn && other.Why == "invalid"
		})
	})
}

// TestHopelessRecipients: what cannot succeed ends, with the reason.
func TestHopelessRecipients(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		w.fault(sandbox.Fault{Action: "chat_not_found", Methods: []string{"send"}, Chat: 2})
		w.fault(sandbox.Fault{Action: "blocked", Methods: []string{"send"}, Chat: 3})
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}})
		w.begin(alliance.Dispatch{ID: "nothing", Purpose: alliance.ForBroadcast, Content: alliance.Content{Sources: []alliance.Source{{Chat: author, Message: 4711}}}})
		w.dispatcher()
		tally := w.await("b")
		if want := map[string]int{"chat not found": 1, "blocked": 1}; tally.Sent != 3 || !maps.Equal(tally.Reasons, want) {
			t.Errorf("tally %+v", tally)
		}
		tally = w.await("nothing")
		if tally.Sent != 0 || tally.Failed+tally.Skipped != 5 || tally.Reasons["400 message to copy not found"] == 0 {
			t.Errorf("a message that is not there: %+v", tally)
		}
	})
}

// TestMigratedRecipient: what goes to a chat that has another id now arrives there.
func TestMigratedRecipient(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		w.fault(sandbox.Fault{Action: "migrate", Methods: []string{"send"}, Chat: 3, To: 4})
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}})
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != 5 || len(w.got(3)) != 0 || len(w.got(4)) != 2 {
			t.Errorf("tally %+v, %d got it under the old id, %d under the new one", tally, len(w.got(3)), len(w.got(4)))
		}
	})
}

// TestTwoDispatchers: two at work on one ledger, one of which stops in the middle, send everybody one message.
func TestTwoDispatchers(t *testing.T) {
	play(t, func(t *testing.T) {
		const members = 150
		w := newWorld(t, members)
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}})
		_, stop := w.dispatcher()
		w.dispatcher()
		w.until("the first ones have it", func() bool {
			tally, err := w.store.Tally(t.Context(), "b")
			return err == nil && tally.Sent > 20
		})
		stop()
		if tally := w.await("b"); tally.Sent != members+1 || tally.Total != members+1 {
			t.Errorf("tally %+v", tally)
		}
		for id := author; id <= author+members; id++ {
			if got := len(w.got(id)); got != 1 {
				t.Errorf("member %d got %d messages", id, got)
			}
		}
		w.meter.mu.Lock()
		defer w.meter.mu.Unlock()
		if got := w.meter.settled["broadcast sent"]; got != members+1 {
			t.Errorf("%d counted as sent", got)
		}
	})
}

// TestNoFlood: at the rate that Telegram allows nothing is refused, and the rate is reached.
func TestNoFlood(t *testing.T) {
	play(t, func(t *testing.T) {
		const rate, members = 100, 159
		w := newWorldOf(t, members, sandbox.Limits{Rate: rate, Window: true})
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}})
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != members+1 {
			t.Errorf("tally %+v", tally)
		}
		stats, err := w.telegram.Stats(t.Context())
		w.check(err)
		took := time.Duration(stats.LastNS - stats.FirstNS)
		if stats.Flood != 0 || stats.MaxPerSecond > rate || took > 1800*time.Millisecond {
			t.Errorf("%d refused, at most %d in a second, took %v", stats.Flood, stats.MaxPerSecond, took)
		}
	})
}

// TestReport: the author sees how far it is, and in the end what became of everybody, whatever the edits meet.
func TestReport(t *testing.T) {
	play(t, func(t *testing.T) {
		const members = 150
		w := newWorld(t, members)
		w.check(w.telegram.Block(t.Context(), 7, true))
		w.change(8, func(member *alliance.Member) { member.Unreachable = "deactivated" })
		status, err := w.sender.Send(t.Context(), alliance.Turn{}, alliance.Place{Chat: author}, alliance.Message{Text: "status"}, 0)
		w.check(err)
		w.fault(sandbox.Fault{Action: "slow", DelayMS: 20, Methods: []string{"sendMessage"}})
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Author: author, Status: status})
		wake, _ := w.dispatcher()
		wake()
		arrived, err := w.telegram.Wait(t.Context(), sandbox.Awaited{Chat: author, Contains: fmt.Sprintf("%d", members+1), Edits: true, AfterNS: 1})
		w.check(err)
		if !arrived.OK {
			t.Fatal("no progress was shown")
		}
		w.fault(sandbox.Fault{Action: "502", Methods: []string{"editMessageText"}, Count: 2})
		tally := w.await("b")
		if tally.Sent != members-1 || tally.Skipped != 2 || tally.Sent+tally.Failed+tally.Skipped != tally.Total {
			t.Errorf("tally %+v", tally)
		}
		_, want, _ := strings.Cut(render.Plain(w.render.BroadcastReport(alliance.English, render.ReportView{Dispatch: alliance.Dispatch{State: alliance.Done}, Tally: tally, Took: time.Second})), "\n") // but for the time it took
		w.until("the report is there", func() bool { return strings.Contains(w.got(author)[0].Text, want) })
	})
}
