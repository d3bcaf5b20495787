package handlers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// composing composes broadcasts of every sort.
func composing(b *book, language alliance.Language) {
	o := newOffice(b, language)
	o.command("broadcast", "通知")
	o.tap("对象", "Audience")
	o.tap("返回", "Back")
	o.tap("取消", "Cancel")
	o.members()
	o.command("broadcast", "")
	o.command("cancel", "")
	o.command("broadcast", "通知：<明天> & 后天")
	old, panel := o.button(o.in("发送给", "Send to"))
	o.idem("回执", "Receipt")
	o.idem("紧急", "Urgent")
	o.tap("试发给我", "Test")
	o.tap("链接按钮", "Link")
	o.write("报名表")
	o.write("报名表 example.org\n日程 https://example.org/b")
	o.write(strings.Repeat("表 https://example.org/\n", 9))
	o.write("报名表 https://example.org/a?b=1&c=2\n\n会议 日程　http://example.org/b")
	o.tap("链接按钮", "Link")
	o.tap("去掉链接按钮", "No link")
	o.tap("双语", "Languages")
	o.tap("英文版", "English version")
	o.write("Notice: <tomorrow>")
	o.tap("双语", "Languages")
	o.idem("英文版", "English version")
	o.tap("返回", "Back")
	o.tap("换内容", "Other message")
	o.post("海报", "")
	o.tap("回执", "Receipt")
	o.tap("发送给", "Send to")
	o.tapData("Send again", old, panel)
	o.began("sent")

	o.command("broadcast", "")
	o.tapData("Send of the broadcast before", old, panel)
	o.post("第一张", "album")
	o.post("", "album")
	o.post("", "album")
	o.tap("试发给我", "Test")
	o.tap("取消", "Cancel")
	o.command("broadcast", strings.Repeat("长", 4097))
	o.write("")
	if b.begun != 1 {
		b.Errorf("%d wakes", b.begun)
	}
}

// began writes down the latest broadcast.
func (o *office) began(title string) {
	o.Helper()
	text, err := json.MarshalIndent(o.latest(), "", "  ")
	o.check(err)
	fmt.Fprintf(o, "=== %s\n%s\n\n", title, text)
}

// audiences chooses to whom a broadcast goes.
func audiences(b *book, language alliance.Language) {
	o := newOffice(b, language)
	o.members()
	o.command("broadcast", "第一次群发")
	o.tap("回执", "Receipt")
	o.tap("发送给", "Send to")
	first := o.latest().ID
	o.deliver(first, map[int64]alliance.Outcome{1: {State: alliance.Sent, Messages: []int64{1}}, 2: {State: alliance.Sent, Messages: []int64{1}}, 3: {State: alliance.Failed, Reason: "400 no"}})
	_, err := o.store.Confirm(context.Background(), first, 1, o.now)
	o.check(err)

	o.command("broadcast", "第二次群发")
	o.tap("对象", "Audience")
	o.tap("单位", "Unit")
	o.idem("缙云", "缙云")
	o.tap("返回", "Back")
	o.tap("语言", "Language")
	o.idem("中文", "Chinese")
	o.idem("英文", "English")
	o.idem("中文", "Chinese")
	o.tap("返回", "Back")
	o.tap("关注类别", "Kind followed")
	o.idem("培训", "Training")
	o.tap("返回", "Back")
	o.tap("全体成员", "All members")
	o.tap("不含：角色", "Not: role")
	o.idem("组织者", "organiser")
	o.tap("返回", "Back")
	o.tap("不含：角色", "Not: role")
	o.idem("组织者", "organiser")
	o.tap("返回", "Back")
	o.idem("新加入者也发", "Late joiners")
	o.tap("以往群发", "Earlier broadcast")
	o.idem("未确认", "Not confirmed")
	o.idem("未送达", "Not reached")
	o.tap("发送给", "Send to")
	o.began("sent to those not reached")
	for _, data := range []string{"in", "in:role", "in:kind:on:10", "in:kind:on:x", "in:nothing:on:x", "in:unit:on:none", "page:nothing", "page", "version:fr:on", "event:x:y", "nothing"} {
		o.command("broadcast", "通知")
		_, message := o.button(o.in("对象", "Audience"))
		id := strings.Split(o.messages[message].Keyboard[0][0].Data, ":")[2]
		reply, err := o.press("1:bc:"+id+":"+data, o.ask(""))
		if alliance.KindOf(err) != alliance.Invalid && alliance.KindOf(err) != alliance.NotFound && err != nil {
			b.Errorf("%s: %v", data, err)
		}
		b.scene(data, reply, err)
	}
}

