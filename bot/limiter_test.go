package bot

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"alliancebot/alliance"
)

// server notes when messages arrive.
type server struct {
	mu       sync.Mutex
	dice     *rand.Rand
	arrivals []time.Time
}

func newServer(seed uint64) *server { return &server{dice: rand.New(rand.NewPCG(seed, 1))} }

// between draws a latency.
func (s *server) between(least, most time.Duration) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	return least + time.Duration(s.dice.Int64N(int64(most-least)+1))
}

// take receives a message after the way to the server, and answers after the way back.
func (s *server) take(out, back time.Duration) {
	time.Sleep(out)
	s.note()
	time.Sleep(back)
}

// note receives a message now.
func (s *server) note() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.arrivals = append(s.arrivals, time.Now())
}

// most is the most arrivals that any stretch of so long holds.
func (s *server) most(stretch time.Duration) int {
	slices.SortFunc(s.arrivals, time.Time.Compare)
	first, most := 0, 0
	for last, at := range s.arrivals {
		for at.Sub(s.arrivals[first]) >= stretch {
			first++
		}
		most = max(most, last-first+1)
	}
	return most
}

func (s *server) perSecond() float64 {
	slices.SortFunc(s.arrivals, time.Time.Compare)
	return float64(len(s.arrivals)-1) / s.arrivals[len(s.arrivals)-1].Sub(s.arrivals[0]).Seconds()
}

// send sends one message of its own chat to the server, as soon as it may.
func (s *server) send(ctx context.Context, limiter *Limiter, priority alliance.Priority, chat int64, out, back time.Duration) error {
	done, err := limiter.Wait(ctx, alliance.Turn{Priority: priority}, chat, 1)
	if err != nil {
		return err
	}
	defer done()
	s.take(out, back)
	return nil
}

func TestLimiterKeepsAndReachesTheRate(t *testing.T) {
	for _, c := range []struct {
		name    string
		rate, n int
		back    time.Duration // most of the way back
		share   float64       // of the rate to be reached
	}{
		{"1", 1, 40, 0, 0.93},
		{"30", 30, 4500, 0, 0.97},
		{"300", 300, 6000, 0, 0.97},
		{"1000", 1000, 20000, 0, 0.97},
		{"30, way back as uneven", 30, 3000, 55 * time.Millisecond, 0.9},
		{"300, way back as uneven", 300, 9000, 55 * time.Millisecond, 0.9},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				limiter, server := NewLimiter(c.rate, ChatPace{}, time.Now), newServer(7)
				var sending sync.WaitGroup
				for chat := range int64(c.n) {
					out, back := server.between(5*time.Millisecond, 60*time.Millisecond), server.between(0, c.back)
					sending.Go(func() {
						if err := server.send(t.Context(), limiter, alliance.Announcing, chat+1, out, back); err != nil {
							t.Error(err)
						}
					})
					synctest.Wait() // they queue in their order: every run is the same
				}
				sending.Wait()
				if most := server.most(time.Second); most > c.rate {
					t.Errorf("%d in a second, more than %d", most, c.rate)
				}
				if got := server.perSecond(); got < c.share*float64(c.rate) {
					t.Errorf("%.2f a second of %d", got, c.rate)
				}
			})
		})
	}
}

// TestLimiterAnswersOvertake: answers go ahead of everything bulk, at once while the second has room, and bulk keeps the rest.
func TestLimiterAnswersOvertake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const rate, bulk, answers = 30, 600, 200
		limiter, server := NewLimiter(rate, ChatPace{}, time.Now), newServer(3)
		var sending sync.WaitGroup
		var slowest time.Duration
		var mu sync.Mutex
		began := time.Now()
		for chat := range int64(bulk) {
			sending.Go(func() {
				if err := server.send(t.Context(), limiter, alliance.Announcing, chat+1, 20*time.Millisecond, 0); err != nil {
					t.Error(err)
				}
			})
		}
		for i := range int64(answers) { // ten a second
			time.Sleep(100 * time.Millisecond)
			sending.Go(func() {
				asked := time.Now()
				done, err := limiter.Wait(t.Context(), alliance.Turn{}, 10000+i, 1)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				slowest = max(slowest, time.Since(asked))
				mu.Unlock()
				server.take(20*time.Millisecond, 0)
				done()
			})
		}
		sending.Wait()
		if most := server.most(time.Second); most > rate {
			t.Errorf("%d in a second", most)
		}
		if slowest > 150*time.Millisecond {
			t.Errorf("an answer waited %v", slowest)
		}
		if took := time.Since(began); took > (bulk+answers)*time.Second/rate*105/100 {
			t.Errorf("bulk did not get what was left: %v", took)
		}
	})
}

