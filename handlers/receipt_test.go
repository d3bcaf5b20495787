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