// schedules chooses when a broadcast goes out.
func schedules(b *book, language alliance.Language) {
	o := newOffice(b, language)
	o.members()
	o.command("broadcast", "通知")
	o.tap("定时", "Schedule")
	for _, text := range []string{o.in("有空的时候", "some time"), o.in("明天", "tomorrow"), o.in("2月30日8点", "30 February 8 am"), o.in("昨天8点", "yesterday 8 am"), strings.Repeat("长", 600)} {
		o.write(text)
	}
	o.post("", "")
	o.write(o.in("明早8点", "tomorrow 8 am"))
	o.tap("回执", "Receipt")
	o.tap("截止时间", "Confirm by")
	o.write(o.in("今天下午5点", "today 5 pm"))
	o.write(o.in("周五下午5点", "Friday 5 pm"))
	o.tap("截止时间", "Confirm by")
	o.tap("不设截止时间", "No time limit")
	o.tap("定时", "Schedule")
	o.tap("不定时", "Not scheduled")
	o.tap("定时", "Schedule")
	o.write(o.in("活动前两小时", "two hours before the event"))
	o.tap("返回", "Back")
	o.write(o.in("提前两小时", "2 hours before"))
	o.write(o.in("火箭", "rockets"))
	o.write(o.in("教研活动", "机器人"))
	o.tap(o.in("教研活动", "机器人"), o.in("教研活动", "机器人"))
	o.tap("到时发送", "Send then")
	o.began("scheduled")
	o.command("broadcasts", "")
	o.tap("通知 ·", "通知 ·")
	o.tap("取消", "Cancel")
	o.tap("保留", "Keep")
	o.tap("取消", "Cancel")
	o.tap("确定取消", "Yes, cancel")
	o.command("broadcasts", "")

	o.command("broadcast", "太晚了")
	o.tap("定时", "Schedule")
	o.write(o.in("两小时后", "in 2 hours"))
	o.now = o.now.Add(3 * time.Hour)
	o.tap("到时发送", "Send then")
	o.write(o.in("提前50天", "50 days ahead"))
	data, message := o.button(o.in("返回", "Back"))
	too := strings.Replace(data, "page:time", "event:"+alliance.EventID("seminar")+":1200h0m0s", 1)
	o.tapData("an event too near", too, message)
}

// TestOthersButtons: a panel's buttons do nothing for somebody else, who has no such draft.
func TestOthersButtons(t *testing.T) {
	b := &book{desk: newDesk(t)}
	o := newOffice(b, alliance.Chinese)
	o.members()
	o.command("broadcast", "通知")
	data, message := o.button("发送给")
	request := o.request(alliance.Chinese, alliance.Organiser)
	request.Chat, request.Member.ID, request.Message = chat+1, chat+1, message
	reply, err := o.press(data, request)
	if err != nil || !reply.Alert || o.begun != 0 {
		t.Errorf("%+v, %v", reply, err)
	}
	for _, button := range o.table.Buttons {
		if (button.Verb == "bc" || button.Verb == "run") && button.Role != alliance.Organiser {
			t.Errorf("%s is for %s", button.Verb, button.Role)
		}
	}
}

