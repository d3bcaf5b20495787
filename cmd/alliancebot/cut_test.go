package main_test

import (
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// cable leads to a server, and can be cut.
type cable struct {
	listener net.Listener
	mu       sync.Mutex
	conns    map[net.Conn]bool
}

func newCable(t *testing.T, to string) *cable {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{listener: listener, conns: map[net.Conn]bool{}}
	t.Cleanup(func() { _ = listener.Close(); c.cut() })
	go func() {
		for {
			near, err := listener.Accept()
			if err != nil {
				return
			}
			far, err := net.Dial("tcp", to)
			if err != nil {
				_ = near.Close()
				continue
			}
			c.join(near, far)
		}
	}()
	return c
}

// join passes on what either end says, until one of them hangs up.
func (c *cable) join(near, far net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conns[near], c.conns[far] = true, true
	for _, pair := range [][2]net.Conn{{near, far}, {far, near}} {
		go func() {
			_, _ = io.Copy(pair[0], pair[1])
			_, _ = pair[0].Close(), pair[1].Close()
		}()
	}
}

// cut hangs up on everybody, whatever is under way; one can call again at once.
func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn := range c.conns {
		_ = conn.Close()
	}
	clear(c.conns)
}

// TestRedisCutInBroadcast cuts all connections to Redis at random in the middle of a broadcast: nobody is missed, and nobody is told
// twice.
func TestRedisCutInBroadcast(t *testing.T) {
	t.Parallel()
	const text, members = "请查收考场安排。", 300
	redis := startRedis(t)
	line := newCable(t, redis.address)
	w := newWorld(t, sandbox.Config{RTT: 10 * time.Millisecond})
	run(t, w.settings().with(settings{"REDIS_URL": "redis://" + line.listener.Addr().String(), "TELEGRAM_RATE": "100"}))
	w.joins(members)
	w.asks(owner, "/start", "您好")
	begun := w.broadcasts(text, members+1)
	dice := rand.New(rand.NewPCG(29, 5))
	for told := 0; told < members-30; told += 10 + dice.IntN(30) {
		w.reaches(text, begun, max(told, 1))
		line.cut()
	}
	total, sent, failed, skipped := w.reported(begun)
	if total != members+1 || sent != total || failed+skipped != 0 {
		t.Errorf("the report adds up to %d = %d + %d + %d, want %d members, all reached", total, sent, failed, skipped, members+1)
	}
	w.toldOnce(text, members, nil)
}
