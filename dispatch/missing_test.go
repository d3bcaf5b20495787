package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

// staffed makes members 2 to 5 of two units, of which the first has a liaison, who is member 2.
func (w *world) staffed() {
	w.Helper()
	for id := int64(2); id <= 5; id++ {
		w.change(id, func(member *alliance.Member) {
			member.Name, member.Unit, member.Liaison = map[int64]string{2: "Two", 3: "Three", 4: "Four", 5: "Five"}[id], map[bool]string{true: "North", false: "South"}[id <= 3], id == 2
		})
	}
}

// asksReceipt begins a broadcast of the author that is to be confirmed within five minutes, and escalated so long before.
func (w *world) asksReceipt(lead time.Duration) alliance.Dispatch {
	w.Helper()
	status, err := w.sender.Send(w.Context(), alliance.Turn{}, alliance.Place{Chat: author}, alliance.Message{Text: "status"}, 0)
	w.check(err)
	asked := alliance.Dispatch{
		ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Author: author, Status: status, Receipt: true, Escalate: true, EscalateLead: lead,
		Deadline: w.clock.now().Add(5 * time.Minute), Audience: alliance.Audience{Units: []string{"North", "South"}},
	}
	w.begin(asked)
	w.begin(asked.OutstandingMemo())
	return asked
}

// TestEscalation: at the deadline, whoever leads then, each liaison hears who of their unit has not confirmed, and the author of units
// without one; a liaison's reminder reaches those of the unit only.
func TestEscalation(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		w.staffed()
		asked := w.asksReceipt(0)
		_, stop := w.dispatcher()
		w.await("b")
		w.confirms("b", 4, 4, 0)
		w.passes(4 * time.Minute)
		if got := len(w.got(2)); got != 1 {
			t.Errorf("the liaison got %d messages before the deadline", got)
		}
		stop()
		w.dispatcher()
		if tally := w.await("b-e"); tally.Sent != 2 || tally.Total != 2 {
			t.Errorf("tally %+v", tally)
		}
		if late := time.Since(asked.Deadline); late < 0 || late > 5*time.Second {
			t.Errorf("told %s after the deadline", late)
		}
		liaison, secretary := w.got(2)[1], w.got(author)[1]
		if !strings.Contains(liaison.Text, "2 members") || !strings.Contains(liaison.Text, "Three, Two") || strings.Contains(liaison.Text, "South") || !strings.Contains(liaison.Text, "It was to be confirmed by") || liaison.Keyboard[0][0].Data != "1:urge:b" {
			t.Errorf("the liaison got %q %+v", liaison.Text, liaison.Keyboard)
		}
		if !strings.Contains(secretary.Text, "South") || !strings.Contains(secretary.Text, "Five") || strings.Contains(secretary.Text, "Three") || secretary.Keyboard[0][0].Data != "1:run:b:remind" {
			t.Errorf("the author got %q %+v", secretary.Text, secretary.Keyboard)
		}
		w.confirms("b", 2, 2, 0)
		w.begin(asked.UrgeMemo("North", "n", w.clock.now()))
		if tally := w.await("b-u-n"); tally.Sent != 1 || tally.Total != 1 {
			t.Errorf("reminder: tally %+v", tally)
		}
		if got := w.got(3); len(got) != 2 || got[1].Keyboard[0][0].Data != "1:got:b" {
			t.Errorf("member 3 got %+v", got)
		}
		if got := len(w.got(5)); got != 1 {
			t.Errorf("member 5 got %d messages", got)
		}
	})
}

// TestEscalationBeforeDeadline: a lead before the deadline, and only once, the liaison and the author hear who has still to confirm, and
// that there is time.
func TestEscalationBeforeDeadline(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		w.staffed()
		asked := w.asksReceipt(2 * time.Minute)
		w.dispatcher()
		w.await("b")
		w.confirms("b", 3, 4, 0)
		if tally := w.await("b-e"); tally.Sent != 2 || tally.Total != 2 {
			t.Errorf("tally %+v", tally)
		}
		if late := time.Since(asked.EscalatesAt()); late < 0 || late > 5*time.Second {
			t.Errorf("told %s after the moment", late)
		}
		for member, name := range map[int64]string{2: "Two", author: "Five"} {
			if told := w.got(member)[1].Text; !strings.Contains(told, "1 member has not confirmed") || !strings.Contains(told, name) || !strings.Contains(told, "please remind them in time") {
				t.Errorf("member %d was told %q", member, told)
			}
		}
		w.passes(10 * time.Minute)
		if got := len(w.got(2)) + len(w.got(author)); got != 4 {
			t.Errorf("%d messages after the deadline", got)
		}
	})
}

