package scheduler

import (
	"context"
	"log/slog"
	"time"
)

// Lease is the lead among the replicas that share a store.
type Lease interface {
	Lead(ctx context.Context, replica string, term time.Duration) (bool, error)
	Resign(ctx context.Context, replica string) error
}

// Leader runs what only one replica may run, while this one has the lead.
type Leader struct {
	Lease   Lease
	Replica string
	Now     func() time.Time
	Changed func(leads bool)
	Log     *slog.Logger
}

const (
	term       = 10 * time.Second // after a leader's death another one takes over within term and renewal
	renewal    = 3 * time.Second
	leaseReply = 2 * time.Second
)

// Run asks for the lead until ctx ends, and runs lead under a context that ends when the lead is lost. When Run returns, lead
// has returned and the lead is given up. An error of lead ends Run.
func (leader *Leader) Run(ctx context.Context, lead func(context.Context) error) error {
	for {
		if leader.ask(ctx) {
			if err := leader.reign(ctx, lead); err != nil || ctx.Err() != nil {
				return err
			}
		}
		if !rest(ctx, renewal) {
			return nil
		}
	}
}

// ask takes or keeps the lead.
func (leader *Leader) ask(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, leaseReply)
	defer cancel()
	leads, err := leader.Lease.Lead(ctx, leader.Replica, term)
	if err != nil && ctx.Err() == nil {
		leader.Log.Warn("lead not asked for", "error", err)
	}
	return leads && err == nil
}

// reign runs lead and keeps the lead; where it cannot be kept until the term is over, it is lost.
func (leader *Leader) reign(ctx context.Context, lead func(context.Context) error) error {
	leader.Log.Info("this replica leads", "replica", leader.Replica)
	leader.Changed(true)
	defer leader.Changed(false)
	reigning, abdicate := context.WithCancel(ctx)
	defer abdicate()
	ended := make(chan error, 1)
	go func() { ended <- lead(reigning) }()
	kept := leader.Now()
	for {
		select {
		case err := <-ended:
			leader.resign()
			return err
		case <-ctx.Done():
			err := <-ended
			leader.resign()
			return err
		case <-time.After(renewal):
		}
		if leader.ask(ctx) {
			kept = leader.Now()
		} else if leader.Now().Sub(kept) > term-renewal {
			leader.Log.Warn("this replica does not lead any more", "replica", leader.Replica)
			abdicate()
			return <-ended
		}
	}
}

func (leader *Leader) resign() {
	ctx, cancel := context.WithTimeout(context.Background(), leaseReply)
	defer cancel()
	if err := leader.Lease.Resign(ctx, leader.Replica); err != nil {
		leader.Log.Warn("lead not given up; it ends by itself", "error", err)
	}
}

// rest waits, and reports whether ctx still lives.
func rest(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
