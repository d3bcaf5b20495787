package main

import (
	"errors"
	"sync"
)

// group runs things side by side; the first that fails stops the others.
type group struct {
	stop    func()
	running sync.WaitGroup
	mu      sync.Mutex
	errs    []error
}

func newGroup(stop func()) *group { return &group{stop: stop} }

func (g *group) start(run func() error) {
	g.running.Go(func() {
		if err := run(); err != nil {
			g.mu.Lock()
			g.errs = append(g.errs, err)
			g.mu.Unlock()
			g.stop()
		}
	})
}

// wait waits until all have ended.
func (g *group) wait() error {
	g.running.Wait()
	return errors.Join(g.errs...)
}
