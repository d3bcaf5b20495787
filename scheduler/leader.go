package scheduler

import (
	"context"
	"errors"
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
	Changed func(leads bool)
	Log     *slog.Logger
}

const (
	term       = 10 * time.Second // after a leader's death another one takes over within term and renewal
	renewal    = 3 * time.Second
	retry      = time.Second // after a renewal that failed
	leaseReply = 2 * time.Second
)

// Run asks for the lead until ctx ends, and runs lead under a context that ends when the lead is lost. When Run returns, lead
// has returned and the lead is given up. An error of lead ends Run.
func (leader *Leader) Run(ctx context.Context, lead func(context.Context) error) error {
	for {
		if leads, _ := leader.ask(ctx); leads {
			if err := leader.reign(ctx, lead); err != nil || ctx.Err() != nil {
				return err
			}
		}
		if !rest(ctx, renewal) {
			return nil
		}
	}
}

// ask takes or keeps the lead. An error says that this is not known.
func (leader *Leader) ask(ctx context.Context) (leads bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, leaseReply)
	defer cancel()
	leads, err = leader.Lease.Lead(ctx, leader.Replica, term)
	if err != nil && !errors.Is(err, context.Canceled) {
		leader.Log.Warn("lead not asked for", "error", err)
	}
	return leads && err == nil, err
}

// reign runs lead until somebody else has the lead. While the store is away this replica goes on: nobody else can take the lead
// then, and members are to hear that they must be patient. Should another one reach the store first, that shows in the next
// answer; until then the ledger's leases keep the two from sending to the same member, and Telegram lets only one of them poll.
func (leader *Leader) reign(ctx context.Context, lead func(context.Context) error) error {
	leader.Log.Info("this replica leads", "replica", leader.Replica)
	leader.Changed(true)
	defer leader.Changed(false)
	reigning, abdicate := context.WithCancel(ctx)
	defer abdicate()
	ended := make(chan error, 1)
	go func() { ended <- lead(reigning) }()
	for pause := renewal; ; {
		select {
		case err := <-ended:
			leader.resign()
			return err
		case <-ctx.Done():
			err := <-ended
			leader.resign()
			return err
		case <-time.After(pause):
		}
		leads, err := leader.ask(ctx)
		switch {
		case leads:
			pause = renewal
		case err != nil:
			pause = retry
		default:
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
