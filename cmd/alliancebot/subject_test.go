package main_test

import (
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestSubjects asks a running bot for what another process has just stored, changed and replaced.
func TestSubjects(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	now := time.Now().In(midday(t, time.Now()))
	s := w.settings().with(settings{"TIMEZONE": now.Location().String()})
	run(t, s)
	w.asks(teacher, "/start", "您好")
	backup := fileOf(t, "before.json", []byte(succeeds(t, s, "", "export")))
	event := occasion{"W-1", "焊接机器人示教", "培训", days(now, 1, 14, 0), days(now, 1, 16, 0), "实训楼", "Ye Jun"}
	finds := func(words, answer string) {
		t.Helper()
		eventually(t, words+": "+answer, patience, func() bool {
			before := len(w.told(teacher, answer))
			w.awaits(sandbox.Awaited{Chat: teacher, AfterNS: w.says(teacher, "/find "+words)})
			return len(w.told(teacher, answer)) > before
		})
	}
	finds("机器人", "没有找到")
	succeeds(t, s, "", "import", fileOf(t, "a.csv", table(t, event)))
	stored := time.Now()
	finds("机器人", event.title)
	t.Logf("found %s after it was stored", time.Since(stored).Round(time.Millisecond))
	finds("welding", event.title)
	event.title = "铣削工艺"
	succeeds(t, s, "", "import", fileOf(t, "a.csv", table(t, event)))
	finds("铣削", event.title)
	finds("机器人", "没有找到")
	succeeds(t, s, "", "restore", "--replace", backup)
	finds("铣削", "没有找到")
}
