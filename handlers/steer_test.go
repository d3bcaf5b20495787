package handlers_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/store"
)

// steering does everything that can be done to a broadcast that was begun.
func steering(b *book, language alliance.Language) {
	o := newOffice(b, language)
	o.command("broadcasts", "")
	o.members()
	o.command("broadcast", "通知：<明天>")
	o.tap("发送给", "Send to")
	sent := o.latest()
	status := sent.Status
	for _, action := range []string{"recall", "edit", "remind", "pause", "pause", "resume", "retry"} {
		o.tapData(action, alliance.ButtonData("run", sent.ID, action), status)
	}
	o.deliver(sent.ID, map[int64]alliance.Outcome{
		1: {State: alliance.Sent, Messages: []int64{1}}, 2: {State: alliance.Failed, Reason: "400 no"}, 3: {State: alliance.Sent, Messages: []int64{1}},
	})
	o.tapData("pause when it is done", alliance.ButtonData("run", sent.ID, "pause"), status)
	o.command("broadcasts", "")
	o.tap("通知：", "通知：")
	o.tap("明细", "Details")
	o.tap("修改", "Edit")
	o.post("", "")
	o.write("通知：后天")
	o.tap("发送修改", "Send the change")
	o.began("edit")
	o.tapData("recall", alliance.ButtonData("run", sent.ID, "recall"), status)
	o.tap("确定撤回", "Yes, recall")
	o.tapData("recall again", alliance.ButtonData("run", sent.ID, "recall", "yes"), status)
	o.began("recall")
	o.tapData("retry what was recalled", alliance.ButtonData("run", sent.ID, "retry"), status)
	o.tapData("edit what was recalled", alliance.ButtonData("run", sent.ID, "edit"), status)
	o.tapData("cancel", alliance.ButtonData("run", sent.ID, "cancel", "yes"), status)
	for _, data := range []string{"1:run", "1:run:x", "1:run:x:pause", "1:run:" + sent.ID + ":nothing", "1:run:" + sent.ID, "1:got", "1:got:x:y"} {
		reply, err := o.press(data, o.ask(""))
		b.scene(data, reply, err)
	}
	o.command("broadcasts", "")
}

// amending changes one version of a broadcast, reminds with what it says then, and takes it back while a reminder is composed.
func amending(b *book, language alliance.Language) {
	o := newOffice(b, language)
	o.members()
	o.command("broadcast", "周三开会。")
	o.tap("双语", "Languages")
	o.tap("英文版", "English version")
	o.write("We meet on Wednesday.")
	o.tap("回执", "Receipt")
	o.tap("发送给", "Send to")
	sent := o.latest()
	reached := map[int64]alliance.Outcome{}
	for id := int64(1); id <= 3; id++ {
		reached[id] = alliance.Outcome{State: alliance.Sent, Messages: []int64{id}}
	}
	o.deliver(sent.ID, reached)
	o.command("broadcasts", "")
	o.tap("周三开会", "周三开会")
	o.tap("修改", "Edit")
	o.tap("英文版", "English version")
	o.formatted("We meet on Friday.", alliance.Entity{Type: "bold", Offset: 11, Length: 6})
	o.tap("发送修改", "Send the change")
	o.began("edit of the English version")
	o.tapData("show", alliance.ButtonData("run", sent.ID, "show"), 1)
	o.tap("提醒未确认者", "Remind unconfirmed")
	o.tapData("recall", alliance.ButtonData("run", sent.ID, "recall", "yes"), 1)
	o.tap("发送给", "Send to")
	o.tapData("remind of what was recalled", alliance.ButtonData("run", sent.ID, "remind"), 1)
	o.tapData("show", alliance.ButtonData("run", sent.ID, "show"), 1)
}

