package main_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestSecretariatComposes goes through all that the secretariat does with broadcasts in the chat, from an album with a receipt to
// a recall.
func TestSecretariatComposes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	run(t, w.settings())
	for _, user := range []int64{teacher, guest, owner} {
		w.says(user, "/start")
	}
	w.awaits(sandbox.Awaited{Chat: guest, Contains: "Hello"})
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "您好"})
	w.sendsAlbum()
	w.remindsOfReceipt()
	w.schedulesAndCancels()
	w.editsAndRecalls()
}

// edits presses a button and waits until a message with these words is said or edited.
func (w *world) edits(button, words string) sandbox.Message {
	w.t.Helper()
	before := time.Now().UnixNano()
	w.presses(owner, button)
	return w.awaits(sandbox.Awaited{Chat: owner, Contains: words, AfterNS: before, Edits: true})
}

// becomes presses a button and waits until this message has these words, whatever other messages come to say meanwhile.
func (w *world) becomes(message sandbox.Message, button, words string) {
	w.t.Helper()
	w.presses(owner, button)
	eventually(w.t, words, patience, func() bool {
		return slices.ContainsFunc(w.told(owner, words), func(told sandbox.Message) bool { return told.ID == message.ID })
	})
}

// pictures are the albums that the bot sent to a chat, as one list of their captions.
func (w *world) pictures(chat int64) []string {
	w.t.Helper()
	var captions []string
	for _, message := range w.told(chat, "") {
		if message.Media != nil && message.Media.Type == "photo" {
			captions = append(captions, message.Caption)
		}
	}
	return captions
}

func (w *world) sendsAlbum() {
	w.t.Helper()
	w.asks(owner, "/broadcast", "请把要群发的消息发给我")
	for _, caption := range []string{"第一张", "第二张", "第三张"} {
		w.posts(sandbox.Post{From: owner, Photo: true, Caption: caption, Album: "album"})
	}
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "上面的相册，共 3 项", Edits: true})
	w.edits("回执", "回执：需要")
	w.edits("试发", "请")
	album := []string{"第一张", "第二张", "第三张"}
	if got := w.pictures(owner); !slices.Equal(got, album) {
		w.t.Errorf("on trial the secretariat sees %q", got)
	}
	w.edits("发送给 3 人", "发送完毕")
	for _, member := range []int64{teacher, guest} {
		if got := w.pictures(member); !slices.Equal(got, album) {
			w.t.Errorf("member %d sees %q", member, got)
		}
	}
	for range 2 {
		if pressed := w.presses(teacher, "收到"); pressed.Text != "已确认，谢谢！" {
			w.t.Errorf("the teacher confirms and hears %q", pressed.Text)
		}
	}
}

func (w *world) remindsOfReceipt() {
	w.t.Helper()
	shown := w.edits("更多", "还没有确认的")
	if !strings.Contains(shown.Text, "已确认 1 人") || !strings.Contains(shown.Text, "未登记单位：2 人") {
		w.t.Errorf("the broadcast shows\n%s", shown.Text)
	}
	before := time.Now().UnixNano()
	w.presses(owner, "明细")
	eventually(w.t, "the spreadsheet arrives", patience, func() bool {
		return slices.ContainsFunc(w.told(owner, ""), func(message sandbox.Message) bool {
			return message.AtNS > before && message.Media != nil && strings.HasSuffix(message.Media.FileName, ".xlsx")
		})
	})
	draft := w.edits("提醒未确认者", "以往群发未确认的，2 人")
	w.becomes(draft, "发送给 2 人", "发送完毕")
	if again := w.pictures(teacher); len(again) != 3 {
		w.t.Errorf("the teacher, who has confirmed, is reminded: %q", again)
	}
	if pressed := w.presses(guest, "Received"); pressed.Text != "Confirmed, thank you!" {
		w.t.Errorf("the guest confirms and hears %q", pressed.Text)
	}
	listed := w.asks(owner, "/broadcasts", "最近的群发")
	if strings.Count(listed.Text, "已送达 3 人，已确认 2 人") != 1 || strings.Count(listed.Text, "已送达 2 人，已确认 1 人") != 1 {
		w.t.Errorf("the list says\n%s", listed.Text)
	}
}

func (w *world) schedulesAndCancels() {
	w.t.Helper()
	w.asks(owner, "/broadcast 明天见。", "现在发送吗？")
	w.edits("定时", "请告诉我发送时间")
	w.asks(owner, "昨天8点", "已经过去了")
	w.asks(owner, "明早8点", "按时发送吗？")
	w.edits("到时发送", "已定时")
	w.edits("取消", "确定取消")
	w.edits("确定取消", "已取消")
	if told := w.told(teacher, "明天见"); len(told) != 0 {
		w.t.Errorf("a cancelled broadcast was sent: %+v", told)
	}
}

func (w *world) editsAndRecalls() {
	w.t.Helper()
	draft := w.asks(owner, "/broadcast 周三开会。", "现在发送吗？")
	w.becomes(draft, "发送给 3 人", "发送完毕")
	w.edits("修改", "请发来修改后的文字")
	change := w.asks(owner, "周四开会。", "现在修改吗？")
	w.becomes(change, "发送修改", "修改完毕")
	if len(w.told(teacher, "周四开会")) != 1 || len(w.told(teacher, "周三开会")) != 0 {
		w.t.Errorf("after the change the teacher sees\n%s", w.shown(teacher))
	}
	w.edits("撤回", "确定撤回")
	w.edits("确定撤回", "撤回完毕")
	if told := w.told(teacher, "开会"); len(told) != 1 || !told[0].Deleted {
		w.t.Errorf("after the recall the teacher sees\n%s", w.shown(teacher))
	}
}
