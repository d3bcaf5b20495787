package dispatch

import "sync"

// health watches for a message that Telegram refuses: one recipient's trouble is theirs, but that of many is the message's.
type health struct {
	mu      sync.Mutex
	last    [healthTries]bool // a ring: which of the last tries were refused for a fault of ours
	tries   int
	refused int // of those in the ring
	ill     bool
}

const (
	healthTries = 100
	// healthyMost is how many of the last tries may be refused for a fault of ours.
	healthyMost = 20
)

// note records a try and reports, once, that too many of the last ones were refused.
func (health *health) note(ours bool) (ill bool) {
	health.mu.Lock()
	defer health.mu.Unlock()
	place := &health.last[health.tries%healthTries]
	if *place {
		health.refused--
	}
	*place = ours
	health.tries++
	if ours {
		health.refused++
	}
	if health.ill || health.refused <= healthyMost {
		return false
	}
	health.ill = true
	return true
}

// counts are how many of the last tries there were, and how many were refused.
func (health *health) counts() (tried, refused int) {
	health.mu.Lock()
	defer health.mu.Unlock()
	return min(health.tries, healthTries), health.refused
}
