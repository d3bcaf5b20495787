package dispatch_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

const (
	approver = int64(2)
	other    = int64(3)
)

// asks begins a broadcast of the author that waits for approval, and offers it.
func (w *world) asks(alter func(*alliance.Dispatch)) alliance.Dispatch {
	w.Helper()
	status, err := w.sender.Send(w.Context(), alliance.Turn{}, alliance.Place{Chat: author}, alliance.Message{Text: "status"}, 0)
	w.check(err)
	asked := alliance.Dispatch{
		ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Author: author, Status: status, Asker: "Wang", Heads: 4, Created: w.clock.now(),
	}
	if alter != nil {
		alter(&asked)
	}
	asked.AnswerBy = asked.ApprovalEnds()
	w.begin(asked)
	w.begin(asked.OfferMemo([]int64{approver, other}))
	return asked
}

// last is the text of what a chat was told last.
func (w *world) last(chat int64) string {
	w.Helper()
	got := w.got(chat)
	if len(got) == 0 {
		return ""
	}
	return got[len(got)-1].Text
}

// TestOffer: those who may approve are shown what members will see, with its buttons, and are asked below it; nobody else is told
// anything before.
func TestOffer(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		sources := w.album(2)
		asked := w.asks(func(given *alliance.Dispatch) {
			given.Content, given.Receipt = alliance.Content{Sources: sources}, true
			given.Versions = map[alliance.Language]alliance.Content{alliance.Chinese: {Text: "通知"}}
		})
		w.dispatcher()
		if tally := w.await("b-o"); tally.Sent != 2 {
			t.Fatalf("tally %+v", tally)
		}
		for _, id := range []int64{approver, other} {
			got := w.got(id)
			if len(got) != 5 || got[0].Media == nil || got[2].Keyboard[0][0].Data != "1:got:b" || got[3].Text != "通知" || !strings.Contains(got[4].Text, "Wang asks you to approve") {
				t.Errorf("admin %d got %+v", id, got)
			}
			if keys := got[4].Keyboard; len(keys) != 1 || keys[0][0].Data != "1:ok:b:give" || keys[0][1].Data != "1:ok:b:deny" {
				t.Errorf("buttons %+v", keys)
			}
		}
		if got := w.got(4); len(got) != 0 {
			t.Errorf("a member got %+v", got)
		}
		if judged, err := w.store.Judge(t.Context(), asked, alliance.Verdict{By: approver, Name: "Li", At: w.clock.now()}, asked.VerdictMemo(w.clock.now())); err != nil || !judged {
			t.Fatalf("%t, %v", judged, err)
		}
		if tally := w.await("b"); tally.Sent != 4 {
			t.Errorf("tally %+v", tally)
		}
		w.await("b-v")
		if told := w.got(author); !slices.ContainsFunc(told, func(message sandbox.Message) bool { return strings.Contains(message.Text, "was approved by Li") }) {
			t.Errorf("the author was told %+v", told)
		}
	})
}

// TestOfferAcrossCrash: the process dies while it asks; another one asks those who were not asked, and sends what was approved.
func TestOfferAcrossCrash(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		asked := w.asks(nil)
		w.fault(sandbox.Fault{Action: "500", Methods: []string{"sendMessage"}, Count: 1})
		_, stop := w.dispatcher()
		w.until("somebody is asked", func() bool { return len(w.got(approver))+len(w.got(other)) > 0 })
		stop()
		w.dispatcher()
		w.await("b-o")
		judged, err := w.store.Judge(t.Context(), asked, alliance.Verdict{By: approver, At: w.clock.now()}, asked.VerdictMemo(w.clock.now()))
		if w.check(err); !judged {
			t.Error("not judged")
		}
		if tally := w.await("b"); tally.Sent != 4 || tally.Total != 4 {
			t.Errorf("tally %+v", tally)
		}
	})
}

// TestOfferDecided: who has not been asked when it is decided is not asked any more.
func TestOfferDecided(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		asked := w.asks(nil)
		_, err := w.store.Judge(t.Context(), asked, alliance.Verdict{Why: alliance.Returned, By: other, Name: "Li", Reason: "no venue", At: w.clock.now()}, asked.VerdictMemo(w.clock.now()))
		w.check(err)
		w.dispatcher()
		if tally := w.await("b-o"); tally.Skipped != 2 {
			t.Errorf("tally %+v", tally)
		}
		w.await("b-v")
		if told := w.last(author); !strings.Contains(told, "was returned") || !strings.Contains(told, "Reason: no venue") {
			t.Errorf("the author was told %q", told)
		}
		if status := w.got(author)[0]; !strings.Contains(status.Text, "was not sent") || len(status.Keyboard) != 0 {
			t.Errorf("the status is %+v", status)
		}
	})
}

// TestApprovalExpires: after a day, or at the time for which it was meant, nobody can approve it any more, and its author is told
// once, whoever leads.
func TestApprovalExpires(t *testing.T) {
	for name, c := range map[string]struct {
		after time.Duration
		alter func(*alliance.Dispatch)
	}{
		"after a day": {24 * time.Hour, nil},
		"at its time": {2 * time.Hour, func(given *alliance.Dispatch) { given.NotBefore = given.Created.Add(2 * time.Hour) }},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(t *testing.T) {
				w := newWorld(t, 3)
				begun := time.Now()
				w.asks(c.alter)
				_, stop := w.dispatcher()
				w.await("b-o")
				stop()
				w.passes(c.after - time.Since(begun) - time.Second)
				w.dispatcher()
				w.dispatcher()
				w.until("its author is told", func() bool { return strings.Contains(w.last(author), "Nobody approved it") })
				if late := time.Since(begun) - c.after; late < 0 || late > 5*time.Second {
					t.Errorf("told %s after its end", late)
				}
				if found, err := w.store.Dispatch(t.Context(), "b"); err != nil || found.State != alliance.Withdrawn || found.Verdict.Why != alliance.Expired {
					t.Errorf("%s %+v, %v", found.State, found.Verdict, err)
				}
				w.passes(time.Minute)
				if got := len(w.got(author)); got != 2 {
					t.Errorf("the author was told %d things", got)
				}
			})
		})
	}
}

// TestApprovedForLater: what was meant for a time is sent then, and its status says so meanwhile.
func TestApprovedForLater(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		asked := w.asks(func(given *alliance.Dispatch) { given.NotBefore = given.Created.Add(5 * time.Minute) })
		w.dispatcher()
		_, err := w.store.Judge(t.Context(), asked, alliance.Verdict{By: approver, At: w.clock.now()}, asked.VerdictMemo(w.clock.now()))
		w.check(err)
		w.await("b-v")
		if status := w.got(author)[0].Text; !strings.Contains(status, "Scheduled for") {
			t.Errorf("the status says %q", status)
		}
		w.await("b")
		if late := time.Since(asked.NotBefore); late < 0 || late > 5*time.Second {
			t.Errorf("done %s after its time", late)
		}
	})
}

// TestNobodyCouldBeAsked: where no admin can be reached, the author hears so at once.
func TestNobodyCouldBeAsked(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		for _, id := range []int64{approver, other} {
			w.check(w.telegram.Block(t.Context(), id, true))
		}
		w.asks(nil)
		w.dispatcher()
		w.until("its author is told", func() bool { return strings.Contains(w.last(author), "No admin could be asked") })
		if found, err := w.store.Dispatch(t.Context(), "b"); err != nil || found.State != alliance.Withdrawn {
			t.Errorf("%s, %v", found.State, err)
		}
	})
}
