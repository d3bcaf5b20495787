package sandbox

import (
	"context"
	"encoding/json"
	"time"
)

// poll is a getUpdates request that waits for updates.
type poll struct {
	news  chan struct{} // there may be updates
	ended chan error    // somebody else has taken over
}

func (p *poll) wake() {
	select {
	case p.news <- struct{}{}:
	default:
	}
}

// end refuses the waiting request. Only the one who takes the poll off the server may call it.
func (p *poll) end(err error) { p.ended <- err }

// getUpdates confirms what lies below the offset and answers with what waits, or waits for it (Bot API, getUpdates).
func (s *Server) getUpdates(ctx context.Context, c *call) (json.RawMessage, error) {
	limit := int(c.between("limit", 100, 1, 100))
	timeout := time.Duration(c.between("timeout", 0, 0, 50)) * time.Second
	batch, waiter, err := s.beginPoll(c, limit, timeout)
	if err == nil && waiter != nil {
		batch, err = s.wait(ctx, waiter, limit, timeout)
	}
	if err != nil {
		return nil, err
	}
	answer := []byte{'['}
	for i, update := range batch {
		if i > 0 {
			answer = append(answer, ',')
		}
		answer = update.append(answer)
	}
	return append(answer, ']'), nil
}

// beginPoll gives the batch that is there, or a waiter. An older request that still waits ends here.
func (s *Server) beginPoll(c *call, limit int, timeout time.Duration) ([]*update, *poll, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook != nil {
		return nil, nil, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	s.endPoll(conflict("terminated by other getUpdates request; make sure that only one bot instance is running"))
	s.queue.allow(c)
	s.queue.expire(time.Now())
	s.queue.confirm(c.number("offset"))
	batch := s.queue.batch(limit)
	if len(batch) > 0 || timeout == 0 {
		return batch, nil, nil
	}
	s.poll = &poll{news: make(chan struct{}, 1), ended: make(chan error, 1)}
	return nil, s.poll, nil
}

// endPoll ends the request that waits, if any.
func (s *Server) endPoll(err error) {
	if s.poll != nil {
		s.poll.end(err)
		s.poll = nil
	}
}

// wait waits for updates, for the end of the time, or for somebody to take over.
func (s *Server) wait(ctx context.Context, waiter *poll, limit int, timeout time.Duration) ([]*update, error) {
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	var ended error
	select {
	case <-waiter.news:
	case <-timer.C:
	case ended = <-waiter.ended:
	case <-ctx.Done():
	case <-s.done:
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.poll == waiter {
		s.poll = nil
	} else if ended == nil {
		ended = <-waiter.ended // taken over between the wake-up and the lock
	}
	if ended != nil || ctx.Err() != nil {
		return nil, ended
	}
	return s.queue.batch(limit), nil
}
