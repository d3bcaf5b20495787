package sandbox

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// TestLimits sends as fast as it may and counts what gets through in a given time.
func TestLimits(t *testing.T) {
	tests := []struct {
		name   string
		limits Limits
		chat   string
		span   time.Duration
		want   int // messages accepted in the span
		most   int // in any second
	}{
		{"off", Limits{}, "1", 0, 100, 100},
		{"window", Limits{Rate: 30, Window: true}, "1", 10*time.Second - 1, 300, 30},
		{"bucket", Limits{Rate: 30}, "1", 10*time.Second - 1, 300, 60},
		{"private chat", Limits{ChatRate: 1, ChatBurst: 3}, "1", 10*time.Second - 1, 12, 3},
		{"group", Limits{GroupPerMinute: 20}, "-5", 2*time.Minute - 1, 40, 20},
		{"group rule does not meet private chats", Limits{GroupPerMinute: 20}, "1", 0, 100, 100},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				config := testWorld()
				config.Limits = test.limits
				server := newServer(t, config)
				flood(t, server, test.chat, test.span)
				stats := must[Stats](t)(server.Stats(t.Context()))
				if int(stats.Sends) != test.want || stats.MaxPerSecond > test.most {
					t.Errorf("got %+v", stats)
				}
			})
		})
	}
}

// flood sends until the span is over, waiting whenever it is told to; with a span of 0, a hundred at once.
func flood(t *testing.T, server *Server, chat string, span time.Duration) {
	t.Helper()
	end := time.Now().Add(span)
	for n := 0; span == 0 && n < 100 || span > 0 && time.Now().Before(end); n++ {
		got := ask(t, server, "sendMessage", "chat_id", chat, "text", "x")
		if got.OK {
			continue
		}
		seconds := got.Parameters.RetryAfter
		if got.Code != 429 || seconds < 1 || got.Description != fmt.Sprintf("Too Many Requests: retry after %d", seconds) {
			t.Fatalf("got %+v", got)
		}
		time.Sleep(time.Duration(seconds) * time.Second)
	}
}

// TestClosedAfterRefusal shows that who does not wait is not let in, although there would be room again.
func TestClosedAfterRefusal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := testWorld()
		config.Limits = Limits{Rate: 2}
		server := newServer(t, config)
		send := func() int { return ask(t, server, "sendMessage", "chat_id", "1", "text", "x").Parameters.RetryAfter }
		steps := []struct {
			after time.Duration
			want  int
		}{{0, 0}, {0, 0}, {0, 1}, {900 * time.Millisecond, 1}, {100 * time.Millisecond, 0}}
		for i, step := range steps {
			time.Sleep(step.after)
			if got := send(); got != step.want {
				t.Errorf("step %d: got %d, want %d", i, got, step.want)
			}
		}
	})
}

func TestAlbumCountsEachMessage(t *testing.T) {
	config := testWorld()
	config.Limits = Limits{GroupPerMinute: 3}
	server := newServer(t, config)
	for range 2 {
		granted[messageView](t, server, "sendMessage", "chat_id", "1", "text", "x")
	}
	pairs := []string{"chat_id", "-5", "from_chat_id", "1", "message_ids", "[1,2]"}
	granted[[]messageID](t, server, "copyMessages", pairs...)
	if got := ask(t, server, "copyMessages", pairs...); got.Code != 429 {
		t.Errorf("got %+v", got)
	}
}

func TestRTT(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := testWorld()
		config.RTT = 50 * time.Millisecond
		server := newServer(t, config)
		start := time.Now()
		sent := granted[messageView](t, server, "sendMessage", "chat_id", "1", "text", "x")
		message := must[[]Message](t)(server.Messages(t.Context(), 1, 1))[0]
		if message.ID != sent.ID || message.AtNS-start.UnixNano() != int64(25*time.Millisecond) || time.Since(start) != config.RTT {
			t.Errorf("accepted after %d ns, answered after %v", message.AtNS-start.UnixNano(), time.Since(start))
		}
	})
}