// TestSentAfterRecall: neither a change nor a reminder that was composed before a recall is sent after it; the author is told why, and
// the draft is gone.
func TestSentAfterRecall(t *testing.T) {
	for action, words := range map[string]string{"edit": "这次修改没有发送", "remind": "这次提醒没有发送"} {
		o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
		o.members()
		o.command("broadcast", "请回执")
		o.tap("回执", "")
		o.tap("发送给", "")
		sent := o.latest()
		o.deliver(sent.ID, map[int64]alliance.Outcome{1: {State: alliance.Sent, Messages: []int64{1}}})
		o.tapData(action, alliance.ButtonData("run", sent.ID, action), 1)
		if action == "edit" {
			o.write("请回执！")
		}
		o.tapData("recall", alliance.ButtonData("run", sent.ID, "recall", "yes"), 1)
		recall, began := o.latest().ID, o.begun
		data, message := o.button(o.in("发送", ""))
		request := o.request(o.language, o.role)
		request.Message = message
		reply, err := o.press(data, request)
		o.check(err)
		if !reply.Alert || !strings.Contains(reply.Toast, words) || reply.Edit == nil || !strings.Contains(reply.Edit.Text, words) || len(reply.Edit.Keyboard) != 0 {
			t.Errorf("%s: %+v", action, reply)
		}
		if _, err := o.store.Draft(t.Context(), chat); alliance.KindOf(err) != alliance.NotFound {
			t.Errorf("%s: the draft is still there: %v", action, err)
		}
		if o.latest().ID != recall || o.begun != began {
			t.Errorf("%s: %+v has begun", action, o.latest())
		}
		shown, err := o.press(alliance.ButtonData("run", sent.ID, "show"), request)
		o.check(err)
		for _, button := range slices.Concat(shown.Edit.Keyboard...) {
			if strings.Contains(button.Text, "提醒") || strings.Contains(button.Text, "修改") {
				t.Errorf("after the recall there is still a button %s", button.Text)
			}
		}
	}
}

// TestRemindersOfWhatWasRecalled: with a broadcast its reminders are recalled; they offer neither a change nor another reminder.
func TestRemindersOfWhatWasRecalled(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.command("broadcast", "请回执")
	o.tap("回执", "")
	o.tap("发送给", "")
	sent := o.latest()
	reached := map[int64]alliance.Outcome{1: {State: alliance.Sent, Messages: []int64{1}}}
	o.deliver(sent.ID, reached)
	o.tapData("remind", alliance.ButtonData("run", sent.ID, "remind"), 1)
	o.tap("发送给", "")
	reminder := o.latest()
	o.deliver(reminder.ID, reached)
	o.tapData("recall?", alliance.ButtonData("run", sent.ID, "recall"), 1)
	if asked := o.messages[o.last].Text; !strings.Contains(asked, "提醒确认的消息会一并撤回") {
		t.Errorf("it is asked %q", asked)
	}
	o.tapData("recall", alliance.ButtonData("run", sent.ID, "recall", "yes"), 1)
	request := o.request(o.language, o.role)
	shown, err := o.press(alliance.ButtonData("run", reminder.ID, "show"), request)
	o.check(err)
	for _, button := range slices.Concat(shown.Edit.Keyboard...) {
		if strings.Contains(button.Text, "提醒") || strings.Contains(button.Text, "修改") {
			t.Errorf("the reminder still has a button %s", button.Text)
		}
	}
	for _, action := range []string{"edit", "remind"} {
		reply, err := o.press(alliance.ButtonData("run", reminder.ID, action), request)
		if o.check(err); !reply.Alert || !strings.Contains(reply.Toast, "已经撤回") {
			t.Errorf("%s: %+v", action, reply)
		}
	}
}

