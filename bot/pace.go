package bot

import (
	"slices"
	"sync"
	"time"

	"alliancebot/alliance"
)

// ChatPace is how often one chat may be written to (Bot API FAQ, "My bot is hitting limits").
type ChatPace struct {
	Private time.Duration // between two messages in a private chat
	Group   int           // messages a minute in a group or channel
}

// The pace is kept a little slower than allowed, since messages do not arrive as evenly as they leave.
const (
	privateMargin = 20 * time.Millisecond
	groupWindow   = time.Minute + 200*time.Millisecond
	shortBurst    = 2 // answers a private chat may get ahead of its pace: Telegram allows short bursts
)

// chatPace remembers what was sent to which chat of late.
type chatPace struct {
	pace ChatPace

	mu    sync.Mutex
	chats map[int64]*chatSends
	swept time.Time
}

type chatSends struct {
	next time.Time   // private: when the pace allows the next message
	sent []time.Time // group: the messages of the last minute and those that are booked, in order
	last time.Time
}

func newChatPace(pace ChatPace) chatPace {
	return chatPace{pace: pace, chats: map[int64]*chatSends{}}
}

// reserve books the next call, which puts so many messages into chat, and says when it may go.
func (pace *chatPace) reserve(chat int64, priority alliance.Priority, messages int, now time.Time) time.Time {
	pace.mu.Lock()
	defer pace.mu.Unlock()
	pace.sweep(now)
	sends := pace.of(chat)
	at := later(now, sends.next)
	if chat > 0 {
		interval := pace.pace.Private + privateMargin
		if ahead := shortBurst * interval; priority == alliance.Answering && at.Sub(now) <= ahead {
			at = now
		}
		sends.next = later(sends.next, now).Add(time.Duration(messages) * interval)
	} else if limit := pace.pace.Group; limit > 0 {
		sends.age(now)
		at = sends.earliest(at, min(messages, limit), limit)
		sends.sent = sends.with(at, min(messages, limit))
	}
	sends.last = at
	return at
}

// release gives back what was booked in a group for a call that was given up, so that whoever tries again is not put off further and
// further. In a private chat, where a message is due each second, nobody waits for long.
func (pace *chatPace) release(chat int64, at time.Time, messages int) {
	pace.mu.Lock()
	defer pace.mu.Unlock()
	sends := pace.of(chat)
	for range messages {
		if booked := slices.Index(sends.sent, at); booked >= 0 {
			sends.sent = slices.Delete(sends.sent, booked, booked+1)
		}
	}
}

// earliest is when so many messages can go to the group, not before from, so that no minute holds more than its limit. Those that
// are booked for later keep their time.
func (sends *chatSends) earliest(from time.Time, messages, limit int) time.Time {
	for _, sent := range append([]time.Time{from.Add(-groupWindow)}, sends.sent...) {
		at := sent.Add(groupWindow)
		if !at.Before(from) && fits(sends.with(at, messages), limit) {
			return at
		}
	}
	return from // nothing was sent
}

// with are the messages with so many more at a moment, in order.
func (sends *chatSends) with(at time.Time, messages int) []time.Time {
	place, _ := slices.BinarySearchFunc(sends.sent, at, time.Time.Compare)
	return slices.Insert(slices.Clone(sends.sent), place, slices.Repeat([]time.Time{at}, messages)...)
}

// fits reports whether no minute holds more messages than the limit.
func fits(sent []time.Time, limit int) bool {
	for i := limit; i < len(sent); i++ {
		if sent[i].Before(sent[i-limit].Add(groupWindow)) {
			return false
		}
	}
	return true
}

// age forgets what was sent longer ago than a minute.
func (sends *chatSends) age(now time.Time) {
	recent := slices.IndexFunc(sends.sent, func(at time.Time) bool { return at.Add(groupWindow).After(now) })
	if recent < 0 {
		recent = len(sends.sent)
	}
	sends.sent = sends.sent[recent:]
}

func (pace *chatPace) pause(chat int64, until time.Time) {
	pace.mu.Lock()
	defer pace.mu.Unlock()
	sends := pace.of(chat)
	sends.next = later(sends.next, until.Add(shortBurst*(pace.pace.Private+privateMargin)))
}

// busy: more than one message to the private chat is booked ahead, or the group has had half of what a minute allows.
func (pace *chatPace) busy(chat int64, now time.Time) bool {
	pace.mu.Lock()
	defer pace.mu.Unlock()
	sends, known := pace.chats[chat]
	switch {
	case !known:
		return false
	case chat > 0:
		return sends.next.Sub(now) > (pace.pace.Private+privateMargin)*3/2
	default:
		sends.age(now)
		return len(sends.sent) > pace.pace.Group/2
	}
}

func (pace *chatPace) of(chat int64) *chatSends {
	sends, known := pace.chats[chat]
	if !known {
		sends = &chatSends{}
		pace.chats[chat] = sends
	}
	return sends
}

// sweep forgets chats that have been silent for longer than any limit reaches back.
func (pace *chatPace) sweep(now time.Time) {
	if now.Sub(pace.swept) < time.Minute {
		return
	}
	pace.swept = now
	for chat, sends := range pace.chats {
		if now.Sub(sends.last) > 2*time.Minute && !sends.next.After(now) {
			delete(pace.chats, chat)
		}
	}
}