// TestAlbumTwice: an update handled again adds no part twice, and parts that come late still stand in order.
func TestAlbumTwice(t *testing.T) {
	b := &book{desk: newDesk(t)}
	o := newOffice(b, alliance.Chinese)
	o.members()
	o.command("broadcast", "")
	var parts []bot.Request
	for range 3 {
		request := o.ask("")
		request.Media, request.Album = true, "a"
		parts = append(parts, request)
	}
	for _, i := range []int{1, 0, 1, 2, 0} {
		o.send("part", parts[i])
	}
	draft, err := o.store.Draft(context.Background(), chat)
	o.check(err)
	var got []int64
	for _, source := range draft.Dispatch.Content.Sources {
		got = append(got, source.Message)
	}
	if fmt.Sprint(got) != fmt.Sprint([]int64{parts[0].Message, parts[1].Message, parts[2].Message}) {
		t.Errorf("album of %v", got)
	}
}

// TestLongCaption: what replaces the caption of a picture may be as long as a caption, what replaces a text as long as a text.
func TestLongCaption(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	edited := func(length int) string {
		o.deliver(o.latest().ID, map[int64]alliance.Outcome{1: {State: alliance.Sent, Messages: []int64{1}}})
		o.tapData("edit", alliance.ButtonData("run", o.latest().ID, "edit"), o.last)
		o.write(strings.Repeat("长", length))
		draft, err := o.store.Draft(context.Background(), chat)
		o.check(err)
		return draft.Dispatch.Content.Text
	}
	for _, test := range []struct {
		picture bool
		length  int
		taken   bool
	}{{true, 1024, true}, {true, 1025, false}, {false, 1025, true}} {
		o.command("broadcast", "")
		if test.picture {
			o.post("海报", "")
		} else {
			o.write("通知")
		}
		o.tap("发送给", "")
		if taken := edited(test.length) != ""; taken != test.taken {
			t.Errorf("%+v: taken %t", test, taken)
		}
	}
}

// TestDraftIDTaken: a broadcast whose id another one has, as after a change of the token, is sent all the same, and once.
func TestDraftIDTaken(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	ctx := context.Background()
	o.command("broadcast", "新的通知")
	draft, err := o.store.Draft(ctx, chat)
	o.check(err)
	_, err = o.store.Begin(ctx, alliance.Dispatch{ID: "b-" + draft.ID, Purpose: alliance.ForBroadcast, Created: o.now, Author: chat, Content: alliance.Content{Text: "旧的通知"}})
	o.check(err)
	data, message := o.button("发送给")
	for range 2 {
		o.tapData("send", data, message)
		o.check(o.store.SetDraft(ctx, chat, draft)) // as if the first press was cut off before the draft was dropped
	}
	all, err := o.store.Broadcasts(ctx, 10)
	o.check(err)
	if len(all) != 2 || all[0].Content.Text != "新的通知" {
		t.Errorf("%d broadcasts, the last %+v", len(all), all[0])
	}
}

// TestMovesWithEvent: a broadcast that waits for an event is shown with the time that the event has now.
func TestMovesWithEvent(t *testing.T) {
	b := &book{desk: newDesk(t)}
	o := newOffice(b, alliance.Chinese)
	o.members()
	event := o.event("e", alliance.Lecture, 2, 14, "机器人讲座", nil)
	o.put(event)
	o.command("broadcast", "随活动")
	o.tap("定时", "")
	o.write("活动前两小时")
	o.tap("机器人讲座", "")
	o.tap("到时发送", "")
	event.Start, event.End = event.Start.AddDate(0, 0, 3), event.End.AddDate(0, 0, 3)
	o.put(event)
	before := b.Len()
	o.command("broadcasts", "")
	o.tap("随活动 ·", "")
	if shown := b.String()[before:]; strings.Count(shown, "12月6日（周日）12:00") != 2 || strings.Contains(shown, "12月3日") {
		t.Error(shown)
	}
}
