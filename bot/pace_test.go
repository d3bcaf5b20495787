package bot

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"alliancebot/alliance"
)

// TestChatPace checks what Telegram would: in any stretch of time a private chat gets no more than the pace allows and the few
// that may go ahead of it, and a group no more than its minute holds.
func TestChatPace(t *testing.T) {
	const ahead = 3 // as a bucket would hold them
	for name, c := range map[string]struct {
		pace     ChatPace
		chat     int64
		priority alliance.Priority
		every    time.Duration // mean time between two requests
		window   time.Duration
		most     int
	}{
		"private, answers all at once":  {ChatPace{Private: time.Second, Group: 20}, 1, alliance.Answering, 0, 10 * time.Second, 10 + ahead},
		"private, answers in a hurry":   {ChatPace{Private: time.Second, Group: 20}, 1, alliance.Answering, 400 * time.Millisecond, 10 * time.Second, 10 + ahead},
		"private, bulk":                 {ChatPace{Private: time.Second, Group: 20}, 1, alliance.Announcing, 0, time.Second, 1},
		"private, other pace":           {ChatPace{Private: 100 * time.Millisecond, Group: 20}, 1, alliance.Announcing, 0, time.Second, 10},
		"group all at once":             {ChatPace{Private: time.Second, Group: 20}, -1, alliance.Answering, 0, time.Minute, 20},
		"group now and then":            {ChatPace{Private: time.Second, Group: 20}, -1, alliance.Answering, 2 * time.Second, time.Minute, 20},
		"group of another pace":         {ChatPace{Private: time.Second, Group: 5}, -1, alliance.Reminding, time.Second, time.Minute, 5},
		"supergroup, reminders at once": {ChatPace{Private: time.Second, Group: 20}, -1000000000001, alliance.Reminding, 0, time.Minute, 20},
	} {
		t.Run(name, func(t *testing.T) {
			dice := rand.New(rand.NewPCG(5, 5))
			pace := newChatPace(c.pace)
			now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
			var granted []time.Time
			for range 200 {
				at := pace.reserve(c.chat, c.priority, 1, now)
				if at.Before(now) {
					t.Fatalf("granted %v before it was asked for", now.Sub(at))
				}
				granted = append(granted, at)
				now = now.Add(time.Duration(dice.Float64() * 2 * float64(c.every)))
			}
			slices.SortFunc(granted, time.Time.Compare)
			if got := mostWithin(granted, c.window); got > c.most {
				t.Errorf("%d within %v, want at most %d", got, c.window, c.most)
			}
		})
	}
}

// TestChatPaceReleased: what was booked and given up is free for others, whoever comes and goes meanwhile, and still no minute holds
// more than its limit.
func TestChatPaceReleased(t *testing.T) {
	const limit = 5
	dice := rand.New(rand.NewPCG(5, 5))
	pace := newChatPace(ChatPace{Group: limit})
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	var granted []time.Time
	type waiting struct{ at, until time.Time }
	var queue []waiting
	begin := now
	for now.Sub(begin) < time.Hour {
		for len(queue) < 3*limit { // each waits for nine seconds, as broadcasts do, and tries again
			queue = append(queue, waiting{pace.reserve(-1, alliance.Announcing, 1, now), now.Add(9 * time.Second)})
		}
		now = now.Add(time.Duration(dice.Float64() * float64(time.Second)))
		queue = slices.DeleteFunc(queue, func(w waiting) bool {
			switch {
			case !w.at.After(now):
				granted = append(granted, w.at)
			case now.After(w.until):
				pace.release(-1, w.at, 1)
			default:
				return false
			}
			return true
		})
	}
	slices.SortFunc(granted, time.Time.Compare)
	if got := mostWithin(granted, time.Minute); got > limit || len(granted) < 59*limit {
		t.Errorf("%d within a minute, want at most %d; %d in an hour, want %d", got, limit, len(granted), 60*limit)
	}
}

func mostWithin(moments []time.Time, stretch time.Duration) int {
	s := server{arrivals: moments}
	return s.most(stretch)
}

func TestChatPaceChatsApart(t *testing.T) {
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	pace := newChatPace(ChatPace{Private: time.Second, Group: 20})
	for chat := int64(-50); chat <= 50; chat++ {
		if at := pace.reserve(chat, alliance.Announcing, 1, now); !at.Equal(now) {
			t.Errorf("chat %d waits %v for others", chat, at.Sub(now))
		}
	}
	if pace.busy(1, now) || pace.busy(99, now) || pace.busy(-1, now) {
		t.Error("a chat is busy after one message")
	}
	pace.pause(1, now.Add(time.Minute))
	if at := pace.reserve(1, alliance.Answering, 1, now); at.Before(now.Add(time.Minute)) {
		t.Errorf("a paused chat may be written to after %v", at.Sub(now))
	}
	later := now.Add(time.Hour)
	pace.reserve(1000, alliance.Answering, 1, later)
	if len(pace.chats) != 1 {
		t.Errorf("%d chats are remembered after an hour of silence", len(pace.chats)-1)
	}
}
