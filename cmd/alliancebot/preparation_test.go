package main_test

import (
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// TestPrepared lives through the last two hours before a lecture: its speaker and an organiser of its unit are told in the very minute what
// to prepare, once, and who only follows lectures is not; the speaker answers, the organiser hears at once of what came up, and a kill of the
// bot in between changes nothing.
func TestPrepared(t *testing.T) {
	t.Parallel()
	redis := startRedis(t)
	w := newWorld(t, sandbox.Config{})
	zone := midday(t, time.Now())
	s := w.settings().with(redis.settings()).with(settings{"TIMEZONE": zone.String(), "QUIET_HOURS": "off", "REMINDER_LEADS": "2h"})
	bot := run(t, s)
	for _, user := range []int64{teacher, owner} {
		w.asks(user, "/start", "您好")
	}
	w.asks(guest, "/start", "Hello")
	secretariat := w.secretariat(redis)
	const unit = "丽水市职业高级中学"
	for user, change := range map[int64]func(*alliance.Member){
		teacher: func(member *alliance.Member) { member.Expert = "Wang Gang" },
		owner:   func(member *alliance.Member) { member.Role, member.Unit = alliance.Owner, unit },
	} {
		if _, err := secretariat.store.ChangeMember(t.Context(), user, change); err != nil {
			t.Fatal(err)
		}
	}
	due := time.Now().In(zone).Add(25 * time.Second).Truncate(time.Minute).Add(time.Minute)
	start := due.Add(2 * time.Hour)
	text := "编号,标题,类型,开始,结束,地点,主讲人,主办单位\r\nspeech,三教改革,讲座," + start.Format("2006/1/2 15:04") + "," + start.Add(time.Hour).Format("2006/1/2 15:04") + ",报告厅,Wang Gang,\"" + unit + "\"\r\n"
	succeeds(t, s, "", "import", fileOf(t, "a.csv", []byte(text)))
	w.asks(teacher, "/my reminders", "您是主讲人")

	told := w.awaits(sandbox.Awaited{Chat: teacher, Contains: "主讲准备：请提前到场", Timeout: time.Until(due) + patience})
	if late := time.Unix(0, told.AtNS).Sub(due); late < 0 || late > 5*time.Second || !strings.Contains(told.Text, "还有 2 小时") {
		t.Errorf("told %s after the moment:\n%s", late, told.Text)
	}
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "Wang Gang：未回复"})
	w.awaits(sandbox.Awaited{Chat: guest, Contains: "三教改革"}) // the reminder for everybody
	w.adds(sandbox.Fault{Action: "500", Methods: []string{"send"}, Chat: owner, Count: 1})
	w.presses(teacher, "有变动")
	bot.kill() // before the organiser has it
	run(t, s)
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "主讲人告知有变动，请尽快联系"})
	w.presses(teacher, "能到场")
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "现已确认如期到场"})
	w.asks(owner, "/events", "近期活动")
	w.presses(owner, "三教改革")
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "Wang Gang：已确认到场", Edits: true})
	reach(time.Now().Add(3 * time.Second))
	for user, most := range map[int64]map[string]int{
		teacher: {"主讲准备": 1, "讲座提醒": 0}, owner: {"筹备提醒": 1, "讲座提醒": 0, "主讲人可能无法到场": 1, "主讲人能到场了": 1}, guest: {"lecture": 1, "organise": 0, "You speak": 0},
	} {
		for words, want := range most {
			if got := len(w.told(user, words)); got != want {
				t.Errorf("user %d was told %q %d times, want %d", user, words, got, want)
			}
		}
	}
}
