package main_test

import (
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// TestReceiptsWatched: the secretariat sees confirmations come in, also across a crash, who joins late is asked too, and before the
// deadline the liaison of a unit hears who has not confirmed and reminds them in time.
func TestReceiptsWatched(t *testing.T) {
	t.Parallel()
	redis := startRedis(t)
	w := newWorld(t, sandbox.Config{})
	s := w.settings().with(redis.settings())
	bot := run(t, s)
	for _, user := range []int64{teacher, owner} {
		w.asks(user, "/start", "您好")
	}
	secretariat := w.secretariat(redis)
	joinsUnit := func(id int64, liaison bool) {
		t.Helper()
		if _, err := secretariat.store.ChangeMember(t.Context(), id, func(member *alliance.Member) { member.Unit, member.Liaison = "丽水职高", liaison }); err != nil {
			t.Fatal(err)
		}
	}
	joinsUnit(teacher, true)
	begun := w.asks(owner, "/broadcast 请回执。", "现在发送吗？").AtNS
	w.edits("对象", "请选择对象")
	w.edits("新加入者也发", "新加入者：")
	w.edits("返回", "现在发送吗？")
	w.edits("回执", "回执：需要")
	w.edits("回执截止时间", "请发来回执的截止时间")
	w.asks(owner, "明天下午5点", "现在发送吗？")
	w.edits("回执截止时间", "请发来回执的截止时间")
	w.edits("通知联络员", "到时把未确认的名单发给各单位联络员")
	w.edits("提前 2 小时", "即截止前 2 小时，把未确认的名单发给各单位联络员")
	w.edits("发送给", "已确认收到：0 人")
	if told := w.told(guest, "请回执。"); len(told) != 0 {
		t.Errorf("a member who has not started was told %+v", told)
	}
	w.presses(teacher, "收到")
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "已确认收到：1 人", Edits: true, AfterNS: begun})
	w.says(guest, "/start")
	w.awaits(sandbox.Awaited{Chat: guest, Contains: "请回执。"})
	joinsUnit(guest, false)
	id := secretariat.latest()
	eventually(t, "it is noted that the late joiner has it", patience, func() bool { return secretariat.tally(id).Sent == 3 }) // else it may be sent again
	bot.kill()
	run(t, s)
	w.presses(owner, "收到")
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "已确认收到：2 人", Edits: true, AfterNS: begun})

	asked, err := secretariat.store.Dispatch(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	memo := asked.OutstandingMemo()
	if left := asked.Deadline.Sub(memo.NotBefore); left != 2*time.Hour {
		t.Errorf("the liaison is told %s before the deadline", left)
	}
	memo.ID, memo.Created, memo.NotBefore = memo.ID+"-now", time.Now(), time.Now().Add(time.Second) // else the story would last a day
	if _, err := secretariat.store.Begin(t.Context(), memo); err != nil {
		t.Fatal(err)
	}
	listed := w.awaits(sandbox.Awaited{Chat: teacher, Contains: "还没有确认", AfterNS: begun})
	if !strings.Contains(listed.Text, "Ms Lin") || strings.Contains(listed.Text, "陈老师") || !strings.Contains(listed.Text, "请提醒他们按时确认") {
		t.Errorf("the liaison was told %q", listed.Text)
	}
	w.presses(teacher, "提醒本单位未确认者")
	w.awaits(sandbox.Awaited{Chat: guest, Contains: "Please confirm", AfterNS: begun})
	w.presses(guest, "Received")
	if confirmed, err := secretariat.store.Confirmed(t.Context(), asked.ID); err != nil || confirmed != 3 {
		t.Errorf("%d have confirmed, %v", confirmed, err)
	}
	if told := w.told(guest, "请回执。"); len(told) != 2 { // the message, and its beginning in the reminder
		t.Errorf("a late joiner was told %d times", len(told))
	}
}
