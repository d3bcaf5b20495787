package main_test

import (
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestFlooded has one member write fifty messages a second while a whole school joins: the others are answered as usual, the one
// gets an answer a second and one polite word, and what the one changes is not lost among the questions.
func TestFlooded(t *testing.T) {
	t.Parallel()
	const flooder, school, others, seconds = crowd, 1000, 39, 6
	w := newWorld(t, sandbox.Config{Limits: sandbox.Limits{Rate: 100, Window: true, ChatRate: 1, ChatBurst: 5}})
	run(t, w.settings().with(startRedis(t).settings()).with(settings{"TELEGRAM_RATE": "100", "TELEGRAM_CHAT_RATE": "1/s"}))
	w.joins(1 + others)

	flood := w.begins(1, 50*seconds, 50)
	began, joined := time.Now().UnixNano(), make(chan error, 1)
	go func() {
		_, err := w.Load(t.Context(), sandbox.Load{Rate: school / 2, First: crowd + 1000, Users: school, Seconds: 2, Text: "/start"})
		joined <- err
	}()
	w.awaits(sandbox.Awaited{Chat: flooder, Contains: "发得太快"})
	w.says(flooder, "/language")
	asked, err := w.Load(t.Context(), sandbox.Load{Rate: 10, First: flooder + 1, Users: others, Seconds: seconds, Text: "/today"})
	if err != nil {
		t.Fatal(err)
	}
	limit := 1000.0 // ms; behind the newcomers it would be ten times that
	if raced {
		limit *= 4
	}
	if asked.Lost > 0 || asked.P99 > limit {
		t.Errorf("the others: %d of %d not answered, p99 %.0f ms, want %.0f", asked.Lost, asked.Sent, asked.P99, limit)
	}
	if err := <-joined; err != nil {
		t.Fatal(err)
	}
	w.awaits(sandbox.Awaited{Contains: "活动助手", Count: school, AfterNS: began, Timeout: 2 * patience})
	if err := <-flood.done; err != nil {
		t.Fatal(err)
	}
	w.awaits(sandbox.Awaited{Chat: flooder, Contains: "qz299qz", Timeout: 3 * patience}) // half a minute of answers may be ahead of it
	w.politely(flooder)
	if refused := w.counts().Flood; refused > 0 {
		t.Errorf("%d requests were refused with 429", refused)
	}
}

// politely wants somebody who wrote far too much to have had an answer a second but for a short burst, and one word about it.
func (w *world) politely(flooder int64) {
	w.t.Helper()
	answers := w.told(flooder, "")
	const burst = 3
	if span := time.Duration(answers[len(answers)-1].AtNS - answers[1].AtNS); len(answers)-1 > int(span.Seconds())+burst { // the first one greets
		w.t.Errorf("%d answers within %s", len(answers)-1, span)
	}
	if words := w.told(flooder, "发得太快"); len(words) != 1 {
		w.t.Errorf("%d polite words, want 1", len(words))
	}
	if changes := w.told(flooder, "语言"); len(changes) != 1 {
		w.t.Errorf("/language was answered %d times:\n%s", len(changes), w.shown(flooder))
	}
}
