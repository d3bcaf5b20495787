package handlers_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// limited composes a broadcast to be confirmed by then, and escalated.
func (o *office) limited(deadline string) {
	o.Helper()
	o.command("broadcast", "请回执")
	o.tap("回执", "")
	o.tap("截止时间", "")
	o.write(deadline)
	o.tap("截止时间", "")
	o.tap("通知联络员", "")
}

// composed is the draft, which was kept.
func (o *office) composed() alliance.Dispatch {
	o.Helper()
	draft, err := o.store.Draft(context.Background(), chat)
	o.check(err)
	return draft.Dispatch
}

// refused presses the button to send, and wants the panel to say in these words why it is not sent.
func (o *office) refused(send, why string) {
	o.Helper()
	before, err := o.store.Broadcasts(context.Background(), 9)
	o.check(err)
	_, panel := o.button(send)
	o.tap(send, "")
	after, err := o.store.Broadcasts(context.Background(), 9)
	o.check(err)
	if shown := o.messages[panel].Text; !strings.Contains(shown, why) || len(after) != len(before) {
		o.Errorf("%d sent, and the panel says %q", len(after)-len(before), shown)
	}
}

// appointed is when a dispatch is to begin.
func (o *office) appointed(id string) time.Time {
	o.Helper()
	found, err := o.store.Scheduled(context.Background())
	o.check(err)
	at := slices.IndexFunc(found, func(appointment dispatch.Appointment) bool { return appointment.ID == id })
	if at < 0 {
		o.Fatalf("%s is not among %+v", id, found)
	}
	return found[at].At
}

// TestEscalationFollowsDeadline: the moment at which liaisons are told is so long before the deadline, whichever that becomes, and goes
// with it.
func TestEscalationFollowsDeadline(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.limited("今天下午5点")
	o.tap("提前 2 小时", "")
	o.write("明天下午5点")
	if draft := o.composed(); draft.EscalateLead != 2*time.Hour || draft.Deadline.Sub(o.now) < 24*time.Hour {
		t.Errorf("the draft is %+v", draft)
	}
	o.tap("截止时间", "")
	o.tap("提前 1 天", "")
	o.tap("发送给", "")
	sent := o.latest()
	if at := o.appointed(sent.ID + "-e"); !at.Equal(sent.Deadline.Add(-24 * time.Hour)) {
		t.Errorf("told at %s, the deadline is %s", at, sent.Deadline)
	}
	o.limited("今天下午5点")
	o.tap("提前 1 小时", "")
	o.tap("不设截止时间", "")
	if draft := o.composed(); draft.Escalate || draft.EscalateLead != 0 {
		t.Errorf("without a deadline the draft is %+v", draft)
	}
}

// TestEscalationBeforeBeginning: liaisons cannot be told before the broadcast goes out, however that came about; the panel says so and
// nothing is lost.
func TestEscalationBeforeBeginning(t *testing.T) {
	const why = "而消息那时还没有发出"
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.limited("明天下午5点")
	o.tap("提前 2 小时", "")
	o.tap("返回", "")
	o.tap("定时", "")
	o.write("明天下午4点")
	if data, panel := o.button("截止时"); !strings.Contains(o.messages[panel].Text, why) || !strings.HasSuffix(data, "0s:on") {
		t.Errorf("the panel says %q, %s", o.messages[panel].Text, data)
	}
	o.refused("到时发送", why)
	o.write("明天下午6点")
	o.refused("到时发送", why)
	o.write("明天下午6点半")
	o.tap("到时发送", "")
	if sent := o.latest(); !o.appointed(sent.ID + "-e").Equal(sent.NotBefore.Add(30 * time.Minute)) {
		t.Errorf("sent %+v", sent)
	}

	o.limited("今天下午5点")
	o.tap("提前 2 小时", "")
	o.pass(o.composed().EscalatesAt().Sub(o.now))
	o.refused("发送给", why)
	o.tap("提前 1 小时", "")
	o.tap("发送给", "")
	if sent := o.latest(); !o.appointed(sent.ID + "-e").Equal(sent.Deadline.Add(-time.Hour)) {
		t.Errorf("sent %+v", sent)
	}
}

// TestEscalationOfProposed: what waits for approval is not approved any more when the liaisons would have been told; made a draft again it
// keeps the choice.
func TestEscalationOfProposed(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.admins()
	o.limited("今天下午5点")
	o.tap("提前 2 小时", "")
	o.tap("发送给", "")
	asked := o.latest()
	if !asked.AnswerBy.Equal(asked.Deadline.Add(-2*time.Hour)) || !o.appointed(asked.ID+"-e").Equal(asked.AnswerBy) {
		t.Errorf("asked for %+v", asked)
	}
	o.pass(asked.AnswerBy.Sub(o.now))
	o.decides(firstAdmin, asked.ID, "give")
	if o.standing(asked.ID) != alliance.Withdrawn {
		t.Errorf("approved too late: %s", o.standing(asked.ID))
	}
	o.tapData("rework", alliance.ButtonData("run", asked.ID, "rework"), 1)
	if draft := o.composed(); draft.EscalateLead != 2*time.Hour {
		t.Errorf("the draft is %+v", draft)
	}
	o.refused("发送给", "而消息那时还没有发出")
}

// TestEscalationButtons: buttons of an earlier program mean at the deadline, and made-up ones nothing.
func TestEscalationButtons(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.limited("今天下午5点")
	data, message := o.button("提前 1 小时")
	id := strings.Split(data, ":")[2]
	request := o.request(o.language, o.role)
	request.Message = message
	for _, c := range []struct {
		args []string
		bad  bool
		lead time.Duration
	}{
		{[]string{"2h0m0s", "on"}, false, 2 * time.Hour},
		{[]string{"30m", "on"}, true, 2 * time.Hour},
		{[]string{"soon", "on"}, true, 2 * time.Hour},
		{[]string{"on"}, false, 0},
		{[]string{"1h0m0s", "on"}, false, time.Hour},
		{[]string{"off"}, false, 0},
	} {
		_, err := o.press(alliance.ButtonData("bc", append([]string{id, "escalate"}, c.args...)...), request)
		if c.bad != (err != nil && alliance.KindOf(err) == alliance.Invalid) || o.composed().EscalateLead != c.lead {
			t.Errorf("%v: %v, the draft is %+v", c.args, err, o.composed())
		}
	}
}
