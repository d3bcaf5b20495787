package handlers_test

import (
	"context"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// TestOnlyRecipientsConfirm: who was skipped, who is yet to get it and who was never meant confirm nothing; who has it does, also
// while the ledger does not know it yet.
func TestOnlyRecipientsConfirm(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.command("broadcast", "请回执")
	o.tap("回执", "")
	o.tap("发送给", "")
	ctx, id := context.Background(), o.latest().ID
	o.check(o.store.Append(ctx, id, "0", "end", []dispatch.Recipient{{Chat: 1}, {Chat: 2}, {Chat: 3}, {Chat: 4, Skipped: "blocked"}}))
	until := o.now.Add(time.Minute).Truncate(time.Millisecond)
	leased, err := o.store.Lease(ctx, id, o.now, until, 2)
	o.check(err)
	_, err = o.store.Settle(ctx, id, []dispatch.Settlement{{Chat: leased[0].Chat, Lease: until, Outcome: alliance.Outcome{State: alliance.Sent, Messages: []int64{1}}}})
	o.check(err)
	for member, want := range map[int64]int{4: 0, 3: 0, chat: 0, 99: 0, leased[0].Chat: 1, leased[1].Chat: 1} {
		before, err := o.store.Confirmed(ctx, id)
		o.check(err)
		o.confirms(member, id)
		after, err := o.store.Confirmed(ctx, id)
		o.check(err)
		if after-before != want {
			t.Errorf("member %d: %d confirmations, want %d", member, after-before, want)
		}
	}
}

// TestEscalation: at the deadline, and no earlier, the liaisons are told, once; without a deadline, or where it is not wanted, nobody is.
func TestEscalation(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	ctx := context.Background()
	scheduled := func() []dispatch.Appointment {
		t.Helper()
		found, err := o.store.Scheduled(ctx)
		o.check(err)
		return found
	}
	compose := func(presses ...string) string {
		o.command("broadcast", "请回执")
		o.tap("回执", "")
		o.tap("截止时间", "")
		o.write("今天下午5点")
		o.tap("截止时间", "")
		for _, press := range presses {
			o.tap(press, "")
		}
		data, message := o.button("发送给")
		draft, err := o.store.Draft(ctx, chat)
		o.check(err)
		o.tapData("send", data, message)
		o.check(o.store.SetDraft(ctx, chat, draft)) // as if the first press was cut off
		o.tapData("send", data, message)
		return o.latest().ID
	}
	compose()
	compose("通知联络员", "不设截止时间")
	compose("通知联络员", "返回", "回执")
	if found := scheduled(); len(found) != 0 {
		t.Errorf("told at %+v", found)
	}
	id := compose("通知联络员")
	if found := scheduled(); len(found) != 1 || found[0].ID != id+"-e" || !found[0].At.Equal(o.latest().Deadline) {
		t.Errorf("told at %+v", found)
	}
	for _, button := range o.table.Buttons {
		if button.Verb == "urge" && !button.Liaison {
			t.Error("anybody may urge")
		}
	}
}
