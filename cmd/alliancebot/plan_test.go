package main_test

import (
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestOrganisersPlan: an organiser sees who will get what of an event and adds a reminder for everybody, which comes at the moment and
// to those that were said; what comes too late is refused, and members see nothing of it.
func TestOrganisersPlan(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := newWorld(t, sandbox.Config{})
		zone := midday(t, time.Now())
		s := w.settings().with(store).with(settings{"TIMEZONE": zone.String(), "REMINDER_LEADS": "2m"})
		run(t, s)
		for _, member := range []int64{teacher, guest, owner} {
			w.says(member, "/start")
		}
		w.awaits(sandbox.Awaited{Chat: owner, Contains: "您好"})
		w.asks(teacher, "/events", "只有组织者")
		w.asks(guest, "/settings", "Settings")
		w.presses(guest, "✓ Lecture")

		due := time.Now().Add(20 * time.Second).Truncate(time.Minute).Add(time.Minute).In(zone)
		lecture := occasion{"planned", "要多提醒一次的讲座", "讲座", due.Add(30 * time.Minute), due.Add(time.Hour), "报告厅", ""}
		succeeds(t, s, "", "import", fileOf(t, "a.ics", calendar(lecture)))
		w.asks(owner, "/events", lecture.title)
		w.presses(owner, lecture.title)
		shown := w.awaits(sandbox.Awaited{Chat: owner, Contains: "提前 2 分钟", Edits: true})
		if want := lecture.start.Add(-2*time.Minute).Format("15:04") + "，2 人\n提前 2 分钟；2 人关注讲座"; !strings.Contains(shown.Text, want) {
			t.Errorf("the plan says\n%s\nwant in it\n%s", shown.Text, want)
		}
		w.presses(owner, "额外提醒")
		w.awaits(sandbox.Awaited{Chat: owner, Contains: "没有额外提醒", Edits: true})
		if refused := w.presses(owner, "提前 1 天"); !strings.Contains(refused.Text, "已经来不及提前 1 天提醒") {
			t.Errorf("a day before: %q", refused.Text)
		}
		w.presses(owner, "提前 30 分钟")
		w.awaits(sandbox.Awaited{Chat: owner, Contains: "额外提醒：提前 30 分钟", Edits: true})
		w.presses(owner, "返回")
		w.awaits(sandbox.Awaited{Chat: owner, Contains: due.Format("15:04") + "，2 人\n提前 30 分钟；2 人关注讲座", Edits: true})

		reminder := w.awaits(sandbox.Awaited{Chat: teacher, Contains: "讲座提醒：还有 30 分钟", Timeout: time.Until(due) + patience})
		if late := time.Unix(0, reminder.AtNS).Sub(due); late < 0 {
			t.Errorf("the reminder came %s before its moment", -late)
		}
		w.awaits(sandbox.Awaited{Chat: owner, Contains: "讲座提醒：还有 30 分钟"})
		if told := w.told(guest, lecture.title); len(told) > 0 {
			t.Errorf("who follows no lectures was told\n%s", told[0].Text)
		}
	})
}
