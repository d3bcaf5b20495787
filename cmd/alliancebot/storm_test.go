package main_test

import (
	"slices"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestStormOf429: Telegram refuses with rising waits in the middle of a broadcast. The whole sender waits each time, and not the call
// alone that was refused; then all goes on, and everybody is told once.
func TestStormOf429(t *testing.T) {
	t.Parallel()
	const text, members, storms = "请各校确认参会名单。", 600, 3
	w := newWorld(t, sandbox.Config{RTT: 10 * time.Millisecond})
	run(t, w.settings().with(startRedis(t).settings()).with(settings{"TELEGRAM_RATE": "100"}))
	w.joins(members)
	w.asks(owner, "/start", "您好")
	begun := w.broadcasts(text, members+1)
	for wait := 1; wait <= storms; wait++ {
		w.reaches(text, begun, members*wait/(storms+1))
		w.adds(sandbox.Fault{Action: "429", RetryAfter: wait, Methods: []string{"send"}, Count: 1})
		eventually(t, "a message is refused", patience, func() bool { return w.counts().Flood == int64(wait) })
	}
	total, sent, failed, skipped := w.reported(begun)
	if total != members+1 || sent != total || failed+skipped != 0 {
		t.Errorf("the report adds up to %d = %d + %d + %d, want %d members, all reached", total, sent, failed, skipped, members+1)
	}
	w.toldOnce(text, members, nil)
	gaps := w.gaps(text, members)
	for wait := 1; wait <= storms; wait++ {
		if gap := gaps[len(gaps)-storms+wait-1]; gap < time.Duration(wait)*time.Second-100*time.Millisecond {
			t.Errorf("something was sent %s after Telegram had asked to wait %d s", gap, wait)
		}
	}
	if refused := w.counts().Flood; refused != storms {
		t.Errorf("%d messages were refused, want %d", refused, storms)
	}
}

// gaps are the stretches in which nothing of a broadcast arrived anywhere, the longest last.
func (w *world) gaps(text string, members int) []time.Duration {
	w.t.Helper()
	var moments []int64
	for i := range int64(members) {
		for _, message := range w.told(crowd+i, text) {
			moments = append(moments, message.AtNS)
		}
	}
	slices.Sort(moments)
	var gaps []time.Duration
	for i := 1; i < len(moments); i++ {
		gaps = append(gaps, time.Duration(moments[i]-moments[i-1]))
	}
	slices.Sort(gaps)
	return gaps
}

// TestWaitOutlivesDeath: Telegram asks to wait in the middle of a broadcast, and the bot is killed and started again at once; whoever runs
// then waits as well, though nobody has told that process.
func TestWaitOutlivesDeath(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		const text, members, wait = "请各校确认参会名单。", 200, 6
		w := newWorld(t, sandbox.Config{RTT: 10 * time.Millisecond})
		s := w.settings().with(store).with(settings{"TELEGRAM_RATE": "100"})
		bot := run(t, s)
		w.joins(members)
		w.asks(owner, "/start", "您好")
		begun := w.broadcasts(text, members+1)
		w.reaches(text, begun, members/4)
		w.adds(sandbox.Fault{Action: "429", RetryAfter: wait, Methods: []string{"send"}, Count: 1})
		eventually(t, "a message is refused", patience, func() bool { return w.counts().Flood == 1 })
		reach(time.Now().Add(time.Second))
		died := time.Now()
		bot.kill()
		run(t, s)
		if total, sent, _, _ := w.reported(begun); total != members+1 || sent != total {
			t.Errorf("%d of %d are said to be reached, want all of %d", sent, total, members+1)
		}
		w.toldOnce(text, members, []time.Time{died})
		if gaps := w.gaps(text, members); gaps[len(gaps)-1] < wait*time.Second-100*time.Millisecond {
			t.Errorf("something was sent %s after Telegram had asked to wait %d s", gaps[len(gaps)-1], wait)
		}
	})
}
