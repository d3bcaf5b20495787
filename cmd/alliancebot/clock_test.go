package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// skewable builds a program whose clock can be set, once.
var skewable = sync.OnceValues(func() (string, error) {
	folder := filepath.Join(filepath.Dir(program), "skewed") // goes with the other one
	if err := os.Mkdir(folder, 0o700); err != nil {
		return "", err
	}
	return build(folder, "-tags", "skewed")
})

// clocked is a bot whose clock is set.
type clocked struct {
	*world
	file, program string
	settings      settings
}

// set makes the bot's clock differ from the machine's.
func (c *clocked) set(skew time.Duration) {
	c.t.Helper()
	if err := os.WriteFile(c.file, []byte(skew.String()), 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// TestRemindersByEveryClock has reminders fall due where the clocks are put forward and back, where a year ends, and about a leap day;
// then the clock is set back by an hour and forth again. Each comes once, at its moment, and says the time that is really left.
func TestRemindersByEveryClock(t *testing.T) {
	t.Parallel()
	redis := startRedis(t)
	for number, c := range []struct{ name, zone, start string }{
		{"spring in Berlin", "Europe/Berlin", "2027-03-28T03:30:00+02:00"}, // by the clock on the wall two hours after the reminder
		{"autumn in Berlin", "Europe/Berlin", "2027-10-31T02:30:00+01:00"}, // the same hour again
		{"spring in New York", "America/New_York", "2027-03-14T03:30:00-04:00"},
		{"autumn in New York", "America/New_York", "2027-11-07T01:30:00-05:00"},
		{"new year", "Asia/Shanghai", "2027-01-01T00:30:00+08:00"},
		{"leap day", "Asia/Shanghai", "2028-02-29T00:30:00+08:00"},
		{"after a leap day", "Asia/Shanghai", "2028-03-01T00:30:00+08:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			start, err := time.Parse(time.RFC3339, c.start)
			if err != nil {
				t.Fatal(err)
			}
			program, err := skewable()
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t, sandbox.Config{})
			bot := &clocked{world: w, file: fileOf(t, "clock", nil), program: program, settings: w.settings().with(settings{
				"REDIS_URL": fmt.Sprintf("%s/%d", redis.settings()["REDIS_URL"], number), "TIMEZONE": c.zone, "REMINDER_LEADS": "1h",
				"DIGEST_DAILY": "off", "DIGEST_WEEKLY": "off",
			})}
			bot.remindsOnce(start)
		})
	}
}

func (c *clocked) remindsOnce(start time.Time) {
	c.t.Helper()
	due := time.Now().Add(25 * time.Second).Truncate(time.Minute).Add(time.Minute) // by the machine's clock
	skew := start.Add(-time.Hour).Sub(due)
	c.set(skew)
	process := launchIn(c.t, filepath.Dir(c.file), c.settings, c.program)
	c.asks(teacher, "/start", "您好")
	lecture := occasion{"lecture", "按钟点的讲座", "讲座", start.UTC(), start.UTC().Add(time.Hour), "报告厅", ""}
	if ended := call(c.t, c.settings, "", "import", fileOf(c.t, "a.ics", calendar(lecture))); ended.code != 0 {
		c.t.Fatalf("import: %s%s", ended.out, ended.err)
	}
	reminder := c.awaits(sandbox.Awaited{Chat: teacher, Contains: lecture.title, Timeout: time.Until(due) + patience})
	if late := time.Unix(0, reminder.AtNS).Sub(due); late < 0 || late > 5*time.Second {
		c.t.Errorf("reminded %s after the moment", late)
	}
	if !strings.Contains(reminder.Text, "还有 1 小时") {
		c.t.Errorf("an hour before the event the reminder says\n%s", reminder.Text)
	}
	for _, change := range []time.Duration{-time.Hour, 0} {
		process.stop()
		c.set(skew + change)
		process = launchIn(c.t, filepath.Dir(c.file), c.settings, c.program) // whatever is due is looked for at the start
		c.asks(teacher, "/help", "/week")
		reach(time.Now().Add(2 * time.Second))
	}
	if reminders := c.told(teacher, lecture.title); len(reminders) != 1 {
		c.t.Errorf("reminded %d times:\n%s", len(reminders), c.shown(teacher))
	}
}
