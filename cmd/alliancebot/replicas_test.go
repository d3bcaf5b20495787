package main_test

import (
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// replicas are two bots on one Redis.
type replicas struct {
	*world
	leader, other *process
}

// pair starts two replicas and waits until the first leads. Everybody of the crowd has started the bot.
func pair(t *testing.T, members int) *replicas {
	t.Helper()
	redis := startRedis(t)
	w := newWorld(t, sandbox.Config{RTT: 10 * time.Millisecond})
	store := redis.settings()
	registrar := run(t, w.settings().with(store))
	w.joins(members)
	w.asks(owner, "/start", "您好")
	w.asks(teacher, "/start", "您好")
	registrar.stop()
	store["TELEGRAM_RATE"] = "100"
	r := &replicas{world: w, leader: run(t, w.settings().with(store))}
	r.leader.logs("this replica leads", patience)
	r.other = run(t, w.settings().with(store))
	r.other.logs("bot starts", patience)
	return r
}

// leads reports whether a replica says that it leads.
func leads(p *process) bool {
	_, metrics := p.page("/metrics")
	return strings.Contains(metrics, "\nalliancebot_leader 1\n")
}

// TestOneLeader wants one of two replicas to poll, and the other one to take over when it ends.
func TestOneLeader(t *testing.T) {
	t.Parallel()
	r := pair(t, 1)
	r.asks(guest, "/start", "Hello")
	if !leads(r.leader) || leads(r.other) {
		t.Error("not exactly the first replica leads")
	}
	r.leader.stop()
	r.other.logs("this replica leads", 5*time.Second)
	r.asks(teacher, "/help", "/week")
	for _, p := range []*process{r.leader, r.other} {
		if strings.Contains(p.log.String(), "409 conflict") || strings.Contains(p.log.String(), "fetches this bot's updates") {
			t.Error("both replicas polled")
		}
	}
}

// TestLeaderKilled kills the leader in a broadcast: the other replica goes on with it.
func TestLeaderKilled(t *testing.T) {
	t.Parallel()
	const text, members = "下周例会改到周四。", 300
	r := pair(t, members)
	begun := r.broadcasts(text, members+2)
	r.reaches(text, begun, 100)
	r.leader.kill()
	death := time.Now()
	r.other.logs("this replica leads", patience)
	if took := time.Since(death); took > 15*time.Second {
		t.Errorf("the other replica took over after %s", took)
	}
	r.asks(teacher, "/help", "/week")
	r.concludes(text, members, begun, death)
}

// TestLeaderFrozen stops the leader past its lead and past the leases of the recipients, as a paused virtual machine would be,
// and lets it go on when everybody has been told.
func TestLeaderFrozen(t *testing.T) {
	if testing.Short() {
		t.Skip("takes 40 s")
	}
	t.Parallel()
	const text, members = "请填写年度问卷。", 300
	r := pair(t, members)
	begun := r.broadcasts(text, members+2)
	r.reaches(text, begun, 100)
	r.leader.freeze()
	death := time.Now()
	r.other.logs("this replica leads", patience)
	r.concludes(text, members, begun, death)
	thaw := time.Now()
	r.leader.thaw()
	r.leader.logs("this replica does not lead any more", patience)
	eventually(t, "only the second replica leads", patience, func() bool { return !leads(r.leader) && leads(r.other) })
	r.asks(teacher, "/help", "/week")
	late := 0
	for i := range int64(members) {
		for _, message := range r.told(crowd+i, text) {
			if message.AtNS > thaw.UnixNano() {
				late++
			}
		}
	}
	if late > 2 { // calls that had begun when the leader froze
		t.Errorf("the thawed leader sent to %d members who had been told", late)
	}
}

// concludes waits for the report and wants everybody to have been told once, but for those in flight at the death.
func (r *replicas) concludes(text string, members int, begun int64, death time.Time) {
	r.t.Helper()
	total, sent, failed, skipped := r.reported(begun)
	if total != members+2 || sent != total || failed+skipped != 0 {
		r.t.Errorf("the report adds up to %d = %d + %d + %d, want %d members, all reached", total, sent, failed, skipped, members+2)
	}
	repeated := r.toldOnce(text, members, []time.Time{death})
	if repeated > inFlight {
		r.t.Errorf("%d members were told twice, want at most the %d in flight", repeated, inFlight)
	}
	r.t.Logf("%d of %d told twice", repeated, members)
}
