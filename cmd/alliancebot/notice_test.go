package main_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestEditedEvent edits an event twenty times within a minute, another one back to what it was, while a member follows a single
// visit by its card and has been reminded of it: those concerned are told once, as it is in the end, after two minutes' quiet, with
// a file for their calendars; and the reminder says from then on what is true.
func TestEditedEvent(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := newWorld(t, sandbox.Config{})
		zone := midday(t, time.Now())
		s := w.settings().with(store).with(settings{"TIMEZONE": zone.String(), "QUIET_HOURS": "off", "REMINDER_LEADS": "72h"})
		run(t, s)
		w.asks(teacher, "/start", "您好")
		w.asks(guest, "/start", "Hello")
		now := time.Now().In(zone).Truncate(time.Second)
		at := func(day, hour int) time.Time { return days(now, day, hour, 0) }
		due := now.Add(15 * time.Second).Truncate(time.Minute).Add(time.Minute)
		visit := occasion{"visit", "参观实训基地", "参观", due.Add(72 * time.Hour), due.Add(74 * time.Hour), "报告厅", ""}
		lecture := occasion{"lecture", "改回原样的讲座", "讲座", at(3, 14), at(3, 16), "报告厅", ""}
		succeeds(t, s, "", "import", fileOf(t, "a.ics", calendar(visit, lecture)))
		w.asks(teacher, "下一场参观", visit.title)
		w.presses(teacher, "提醒我")
		w.presses(teacher, "加入日历")
		reminder := w.awaits(sandbox.Awaited{Chat: teacher, Contains: "参观提醒：还有 3 天", Timeout: time.Until(due) + patience})

		edited, back := visit, lecture
		back.venue = "别处"
		for i := range 20 {
			edited.venue = fmt.Sprintf("实训楼 %d", 301+i)
			succeeds(t, s, "", "import", fileOf(t, "a.ics", calendar(edited, back)))
		}
		succeeds(t, s, "", "import", fileOf(t, "a.ics", calendar(edited, lecture)))
		last := time.Now()
		notice := w.awaits(sandbox.Awaited{Chat: teacher, Contains: "变更通知", Timeout: 3 * time.Minute})
		if !strings.Contains(notice.Caption, "地点改为：实训楼 320\n原定：报告厅") {
			t.Errorf("told\n%s", notice.Caption)
		}
		if file := w.fileOf(notice); !strings.Contains(file, "LOCATION:实训楼 320\r\n") || !strings.Contains(file, "UID:visit\r\n") {
			t.Errorf("the calendar file says\n%s", file)
		}
		mended := w.awaits(sandbox.Awaited{Chat: teacher, Contains: "参观提醒（活动已变更", Edits: true})
		if mended.ID != reminder.ID || !strings.Contains(mended.Text, "地点改为：实训楼 320\n原定：报告厅") {
			t.Errorf("of the reminder\n%s\nbecame\n%s", reminder.Text, mended.Text)
		}
		if quiet := time.Unix(0, notice.AtNS).Sub(last); quiet < 110*time.Second || quiet > 130*time.Second {
			t.Errorf("told after %s", quiet)
		}
		reach(time.Now().Add(5 * time.Second))
		if told := w.told(teacher, "变更通知"); len(told) != 1 {
			t.Errorf("told %d times", len(told))
		}
		if told := w.told(guest, "changed"); len(told) != 0 {
			t.Errorf("who follows no visits was told\n%s", told[0].Text)
		}
	})
}

// fileOf is the content of the file in a message.
func (w *world) fileOf(message sandbox.Message) string {
	w.t.Helper()
	if message.Media == nil {
		w.t.Fatalf("no file in %q", message.Text+message.Caption)
	}
	request, err := http.NewRequestWithContext(w.t.Context(), http.MethodGet, w.Base+message.Media.URL, http.NoBody)
	if err != nil {
		w.t.Fatal(err)
	}
	_, body := answered(w.t, request)
	return body
}
