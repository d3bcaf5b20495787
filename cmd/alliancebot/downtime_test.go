package main_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestDownOverReminder has the bot down while reminders fall due: what is still true is sent late, with the time that is really
// left, and what is not is skipped.
func TestDownOverReminder(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := newWorld(t, sandbox.Config{})
		zone := midday(t, time.Now())
		s := w.settings().with(store).with(settings{"REMINDER_LEADS": "3m, 1m", "TIMEZONE": zone.String()})
		bot := run(t, s)
		w.asks(teacher, "/start", "您好")
		w.asks(guest, "/start", "Hello")
		bot.stop()

		now := time.Now().In(zone).Truncate(time.Second)
		at := func(seconds int) time.Time { return now.Add(time.Duration(seconds) * time.Second) }
		late := occasion{"late", "迟到的提醒", "讲座", at(200), at(3600), "报告厅", ""}    // due in 20 s
		begun := occasion{"begun", "已经开始的讲座", "讲座", at(72), at(3600), "报告厅", ""} // due in 12 s
		succeeds(t, s, "", "import", fileOf(t, "a.ics", calendar(late, begun)))
		reach(begun.start)

		bot = run(t, s)
		reminder := w.awaits(sandbox.Awaited{Chat: teacher, Contains: late.title})
		left := late.start.Sub(time.Unix(0, reminder.AtNS)).Round(time.Minute)
		if want := map[time.Duration]string{2 * time.Minute: "还有 2 分钟", time.Minute: "还有 1 分钟"}[left]; want == "" || !strings.Contains(reminder.Text, want) {
			t.Errorf("%s before the event the reminder says\n%s", left, reminder.Text)
		}
		w.awaits(sandbox.Awaited{Chat: guest, Contains: late.title})
		eventually(t, "the begun event is counted as skipped", patience, func() bool {
			_, metrics := bot.page("/metrics")
			return strings.Contains(metrics, `alliancebot_reminders_skipped_total{reason="event begun"} 1`)
		})
		if told := w.told(teacher, begun.title); len(told) > 0 {
			t.Errorf("reminded of an event that has begun: %s", told[0].Text)
		}
	})
}

// TestOtherQuietHours starts the bot again with other quiet hours: an event that was stored by the old ones is reminded of by the
// new ones.
func TestOtherQuietHours(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := newWorld(t, sandbox.Config{})
		zone := midday(t, time.Now())
		s := w.settings().with(store).with(settings{"REMINDER_LEADS": "1m", "TIMEZONE": zone.String()})
		hour := time.Now().In(zone).Hour()
		daily := s.with(settings{"QUIET_HOURS": fmt.Sprintf("%02d:00-%02d:00", hour-1, hour+2)})
		bot := run(t, daily)
		w.asks(teacher, "/start", "您好")
		now := time.Now().In(zone).Truncate(time.Second)
		lecture := occasion{"disturbing", "白天的讲座", "讲座", now.Add(70 * time.Second), now.Add(time.Hour), "报告厅", ""}
		succeeds(t, daily, "", "import", fileOf(t, "a.ics", calendar(lecture)))
		bot.stop()
		reach(lecture.start.Add(-time.Minute))

		run(t, s)
		w.awaits(sandbox.Awaited{Chat: teacher, Contains: lecture.title})
	})
}
