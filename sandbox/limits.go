package sandbox

import (
	"math"
	"time"
)

// Limits are the flood limits for messages of the bot; 0 switches one off. Telegram's own: 30 a second overall, about one a
// second in a private chat with short bursts, 20 a minute in a group (Bots FAQ, "My bot is hitting limits").
type Limits struct {
	Rate           float64 // messages a second overall
	Window         bool    // never more than Rate in any second; else a token bucket that holds Rate
	ChatRate       float64 // messages a second in one private chat
	ChatBurst      float64 // messages at once in one private chat; at least 1
	GroupPerMinute int     // messages in any minute of one group
}

// gate is one thing that can be flooded: the bot as a whole, or one chat. After a refusal it stays closed as long as it said.
type gate struct {
	tokens float64
	filled time.Time   // when tokens was right
	recent []time.Time // messages in the window
	closed time.Time   // until then
}

// bucketWait is how long until n messages fit into a bucket of burst that fills at rate.
func (g *gate) bucketWait(now time.Time, rate, burst, n float64) time.Duration {
	if rate <= 0 {
		return 0
	}
	if g.filled.IsZero() {
		g.tokens = burst
	} else {
		g.tokens = min(burst, g.tokens+now.Sub(g.filled).Seconds()*rate)
	}
	g.filled = now
	if missing := min(n, burst) - g.tokens; missing > 1e-9 {
		return time.Duration(missing / rate * float64(time.Second))
	}
	return 0
}

// windowWait is how long until n messages fit under limit in any span.
func (g *gate) windowWait(now time.Time, span time.Duration, limit, n int) time.Duration {
	if limit <= 0 {
		return 0
	}
	for len(g.recent) > 0 && now.Sub(g.recent[0]) >= span {
		g.recent = g.recent[1:]
	}
	over := len(g.recent) + min(n, limit) - limit
	if over <= 0 {
		return 0
	}
	return g.recent[over-1].Add(span).Sub(now)
}

func (g *gate) pass(now time.Time, n int, windowed bool) {
	g.tokens -= float64(n)
	for range n {
		if windowed {
			g.recent = append(g.recent, now)
		}
	}
}

// refuse closes the gate for wait, rounded up to whole seconds, which it gives.
func (g *gate) refuse(now time.Time, wait time.Duration) int {
	seconds := max(1, int(math.Ceil(wait.Seconds()-1e-6)))
	if !now.Before(g.closed) {
		g.closed = now.Add(time.Duration(seconds) * time.Second)
	}
	return seconds
}

// flood lets n messages into the chat and answers 0, or refuses them and answers after how many seconds to try again.
func (s *Server) flood(place *chat, n int, now time.Time) int {
	limits := s.config.Limits
	for _, g := range []*gate{&s.gate, &place.gate} {
		if wait := g.closed.Sub(now); wait > 0 {
			return g.refuse(now, wait)
		}
	}
	if wait := s.overallWait(limits, n, now); wait > 0 {
		return s.gate.refuse(now, wait)
	}
	group := place.user == nil
	if wait := place.wait(limits, n, now); wait > 0 {
		return place.gate.refuse(now, wait)
	}
	s.gate.pass(now, n, limits.Window && limits.Rate > 0)
	place.gate.pass(now, n, group && limits.GroupPerMinute > 0)
	return 0
}

func (s *Server) overallWait(limits Limits, n int, now time.Time) time.Duration {
	if limits.Window {
		return s.gate.windowWait(now, time.Second, int(limits.Rate), n)
	}
	return s.gate.bucketWait(now, limits.Rate, max(1, limits.Rate), float64(n))
}

func (c *chat) wait(limits Limits, n int, now time.Time) time.Duration {
	if c.user == nil {
		return c.gate.windowWait(now, time.Minute, limits.GroupPerMinute, n)
	}
	return c.gate.bucketWait(now, limits.ChatRate, max(1, limits.ChatBurst), float64(n))
}