// TestRecalledInTheSameMoment: a change that is sent when the recall has just begun is told the same.
func TestRecalledInTheSameMoment(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.command("broadcast", "通知")
	o.tap("发送给", "")
	sent := o.latest()
	o.deliver(sent.ID, map[int64]alliance.Outcome{1: {State: alliance.Sent, Messages: []int64{1}}})
	o.tapData("edit", alliance.ButtonData("run", sent.ID, "edit"), 1)
	o.write("通知！")
	data, message := o.button("发送修改")
	o.handlers.Dispatches = slow{o.store}
	o.tapData("recall", alliance.ButtonData("run", sent.ID, "recall", "yes"), 1)
	request := o.request(o.language, o.role)
	request.Message = message
	reply, err := o.press(data, request)
	if o.check(err); !strings.Contains(reply.Toast, "这次修改没有发送") {
		t.Errorf("%+v", reply)
	}
}

// slow is a store in which nobody sees yet that something was recalled.
type slow struct{ *store.Store }

func (slow slow) Dispatch(ctx context.Context, id string) (alliance.Dispatch, error) {
	found, err := slow.Store.Dispatch(ctx, id)
	found.Recalled = ""
	return found, err
}

// TestLinksOfAnEditedAlbum: link buttons are offered for an album only where it has a message below it that can carry them.
func TestLinksOfAnEditedAlbum(t *testing.T) {
	for _, receipt := range []bool{true, false} {
		o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
		o.members()
		o.command("broadcast", "")
		o.post("第一张", "album")
		o.post("", "album")
		if receipt {
			o.tap("回执", "")
		}
		o.tap("发送给", "")
		sent := o.latest()
		o.deliver(sent.ID, map[int64]alliance.Outcome{1: {State: alliance.Sent, Messages: []int64{1, 2, 3}}})
		o.tapData("edit", alliance.ButtonData("run", sent.ID, "edit"), 1)
		o.write("改好的说明")
		_, panel := o.button("发送修改")
		offered := slices.ContainsFunc(slices.Concat(o.messages[panel].Keyboard...), func(button alliance.Button) bool { return button.Text == "链接按钮" })
		if offered != receipt {
			t.Errorf("with a receipt %t: link buttons offered %t", receipt, offered)
		}
	}
}

// TestNudgeSaysWhatHolds: whoever has not confirmed is reminded with what the broadcast says since it was edited, as it is formatted.
func TestNudgeSaysWhatHolds(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.command("broadcast", "请回执")
	o.tap("回执", "")
	o.tap("发送给", "")
	sent := o.latest()
	o.deliver(sent.ID, map[int64]alliance.Outcome{1: {State: alliance.Sent, Messages: []int64{1}}})
	o.tapData("edit", alliance.ButtonData("run", sent.ID, "edit"), 1)
	bold := alliance.Entity{Type: "bold", Length: 2}
	o.formatted("明天请回执", bold)
	o.tap("发送修改", "")
	o.tapData("remind", alliance.ButtonData("run", sent.ID, "remind"), 1)
	o.tap("发送给", "")
	reminder := o.latest()
	if said := reminder.Content; said.Text != "明天请回执" || !slices.Equal(said.Entities, []alliance.Entity{bold}) || reminder.Nudges != sent.ID {
		t.Errorf("the reminder is %+v", reminder)
	}
}

