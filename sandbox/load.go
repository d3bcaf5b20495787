package sandbox

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"
)

// drainTime is how long a load run waits for the last answers.
const drainTime = 10 * time.Second

// Load is a run of updates that come at their own pace, whether or not the bot keeps up.
type Load struct {
	Rate    float64 `json:"rate"`       // a second
	First   int64   `json:"users_from"` // id of the first user; users who are missing are added
	Users   int     `json:"users"`      // who write in turn, each in their private chat
	Seconds float64 `json:"seconds"`
	Text    string  `json:"text"`
}

// Loaded is what came of a load run. A latency runs from queueing an update to accepting the message that answers it,
// first in first out per chat.
type Loaded struct {
	Sent     int     `json:"sent"`
	Answered int     `json:"answered"`
	Lost     int     `json:"lost"`
	P50      float64 `json:"p50_ms"`
	P90      float64 `json:"p90_ms"`
	P99      float64 `json:"p99_ms"`
	Max      float64 `json:"max_ms"`
}

// run is a load run on its way, guarded by the server's lock.
type run struct {
	sent, answered int
	complete       bool // all is sent
	latencies      []time.Duration
	finished       chan struct{}
}

// pending is an update that waits for its answer.
type pending struct {
	run *run
	at  time.Time
}

// answer takes a message of the bot as the answer to the oldest update of the load in this chat.
func (c *chat) answer(now time.Time) {
	if len(c.pending) == 0 {
		return
	}
	first := c.pending[0]
	c.pending = c.pending[1:]
	first.run.answered++
	first.run.latencies = append(first.run.latencies, now.Sub(first.at))
	first.run.settle()
}

func (r *run) settle() {
	if r.complete && r.answered == r.sent {
		close(r.finished)
		r.complete = false // once is enough
	}
}

// Load runs a load and answers when all is answered, or ten seconds after the last update.
func (s *Server) Load(ctx context.Context, load Load) (Loaded, error) {
	count := int(math.Round(load.Rate * load.Seconds))
	if load.Rate <= 0 || load.Rate > 1e6 || load.Users <= 0 || load.First <= 0 || load.Text == "" || count < 1 || count > 5_000_000 {
		return Loaded{}, errors.New("run load: needs rate, users_from, users, seconds and text, and makes at most 5000000 updates")
	}
	s.enlist(load)
	r := &run{finished: make(chan struct{})}
	if err := s.generate(ctx, r, load, count); err != nil {
		return s.loaded(r), err
	}
	timer := time.NewTimer(drainTime)
	defer timer.Stop()
	select {
	case <-r.finished:
	case <-timer.C:
	case <-s.done:
	case <-ctx.Done():
		return s.loaded(r), ctx.Err()
	}
	return s.loaded(r), nil
}

// enlist makes sure that everybody who is to write is there, and that nothing waits from an earlier run.
func (s *Server) enlist(load Load) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range int64(load.Users) {
		if s.users[load.First+i] == nil {
			s.addUser(User{ID: load.First + i, Started: true})
		}
		s.chats[load.First+i].pending = nil
	}
}

// generate posts the updates at their times.
func (s *Server) generate(ctx context.Context, r *run, load Load, count int) error {
	start, gap := time.Now(), time.Duration(float64(time.Second)/load.Rate)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for n := 0; n < count; {
		select {
		case <-timer.C:
		case <-ctx.Done():
			return ctx.Err()
		case <-s.done:
			return errors.New("run load: the sandbox was closed")
		}
		due := min(count, int(time.Since(start)/gap)+1)
		for ; n < due; n++ {
			if err := s.postLoad(r, load, n, n == count-1); err != nil {
				return err
			}
		}
		timer.Reset(time.Until(start.Add(time.Duration(n) * gap)))
	}
	return nil
}

func (s *Server) postLoad(r *run, load Load, n int, last bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	user, now := load.First+int64(n%load.Users), time.Now()
	if _, err := s.post(Post{From: user, Text: load.Text}, now); err != nil {
		return err
	}
	place := s.chats[user]
	place.pending = append(place.pending, pending{run: r, at: now})
	r.sent++
	r.complete = last
	r.settle()
	return nil
}

func (s *Server) loaded(r *run) Loaded {
	s.mu.Lock()
	defer s.mu.Unlock()
	loaded := Loaded{Sent: r.sent, Answered: r.answered, Lost: r.sent - r.answered}
	slices.Sort(r.latencies)
	at := func(share float64) float64 {
		if len(r.latencies) == 0 {
			return 0
		}
		i := max(0, int(math.Ceil(share*float64(len(r.latencies))))-1)
		return float64(r.latencies[i].Microseconds()) / 1000
	}
	loaded.P50, loaded.P90, loaded.P99, loaded.Max = at(0.5), at(0.9), at(0.99), at(1)
	return loaded
}
