package main_test

import (
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestTwoPairsOfEyes: what one owner wants to send goes out when the other one has approved it, whatever dies meanwhile; returned, it
// is changed and asked for again.
func TestTwoPairsOfEyes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	s := w.settings().with(settings{"APPROVAL": "on", "BOT_OWNERS": "1001,1003"})
	bot := run(t, s)
	for _, user := range []int64{guest, owner} {
		w.says(user, "/start")
	}
	w.awaits(sandbox.Awaited{Chat: guest, Contains: "Hello"})
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "您好"})
	w.asks(owner, "/broadcast 周三开会。", "须经另一位管理员批准")
	w.edits("发送给", "没有人能批准")
	w.asks(teacher, "/start", "您好")

	asked := w.asks(owner, "/broadcast 周三开会。", "须经另一位管理员批准").AtNS
	w.edits("发送给 3 人", "等待另一位管理员批准")
	w.awaits(sandbox.Awaited{Chat: teacher, Contains: "秘书处请您批准一条群发", AfterNS: asked})
	w.presses(teacher, "退回")
	w.awaits(sandbox.Awaited{Chat: teacher, Contains: "请发来退回的理由", Edits: true, AfterNS: asked})
	w.asks(teacher, "请写明地点。", "已由您于")
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "理由：请写明地点。", AfterNS: asked})

	changed := time.Now().UnixNano()
	w.presses(owner, "修改")
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "周三开会", AfterNS: changed})
	w.edits("换内容", "请发来新的内容")
	w.asks(owner, "周三在报告厅开会。", "须经另一位管理员批准")
	bot.kill()
	bot = run(t, s)
	w.edits("发送给 3 人", "等待另一位管理员批准")
	w.awaits(sandbox.Awaited{Chat: teacher, Contains: "请您批准一条群发", AfterNS: changed})
	bot.kill()
	run(t, s)
	if told := w.told(guest, "开会"); len(told) != 0 {
		t.Errorf("sent before it was approved: %+v", told)
	}
	w.presses(teacher, "批准发送")
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "发送完毕", Edits: true, AfterNS: changed})
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "已由陈老师于", AfterNS: changed})
	if told := w.told(guest, "周三在报告厅开会。"); len(told) != 1 {
		t.Errorf("a member was told %d times", len(told))
	}
}
