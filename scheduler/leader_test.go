package scheduler

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// lease is the lead as a store keeps it.
type lease struct {
	mu       sync.Mutex
	holder   string
	ends     map[string]time.Time // of everybody who has had it
	there    time.Duration        // way of a request to the store,
	back     time.Duration        // and of the answer
	cut      map[string]bool      // who gets no answer
	refusing bool                 // answers with an error at once
}

func newLease() *lease { return &lease{ends: map[string]time.Time{}, cut: map[string]bool{}} }

func (l *lease) Lead(ctx context.Context, replica string, term time.Duration) (bool, error) {
	if err := l.travel(ctx, replica, l.there); err != nil {
		return false, err
	}
	l.mu.Lock()
	free := l.holder == "" || l.holder == replica || time.Now().After(l.ends[l.holder])
	if free {
		l.holder, l.ends[replica] = replica, time.Now().Add(term)
	}
	l.mu.Unlock()
	return free, l.travel(ctx, replica, l.back)
}

func (l *lease) Resign(ctx context.Context, replica string) error {
	if err := l.travel(ctx, replica, l.there); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.holder == replica {
		l.holder = ""
	}
	return nil
}

func (l *lease) travel(ctx context.Context, replica string, span time.Duration) error {
	l.mu.Lock()
	cut, refusing := l.cut[replica], l.refusing
	l.mu.Unlock()
	if refusing {
		return errors.New("refused")
	}
	if cut {
		span = time.Hour
	}
	select {
	case <-time.After(span):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l *lease) set(change func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change()
}

func (l *lease) leader() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.holder
}

// court watches who leads.
type court struct {
	t     *testing.T
	lease *lease
	mu    sync.Mutex
	leads map[string]bool
	told  map[string]bool // as Changed told
	reign int             // how many there have been
}

func newCourt(t *testing.T) *court {
	return &court{t: t, lease: newLease(), leads: map[string]bool{}, told: map[string]bool{}}
}

// lead is what a leader does.
func (c *court) lead(replica string) func(context.Context) error {
	change := func(leads bool) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.leads[replica] = leads
		if leads {
			c.reign++
		}
	}
	return func(ctx context.Context) error {
		change(true)
		<-ctx.Done()
		change(false)
		return nil
	}
}

// start runs a replica until the function returned is called, which waits for its end.
func (c *court) start(replica string) (stop func() error) {
	ctx, cancel := context.WithCancel(c.t.Context())
	leader := &Leader{Lease: c.lease, Replica: replica, Log: quiet(), Changed: func(leads bool) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.told[replica] = leads
	}}
	ended := make(chan error, 1)
	go func() { ended <- leader.Run(ctx, c.lead(replica)) }()
	return sync.OnceValue(func() error { cancel(); return <-ended })
}

// expect checks after a while who of a and b lead, and that they were told so.
func (c *court) expect(after time.Duration, want string) {
	c.t.Helper()
	time.Sleep(after)
	synctest.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, replica := range []string{"a", "b"} {
		wanted := strings.Contains(want, replica)
		if c.leads[replica] != wanted || c.told[replica] != wanted {
			c.t.Errorf("%s leads: %v, told %v; want %q to lead", replica, c.leads[replica], c.told[replica], want)
		}
	}
}

func TestLeader(t *testing.T) {
	for name, story := range map[string]func(*court){
		"resigning lets the other one lead at once": func(c *court) {
			a := c.start("a")
			c.expect(time.Second, "a")
			b := c.start("b")
			c.expect(time.Minute, "a")
			if err := a(); err != nil {
				c.t.Error(err)
			}
			c.expect(renewal, "b")
			_ = b()
			c.expect(0, "")
		},
		"another one takes over from a dead leader": func(c *court) {
			c.lease.set(func() { c.lease.holder, c.lease.ends["dead"] = "dead", time.Now().Add(term) })
			a, b := c.start("a"), c.start("b")
			time.Sleep(term + renewal)
			synctest.Wait()
			if c.reign != 1 {
				c.t.Errorf("%d reigns", c.reign)
			}
			_, _ = a(), b()
		},
		"a store away changes nothing": func(c *court) {
			a, b := c.start("a"), c.start("b")
			time.Sleep(time.Minute)
			leader := c.lease.leader()
			c.expect(0, leader)
			c.lease.set(func() { c.lease.refusing = true })
			c.expect(time.Minute, leader)
			c.lease.set(func() { c.lease.refusing = false })
			time.Sleep(time.Minute)
			if c.reign > 2 {
				c.t.Errorf("%d reigns", c.reign)
			}
			c.expect(0, c.lease.leader())
			_, _ = a(), b()
		},
		"who cannot ask gives up with the first answer that somebody else leads": func(c *court) {
			a := c.start("a")
			c.expect(time.Minute, "a")
			b := c.start("b")
			c.lease.set(func() { c.lease.cut["a"] = true })
			c.expect(term+renewal, "a b")
			c.lease.set(func() { c.lease.cut["a"] = false })
			c.expect(leaseReply+retry, "b")
			c.expect(time.Minute, "b")
			_, _ = a(), b()
		},
		"slow answers keep the lead": func(c *court) {
			c.lease.there, c.lease.back = 900*time.Millisecond, 900*time.Millisecond
			a, b := c.start("a"), c.start("b")
			time.Sleep(time.Minute)
			c.expect(0, c.lease.leader())
			if c.reign != 1 {
				c.t.Errorf("%d reigns", c.reign)
			}
			_, _ = a(), b()
		},
		"somebody else having it ends the lead at once": func(c *court) {
			a := c.start("a")
			c.expect(time.Second, "a")
			c.lease.set(func() { c.lease.holder, c.lease.ends["b"] = "b", time.Now().Add(time.Hour) }) // a store that lost its memory
			c.expect(renewal, "")
			_ = a()
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { story(newCourt(t)) })
		})
	}
}

func TestLeaderEndsWithItsWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lease := newLease()
		leader := &Leader{Lease: lease, Replica: "a", Log: quiet(), Changed: func(bool) {}}
		wished, calls := errors.New("as wished"), 0
		err := leader.Run(t.Context(), func(context.Context) error {
			if calls++; calls < 3 {
				return nil // asks again
			}
			return wished
		})
		if !errors.Is(err, wished) || calls != 3 || lease.leader() != "" {
			t.Errorf("ended with %v after %d reigns, holder %q", err, calls, lease.leader())
		}
	})
}