// TestLimiterEven: bulk is spread over the second from the start, and after a hiccup too.
func TestLimiterEven(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const rate = 30
		limiter, server := NewLimiter(rate, ChatPace{}, time.Now), newServer(3)
		var sending sync.WaitGroup
		for chat := range int64(8 * rate) {
			hang := time.Duration(0)
			if chat >= 3*rate && chat < 4*rate { // a second's worth is answered late
				hang = 700 * time.Millisecond
			}
			sending.Go(func() {
				if err := server.send(t.Context(), limiter, alliance.Announcing, chat+1, 10*time.Millisecond, hang); err != nil {
					t.Error(err)
				}
			})
		}
		sending.Wait()
		if most := server.most(100 * time.Millisecond); most > 2*rate/10 {
			t.Errorf("%d in a tenth of a second", most)
		}
		if most := server.most(time.Second); most > rate {
			t.Errorf("%d in a second", most)
		}
	})
}

// TestLimiterHangingCalls: a call that is not answered takes up its own place only.
func TestLimiterHangingCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const rate, hanging = 30, 5
		limiter, server := NewLimiter(rate, ChatPace{}, time.Now), newServer(3)
		var sending sync.WaitGroup
		began := time.Now()
		for chat := range int64(hanging + 300) {
			sending.Go(func() {
				back := time.Duration(0)
				if chat < hanging {
					back = 20 * time.Second
				}
				if err := server.send(t.Context(), limiter, alliance.Answering, chat+1, 10*time.Millisecond, back); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait() // in this order
		}
		sending.Wait()
		last := server.arrivals[len(server.arrivals)-1]
		if took := last.Sub(began); took > 300*time.Second/(rate-hanging)+time.Second {
			t.Errorf("300 messages took %v beside %d calls that hang", took, hanging)
		}
	})
}

// TestLimiterAllCallsHang: where no call is answered at all, the others go on long before these are given up.
func TestLimiterAllCallsHang(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const rate = 30
		limiter, server := NewLimiter(rate, ChatPace{}, time.Now), newServer(3)
		var hanging sync.WaitGroup
		for chat := range int64(rate) {
			hanging.Go(func() {
				if err := server.send(t.Context(), limiter, alliance.Announcing, chat+1, 0, 20*time.Second); err != nil {
					t.Error(err)
				}
			})
		}
		time.Sleep(2 * time.Second)
		began := time.Now()
		if err := server.send(t.Context(), limiter, alliance.Answering, 99, 0, 0); err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(began); waited > overdue {
			t.Errorf("an answer waited %v", waited)
		}
		hanging.Wait()
		if limiter.window.under != 0 {
			t.Errorf("%d messages are booked for ever", limiter.window.under)
		}
	})
}

func TestLimiterPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limiter := NewLimiter(30, ChatPace{Private: time.Second, Group: 20}, time.Now)
		wait := func(priority alliance.Priority, chat int64) time.Duration {
			began := time.Now()
			done, err := limiter.Wait(t.Context(), alliance.Turn{Priority: priority}, chat, 1)
			if err != nil {
				t.Fatal(err)
			}
			done()
			return time.Since(began)
		}
		limiter.Pause(5 * time.Second)
		limiter.Pause(time.Second) // does not shorten
		if got := wait(alliance.Answering, 1); got < 5*time.Second || got > 5100*time.Millisecond {
			t.Errorf("waited %v for a pause of 5s", got)
		}
		limiter.PauseChat(2, 7*time.Second)
		if got := wait(alliance.Announcing, 3); got > time.Second {
			t.Errorf("another chat waited %v", got)
		}
		if got := wait(alliance.Answering, 2); got < 6*time.Second || got > 10*time.Second {
			t.Errorf("waited %v for a chat's pause of 7s", got)
		}
	})
}