// TestEscalationOfLateBroadcast: where the broadcast moved with its event beyond the moment at which the liaisons were to be told, they are
// told at the deadline, and nobody for nothing before.
func TestEscalationOfLateBroadcast(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		w.staffed()
		event := w.lecture(62*time.Minute, nil)
		asked := alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "x"}, Author: author, Receipt: true, Event: event.ID, Ahead: time.Hour,
			Deadline: w.clock.now().Add(10 * time.Minute), Escalate: true, EscalateLead: 5 * time.Minute,
		}
		w.begin(asked)
		w.begin(asked.OutstandingMemo())
		w.lecture(66*time.Minute, nil)
		w.dispatcher()
		w.passes(9 * time.Minute)
		if got := len(w.got(2)); got != 1 {
			t.Errorf("the liaison got %d messages before the deadline", got)
		}
		w.await("b-e")
		if late := time.Since(asked.Deadline); late < 0 || late > 5*time.Second {
			t.Errorf("told %s after the deadline", late)
		}
		if got := w.got(2); len(got) != 2 || !strings.Contains(got[1].Text, "It was to be confirmed by") {
			t.Errorf("the liaison got %+v", got)
		}
	})
}

// TestNothingToEscalate: where all have confirmed, or it was recalled or never sent, nobody is told.
func TestNothingToEscalate(t *testing.T) {
	for name, ends := range map[string]func(*world){
		"confirmed": func(w *world) { w.await("b"); w.confirms("b", 2, 5, 0) },
		"recalled": func(w *world) {
			w.await("b")
			w.begin(alliance.Dispatch{ID: "b-r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b", Urgent: true})
			w.await("b-r")
		},
		"cancelled": func(w *world) { w.check(w.store.Withdraw(w.Context(), "b")) },
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(t *testing.T) {
				w := newWorld(t, 4)
				w.staffed()
				w.asksReceipt(0)
				if name == "cancelled" {
					ends(w)
				}
				w.dispatcher()
				if name != "cancelled" {
					ends(w)
				}
				if tally := w.await("b-e"); tally.Sent != 0 {
					t.Errorf("tally %+v", tally)
				}
			})
		})
	}
}

// TestUrgedInQuietHours: who is to be reminded is not woken, and neither is a liaison.
func TestUrgedInQuietHours(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		w.staffed()
		asked := w.asksReceipt(0)
		_, stop := w.dispatcher()
		w.await("b")
		now := w.clock.now().UTC()
		night := alliance.Quiet{From: time.Duration(now.Hour()) * time.Hour, To: time.Duration((now.Hour()+1)%24) * time.Hour}
		for _, id := range []int64{2, 3} {
			w.change(id, func(member *alliance.Member) { member.Quiet = &night })
		}
		w.begin(asked.UrgeMemo("North", "n", w.clock.now()))
		w.passes(time.Minute)
		if got := len(w.got(2)) + len(w.got(3)); got != 2 {
			t.Errorf("%d messages at night", got)
		}
		stop()
		w.clock.ahead = time.Hour
		w.dispatcher()
		w.passes(time.Minute)
		if got := len(w.got(3)); got != 2 {
			t.Errorf("%d messages the morning after", got)
		}
	})
}

// TestEscalationWaits: where most have the broadcast only after their quiet hours, the liaisons are told once they have, and not at a moment
// at which there was nobody to tell of.
func TestEscalationWaits(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		w.staffed()
		clock := w.clock.now().Sub(w.clock.now().Truncate(24 * time.Hour))
		quiet := alliance.Quiet{From: (clock + 23*time.Hour) % (24 * time.Hour), To: (clock + 4*time.Minute) % (24 * time.Hour)}
		for id := int64(2); id <= 5; id++ {
			w.change(id, func(member *alliance.Member) { member.Quiet = &quiet })
		}
		w.asksReceipt(2 * time.Minute)
		w.dispatcher()
		w.passes(4*time.Minute + 45*time.Second)
		if tally, err := w.store.Tally(t.Context(), "b-e"); err != nil || tally.Sent != 2 {
			t.Errorf("tally %+v, %v; want a liaison and the author told before the deadline", tally, err)
		}
	})
}