// receipts confirms, and reminds those who have not.
func receipts(b *book, language alliance.Language) {
	o := newOffice(b, language)
	o.members()
	o.command("broadcast", "请回执")
	o.tap("试发给我", "Test")
	o.tap("回执", "Receipt")
	o.tap("试发给我", "Test")
	o.tap("收到", "Received")
	o.tap("截止时间", "Confirm by")
	o.write(o.in("今天下午5点", "today 5 pm"))
	o.tap("截止时间", "Confirm by")
	o.idem("通知联络员", "Tell liaisons")
	o.idem("提前 2 小时", "2 hours before")
	o.tap("发送给", "Send to")
	asked := o.latest()
	o.began("asked for receipts")
	reached := map[int64]alliance.Outcome{}
	for id := int64(1); id <= 3; id++ {
		reached[id] = alliance.Outcome{State: alliance.Sent, Messages: []int64{id}}
	}
	o.deliver(asked.ID, reached)
	o.confirms(1, asked.ID)
	o.confirms(1, asked.ID)
	o.command("broadcasts", "")
	o.tap("请回执", "请回执")
	o.tap("提醒未确认者", "Remind unconfirmed")
	o.tap("发送给", "Send to")
	reminder := o.latest()
	o.began("reminder")
	delete(reached, 1)
	o.deliver(reminder.ID, reached)
	o.pass(12 * time.Hour)
	o.confirms(2, reminder.ID)
	o.tapData("show", alliance.ButtonData("run", asked.ID, "show"), 1)
	o.tapData("show under the report", alliance.ButtonData("run", asked.ID, "show"), asked.Status)
	o.tap("提醒未确认者", "Remind unconfirmed")
	for _, unit := range []string{"缙云县职业中等专业学校", "丽水市职业高级中学", ""} {
		o.urges(asked.ID, unit)
	}
	_, err := o.store.ChangeMember(context.Background(), 3, func(member *alliance.Member) { member.Unit = "缙云县职业中等专业学校" })
	o.check(err)
	o.urges(asked.ID, "缙云县职业中等专业学校")
	o.urges(asked.ID, "缙云县职业中等专业学校")
	o.urges("none", "缙云县职业中等专业学校")
	reply, err := o.press("1:urge", o.ask(""))
	b.scene("1:urge", reply, err)
}

// urges has the liaison of a unit remind those of it who have not confirmed.
func (o *office) urges(id, unit string) {
	o.Helper()
	request := o.request(o.language, alliance.Ordinary)
	request.Member.ID, request.Chat, request.Member.Unit, request.Member.Liaison = 31, 31, unit, true
	reply, err := o.press(alliance.ButtonData("urge", id), request)
	o.scene("reminded by the liaison of "+unit, reply, err)
}

// confirms presses the button under a broadcast as a member does.
func (o *office) confirms(member int64, id string) {
	o.Helper()
	request := o.request(o.language, alliance.Ordinary)
	request.Member.ID, request.Chat = member, member
	reply, err := o.press(alliance.ButtonData("got", id), request)
	o.scene("confirmed by a member", reply, err)
}

// TestCardStays: pausing and resuming on the card of a broadcast shows the card again, with the way back.
func TestCardStays(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.command("broadcast", "通知")
	o.tap("发送给", "")
	o.command("broadcasts", "")
	o.tap("通知 ·", "")
	for _, press := range []string{"暂停", "继续", "暂停"} {
		data, message := o.button(press)
		o.tapData(press, data, message)
		o.button("刷新")
		if _, back := o.button("返回"); back != message {
			t.Errorf("after %s there is no way back", press)
		}
	}
}

// TestRecallAfterCancel: a recall that was cancelled halfway can be begun anew, since those who have the message still have it.
func TestRecallAfterCancel(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.English)
	o.members()
	ctx := context.Background()
	_, err := o.store.Begin(ctx, alliance.Dispatch{ID: "b-1", Purpose: alliance.ForBroadcast, Created: o.now, Content: alliance.Content{Text: "news"}})
	o.check(err)
	o.deliver("b-1", map[int64]alliance.Outcome{2: {State: alliance.Sent, Messages: []int64{7}}})
	for _, want := range []string{"b-1-r", "b-1-r-2", "b-1-r-3"} {
		for range 2 { // the same press again begins nothing more
			_, err := o.press("1:run:b-1:recall:yes", o.request(alliance.English, alliance.Organiser))
			o.check(err)
		}
		if latest := o.latest(); latest.ID != want || latest.State != alliance.Expanding {
			t.Errorf("begun is %s, %s, want %s", latest.ID, latest.State, want)
		}
		o.check(o.store.Withdraw(ctx, want))
	}
}
