package web

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Check is something the bot cannot work without.
type Check struct {
	Name string
	Ask  func(context.Context) error
}

const (
	checkDeadline = 2 * time.Second
	checkFresh    = 2 * time.Second // how long an answer is taken as it is, so that probes do not become load
)

// Health answers /healthz (the process is alive) and /readyz (everything it needs can be reached, else 503 and which is not).
type Health struct {
	checks []Check

	mu     sync.Mutex
	away   []string
	judged time.Time
}

// NewHealth judges readiness by checks.
func NewHealth(checks ...Check) *Health { return &Health{checks: checks} }

// Alive answers /healthz.
func (health *Health) Alive(response http.ResponseWriter, _ *http.Request) {
	write(response, http.StatusOK, "ok")
}

// Ready answers /readyz.
func (health *Health) Ready(response http.ResponseWriter, request *http.Request) {
	if away := health.judge(request.Context()); len(away) > 0 {
		write(response, http.StatusServiceUnavailable, "unreachable: "+strings.Join(away, ", "))
		return
	}
	write(response, http.StatusOK, "ok")
}

// judge asks all checks at once, each with a deadline. A probe that gives up does not count as an answer for the next one.
func (health *Health) judge(ctx context.Context) []string {
	health.mu.Lock()
	defer health.mu.Unlock()
	if time.Since(health.judged) < checkFresh {
		return health.away
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), checkDeadline)
	defer cancel()
	failed := make([]bool, len(health.checks))
	var asking sync.WaitGroup
	for i, check := range health.checks {
		asking.Go(func() { failed[i] = check.Ask(ctx) != nil })
	}
	asking.Wait()
	health.away = nil
	for i, check := range health.checks {
		if failed[i] {
			health.away = append(health.away, check.Name)
		}
	}
	health.judged = time.Now()
	return health.away
}

func write(response http.ResponseWriter, status int, text string) {
	response.Header().Set("Content-Type", "text/plain; charset=utf-8")
	response.WriteHeader(status)
	_, _ = response.Write([]byte(text + "\n")) // a client that is gone needs no answer
}
