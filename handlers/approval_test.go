package handlers_test

import (
	"bytes"
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// The admins who approve what the secretariat asks for; the third has blocked the bot.
const (
	firstAdmin  = int64(21)
	secondAdmin = int64(22)
	lostAdmin   = int64(23)
)

// admins are three, of whom the second is an owner by the settings only.
func (o *office) admins() {
	o.Helper()
	o.handlers.Approval, o.handlers.Owners = true, []int64{secondAdmin, chat}
	for id := firstAdmin; id <= lostAdmin; id++ {
		_, err := o.store.ChangeMember(context.Background(), id, func(member *alliance.Member) {
			member.Name, member.Role = map[int64]string{firstAdmin: "王老师", secondAdmin: "李老师", lostAdmin: "赵老师"}[id], alliance.Admin
			switch id {
			case secondAdmin:
				member.Role = alliance.Ordinary
			case lostAdmin:
				member.Unreachable = "blocked"
			}
		})
		o.check(err)
	}
}

// admin is a request of one of the admins.
func (o *office) admin(id int64) bot.Request {
	o.Helper()
	request := o.request(o.language, alliance.Admin)
	request.Member.ID, request.Chat, request.Message = id, id, 900
	request.Member.Name = map[int64]string{firstAdmin: "王老师", secondAdmin: "李老师"}[id]
	return request
}

// decides presses a button under the offer of a broadcast.
func (o *office) decides(id int64, broadcast, action string) bot.Reply {
	o.Helper()
	reply, err := o.press(alliance.ButtonData("ok", broadcast, action), o.admin(id))
	o.check(err)
	o.scene(action+" by "+map[int64]string{firstAdmin: "王老师", secondAdmin: "李老师", chat: "the author"}[id], reply, err)
	return reply
}

// reasons has an admin type something while a reason is waited for.
func (o *office) reasons(id int64, text string) {
	o.Helper()
	request := o.admin(id)
	request.Text = text
	at := slices.IndexFunc(o.table.Commands, func(command bot.Command) bool { return command.Name == "broadcast" })
	reply, err := o.table.Commands[at].Resume(context.Background(), request)
	o.check(err)
	o.scene("“"+text+"” by an admin", reply, err)
}

// asks composes a broadcast and asks for its approval.
func (o *office) asks(text string) string {
	o.Helper()
	o.command("broadcast", text)
	o.tap("发送给", "Send to")
	return o.latest().ID
}

func (o *office) standing(id string) alliance.DispatchState {
	o.Helper()
	state, err := o.store.State(context.Background(), id)
	o.check(err)
	return state
}

// approving asks other admins before anything is sent or changed.
func approving(b *book, language alliance.Language) {
	o := newOffice(b, language)
	o.members()
	o.handlers.Approval = true
	o.command("broadcast", "没有人批准")
	o.tap("发送给", "Send to")
	o.admins()
	first := o.asks("通知：<明天>")
	o.began("asked for approval")
	o.command("broadcasts", "")
	o.decides(chat, first, "give")
	o.decides(firstAdmin, first, "deny")
	o.decides(firstAdmin, first, "show")
	o.decides(firstAdmin, first, "deny")
	o.reasons(firstAdmin, "")
	o.reasons(firstAdmin, "请写明地点 & 时间。")
	o.decides(secondAdmin, first, "give")
	o.tapData("rework", alliance.ButtonData("run", first, "rework"), 1)
	o.tap("发送给", "Send to")
	second := o.latest().ID
	o.tapData("rework what is waiting", alliance.ButtonData("run", second, "rework"), 1)
	o.decides(firstAdmin, second, "give")
	o.write(o.in("通知：后天", "通知：后天"))
	o.tap("发送给", "Send to")
	third := o.latest().ID
	o.decides(firstAdmin, third, "give")
	o.decides(firstAdmin, third, "give")
	o.decides(secondAdmin, third, "plain")
	o.tapData("rework what was approved", alliance.ButtonData("run", third, "rework"), 1)
	o.deliver(third, map[int64]alliance.Outcome{1: {State: alliance.Sent, Messages: []int64{1}}})
	o.tapData("edit", alliance.ButtonData("run", third, "edit"), 1)
	o.write(o.in("通知：大后天", "通知：大后天"))
	o.tap("发送修改", "Send the change")
	o.began("edit, asked for approval")
	o.tap("取消", "Cancel")
	o.tap("确定取消", "Yes, cancel")
	o.decides(secondAdmin, o.latest().ID, "give")
	for _, data := range []string{"1:ok", "1:ok:x:give", "1:ok:" + o.asks("又一条") + ":nothing"} {
		reply, err := o.press(data, o.admin(firstAdmin))
		b.scene(data, reply, err)
	}
	o.pass(25 * time.Hour)
	o.decides(firstAdmin, o.latest().ID, "give")
	o.command("broadcasts", "")
}

// TestOneApprovalCounts: of many admins who press at once one decides, and all see what holds.
func TestOneApprovalCounts(t *testing.T) {
	var log bytes.Buffer
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.admins()
	o.handlers.Log = slog.New(slog.NewTextHandler(&log, nil))
	asked := o.asks("通知")
	var presses []bot.Request
	for i := range 8 {
		presses = append(presses, o.admin([]int64{firstAdmin, secondAdmin}[i%2]))
	}
	var pressing sync.WaitGroup
	replies := make([]bot.Reply, len(presses))
	for i, request := range presses {
		pressing.Go(func() {
			reply, err := o.press(alliance.ButtonData("ok", asked, []string{"give", "plain"}[i/2%2]), request)
			o.check(err)
			replies[i] = reply
		})
	}
	pressing.Wait()
	found, err := o.store.Dispatch(context.Background(), asked)
	o.check(err)
	if by := found.Verdict.By; by != firstAdmin && by != secondAdmin || found.Verdict.Approved() != (found.State == alliance.Expanding) {
		t.Errorf("verdict %+v, %s", found.Verdict, found.State)
	}
	if decided := strings.Count(log.String(), "decision=approve") + strings.Count(log.String(), "decision=return"); decided != 1 {
		t.Errorf("%d decisions in the log:\n%s", decided, log.String())
	}
	word := "批准"
	if !found.Verdict.Approved() {
		word = "退回"
	}
	for i, reply := range replies {
		if mine := presses[i].Member.ID == found.Verdict.By; reply.Edit == nil || !strings.Contains(reply.Edit.Text, word) || strings.Contains(reply.Edit.Text, "您") != mine || reply.Alert == mine {
			t.Errorf("press %d sees %+v", i, reply)
		}
	}
}

// TestApprovers: who is asked, and that the buttons are for admins alone.
func TestApprovers(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.admins()
	asked := o.asks("通知")
	offer, err := o.store.Dispatch(context.Background(), asked+"-o")
	o.check(err)
	if !slices.Equal(offer.Audience.Only, []int64{firstAdmin, secondAdmin}) || offer.Of != asked {
		t.Errorf("offered as %+v", offer)
	}
	for _, button := range o.table.Buttons {
		if button.Verb == "ok" && button.Role != alliance.Admin {
			t.Errorf("%s may approve", button.Role)
		}
	}
}

// TestDecidedAgain: a press that a crash cut off is handled again, and its author is told once.
func TestDecidedAgain(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.admins()
	asked := o.asks("通知")
	first, again := o.decides(firstAdmin, asked, "give"), o.decides(firstAdmin, asked, "give")
	if first.Edit.Text != again.Edit.Text || o.standing(asked) != alliance.Expanding {
		t.Errorf("%q, then %q", first.Edit.Text, again.Edit.Text)
	}
	memo, err := o.store.Dispatch(context.Background(), asked+"-v")
	o.check(err)
	if !slices.Equal(memo.Audience.Only, []int64{chat}) {
		t.Errorf("the verdict is for %v", memo.Audience.Only)
	}
}

// TestApprovalTooLate: what is meant for a time that has passed is not approved any more.
func TestApprovalTooLate(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.admins()
	o.command("broadcast", "今晚见")
	o.tap("定时", "")
	o.write("今晚8点")
	o.tap("到时发送", "")
	asked := o.latest()
	if !asked.AnswerBy.Equal(asked.NotBefore) {
		t.Errorf("to be answered by %s, to be sent at %s", asked.AnswerBy, asked.NotBefore)
	}
	o.pass(10 * time.Hour)
	reply := o.decides(firstAdmin, asked.ID, "give")
	if o.standing(asked.ID) != alliance.Withdrawn || !strings.Contains(reply.Edit.Text, "没有在期限内") {
		t.Errorf("%s: %s", o.standing(asked.ID), reply.Edit.Text)
	}
}

// TestReasonKeepsDraft: an admin who composes a broadcast of their own does not lose it by returning another one.
func TestReasonKeepsDraft(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.admins()
	asked := o.asks("通知")
	own := alliance.Draft{ID: "own", Command: "broadcast", Dispatch: alliance.Dispatch{Content: alliance.Content{Text: "我的通知"}}}
	o.check(o.store.SetDraft(context.Background(), firstAdmin, own))
	o.decides(firstAdmin, asked, "deny")
	o.decides(firstAdmin, asked, "plain")
	kept, err := o.store.Draft(context.Background(), firstAdmin)
	o.check(err)
	if kept.ID != "own" || o.standing(asked) != alliance.Withdrawn {
		t.Errorf("draft %+v, %s", kept, o.standing(asked))
	}
}

// TestReworkByAnother: whoever makes a draft of what another one asked for returns it, and its author hears of that.
func TestReworkByAnother(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.admins()
	asked := o.asks("通知")
	_, err := o.press(alliance.ButtonData("run", asked, "rework"), o.admin(firstAdmin))
	o.check(err)
	found, err := o.store.Dispatch(context.Background(), asked)
	o.check(err)
	memo, err := o.store.Dispatch(context.Background(), asked+"-v")
	o.check(err)
	if found.Verdict.Why != alliance.Returned || found.Verdict.By != firstAdmin || !slices.Equal(memo.Audience.Only, []int64{chat}) {
		t.Errorf("verdict %+v, told %v", found.Verdict, memo.Audience.Only)
	}
}

// TestReasonTooLate: a reason that comes when the time for an answer is over returns nothing.
func TestReasonTooLate(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.admins()
	asked := o.asks("通知")
	o.decides(firstAdmin, asked, "deny")
	o.pass(25 * time.Hour)
	o.reasons(firstAdmin, "太晚了")
	found, err := o.store.Dispatch(context.Background(), asked)
	o.check(err)
	if found.Verdict.Why != alliance.Expired {
		t.Errorf("verdict %+v", found.Verdict)
	}
}
