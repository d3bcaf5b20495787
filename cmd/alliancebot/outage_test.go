package main_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestRedisOutage takes Redis away while the bot runs: members are told at once, nothing they said is lost, and all goes on
// by itself.
func TestRedisOutage(t *testing.T) {
	t.Parallel()
	outages := map[string]struct {
		lasts      int // seconds; long enough for the bot to lose its lead
		begin, end func(*testing.T, *redisServer)
	}{
		"frozen": {
			lasts: 30,
			begin: func(_ *testing.T, redis *redisServer) { redis.freeze() },
			end:   func(_ *testing.T, redis *redisServer) { redis.thaw() },
		},
		"killed": {
			lasts: 12,
			begin: func(_ *testing.T, redis *redisServer) { redis.kill() },
			end:   func(t *testing.T, redis *redisServer) { redis.start(t) },
		},
	}
	for name, outage := range outages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			redis := startRedis(t)
			w := newWorld(t, sandbox.Config{})
			bot := run(t, w.settings().with(redis.settings()))
			w.asks(teacher, "/start", "您好")
			w.asks(guest, "/start", "Hello")
			load := w.begins(20, 4, 100) // Telegram shows no more than 100 updates before some are taken
			load.under(40)

			outage.begin(t, redis)
			began := time.Now()
			w.apologises(teacher, "/find qz7qz", "请稍后再试")
			w.apologises(guest, "/find qz8qz", "try again in a moment")
			if status, body := bot.page("/readyz"); status != http.StatusServiceUnavailable || !strings.Contains(body, "store") || strings.Contains(body, "telegram") {
				t.Errorf("/readyz answers %d %q", status, body)
			}
			if status, _ := bot.page("/healthz"); status != http.StatusOK {
				t.Errorf("/healthz answers %d", status)
			}
			if !testing.Short() {
				reach(began.Add(time.Duration(outage.lasts) * time.Second))
				w.apologises(owner, "/find qz9qz", "请稍后再试")
			}
			outage.end(t, redis)

			ended := time.Now()
			w.back(ended, teacher, "qz7qz")
			w.back(ended, guest, "qz8qz")
			load.check(nil)
			eventually(t, "/readyz says ok", patience, func() bool {
				status, _ := bot.page("/readyz")
				return status == http.StatusOK
			})
			w.asks(teacher, "/help", "/week")
			for line := range strings.Lines(bot.log.String()) {
				if !strings.HasPrefix(line, "time=") {
					t.Errorf("not a log line: %s", line)
				}
			}
			for _, member := range []int64{teacher, guest} {
				if answers := w.told(member, "qz"); len(answers) != 1 {
					t.Errorf("member %d was answered %d times", member, len(answers))
				}
			}
		})
	}
}

// back wants what a member asked during an outage to be answered within five seconds of its end.
func (w *world) back(ended time.Time, member int64, answer string) {
	w.t.Helper()
	answered := w.awaits(sandbox.Awaited{Chat: member, Contains: answer})
	if took := time.Unix(0, answered.AtNS).Sub(ended); took > 5*time.Second {
		w.t.Errorf("member %d was answered %s after the outage, want 5 s", member, took)
	}
}

// apologises wants a member who asks during an outage to be told within three seconds.
func (w *world) apologises(member int64, question, sorry string) {
	w.t.Helper()
	before := w.says(member, question)
	told := w.awaits(sandbox.Awaited{Chat: member, AfterNS: before, Contains: sorry})
	if took := time.Duration(told.AtNS - before); took > 3*time.Second {
		w.t.Errorf("member %d was told after %s, want 3 s", member, took)
	}
}

// reach waits for a moment.
func reach(moment time.Time) { <-time.After(time.Until(moment)) }