// TestLimiterCancelled: who gives up leaves the queue, also in the very moment of being let go, and takes nothing along.
func TestLimiterCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const rate = 5
		limiter, server := NewLimiter(rate, ChatPace{}, time.Now), newServer(11)
		var sending sync.WaitGroup
		for chat := range int64(400) {
			sending.Go(func() {
				ctx := t.Context()
				if chat%4 != 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, time.Duration(chat)*180*time.Millisecond) // often just when a slot comes
					defer cancel()
				}
				err := server.send(ctx, limiter, alliance.Announcing, chat+1, time.Millisecond, 0)
				if err != nil && !errors.Is(err, context.DeadlineExceeded) {
					t.Error(err)
				}
			})
		}
		sending.Wait()
		if most := server.most(time.Second); most > rate {
			t.Errorf("%d in a second", most)
		}
		if limiter.window.under != 0 {
			t.Errorf("%d messages are booked for ever", limiter.window.under)
		}
	})
}

// TestLimiterCountsAlbums: an album counts with each of its messages, waits until all of them have room, and blocks nobody for ever.
func TestLimiterCountsAlbums(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const rate, calls, largest = 30, 400, 40 // larger than the rate: it is booked as much as there can be
		limiter, server := NewLimiter(rate, ChatPace{}, time.Now), newServer(5)
		var sending sync.WaitGroup
		var messages int
		for chat := range int64(calls) {
			album := []int{1, 1, 10, 3}[chat%4]
			if chat == calls/2 {
				album = largest
			}
			messages += album
			sending.Go(func() {
				done, err := limiter.Wait(t.Context(), alliance.Turn{Priority: alliance.Announcing}, chat+1, album)
				if err != nil {
					t.Error(err)
					return
				}
				defer done()
				time.Sleep(20 * time.Millisecond)
				for range min(album, rate) {
					server.note()
				}
				time.Sleep(20 * time.Millisecond)
			})
		}
		began := time.Now()
		sending.Wait()
		if most := server.most(time.Second); most > rate {
			t.Errorf("%d in a second, more than %d", most, rate)
		}
		if got := float64(messages) / time.Since(began).Seconds(); got < 0.8*rate {
			t.Errorf("%.2f a second of %d", got, rate)
		}
		if limiter.window.under != 0 {
			t.Errorf("%d messages are booked for ever", limiter.window.under)
		}
	})
}

// TestLimiterStops: a turn that is stopped is given up at once, be it for the rate or for the pace of its chat.
func TestLimiterStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limiter := NewLimiter(1, ChatPace{Private: time.Minute}, time.Now)
		done, err := limiter.Wait(t.Context(), alliance.Turn{}, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		stop := make(chan struct{})
		time.AfterFunc(100*time.Millisecond, func() { close(stop) })
		began := time.Now()
		var waiting sync.WaitGroup
		for _, chat := range []int64{1, 2} {
			waiting.Go(func() {
				if _, err := limiter.Wait(t.Context(), alliance.Turn{Priority: alliance.Announcing, Stop: stop}, chat, 1); !errors.Is(err, context.Canceled) {
					t.Errorf("chat %d: %v", chat, err)
				}
			})
		}
		waiting.Wait()
		if took := time.Since(began); took > 100*time.Millisecond {
			t.Errorf("given up after %s", took)
		}
		done()
	})
}

func BenchmarkLimiter(b *testing.B) {
	limiter := NewLimiter(1_000_000_000, ChatPace{}, time.Now)
	for b.Loop() {
		done, err := limiter.Wait(b.Context(), alliance.Turn{}, -1, 1)
		if err != nil {
			b.Fatal(err)
		}
		done()
	}
}
