package main_test

import (
	"slices"
	"strings"
	"testing"

	"alliancebot/sandbox"
)

// TestOldAlbumIsWithdrawn: the secretariat changes the words of an album, with formatting, and composes a reminder for those who have
// not confirmed. Then it recalls the album, which is too old to be deleted: nothing of it stays with anybody, and the reminder is
// not sent any more.
func TestOldAlbumIsWithdrawn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	run(t, w.settings())
	for user, greeting := range map[int64]string{teacher: "您好", guest: "Hello", owner: "您好"} {
		w.asks(user, "/start", greeting)
	}
	w.sendsAlbum()

	w.edits("修改", "粗体、链接等格式会保留")
	bold := sandbox.Entity{Type: "bold", Offset: 2, Length: 2}
	before := w.posts(sandbox.Post{From: owner, Text: "改到周四", Entities: []sandbox.Entity{bold}})
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "现在修改吗？", AfterNS: before})
	w.edits("发送修改", "修改完毕")
	for _, member := range []int64{teacher, guest} {
		changed := w.told(member, "改到周四")
		if len(changed) != 1 || !slices.Equal(changed[0].CaptionEntities, []sandbox.Entity{bold}) {
			t.Errorf("member %d sees %+v", member, changed)
		}
	}

	w.asks(owner, "/broadcasts", "最近的群发")
	w.edits("第一张", "还没有确认的")
	w.edits("提醒未确认者", "以往群发未确认的")
	w.adds(sandbox.Fault{Action: "too_old", Methods: []string{"deleteMessage", "deleteMessages"}})
	w.edits("撤回", "确定撤回")
	report := w.edits("确定撤回", "撤回完毕")
	if !strings.Contains(report.Text, "已撤回：3 人\n失败：0 人\n跳过：0 人") {
		t.Errorf("the report says\n%s", report.Text)
	}
	w.seesNothingOfIt(teacher, "（此消息已撤回）")
	w.seesNothingOfIt(guest, "(This message was withdrawn.)")
	if pressed := w.presses(owner, "发送给 2 人"); !strings.Contains(pressed.Text, "这次提醒没有发送") {
		t.Errorf("sending the reminder after that says %q", pressed.Text)
	}
	if told := w.told(teacher, "（此消息已撤回）"); len(told) != 2 {
		t.Errorf("the teacher sees\n%s", w.shown(teacher))
	}
}

// seesNothingOfIt wants of an album of three with its button nothing but blank pictures, the first with the line, and the line.
func (w *world) seesNothingOfIt(member int64, line string) {
	w.t.Helper()
	var seen []string
	for _, message := range w.told(member, "") {
		switch {
		case message.Media != nil && len(message.Keyboard) == 0:
			seen = append(seen, message.Media.FileName+" "+message.Caption)
		case message.Text == line && len(message.Keyboard) == 0:
			seen = append(seen, line)
		}
	}
	blank := "withdrawn.png "
	if want := []string{blank + line, blank, blank, line}; !slices.Equal(seen, want) {
		w.t.Errorf("member %d sees %q, want %q", member, seen, want)
	}
}
