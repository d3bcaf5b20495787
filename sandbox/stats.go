package sandbox

import (
	"context"
	"maps"
	"time"
)

// Stats counts what the bot did since the start or the last reset.
type Stats struct {
	Requests     map[string]int64 `json:"requests"` // by method
	Sends        int64            `json:"sends"`    // messages of the bot that were accepted
	Flood        int64            `json:"flood"`    // requests refused with 429, faults among them
	FirstNS      int64            `json:"first_ns"` // first accepted message, Unix nanoseconds
	LastNS       int64            `json:"last_ns"`
	MaxPerSecond int              `json:"max_per_second"` // most accepted in any second

	recent []time.Time // those of the last second
}

func (s *Stats) count(now time.Time) {
	s.Sends++
	if s.LastNS = now.UnixNano(); s.FirstNS == 0 {
		s.FirstNS = s.LastNS
	}
	s.recent = append(s.recent, now)
	for now.Sub(s.recent[0]) >= time.Second {
		s.recent = s.recent[1:]
	}
	s.MaxPerSecond = max(s.MaxPerSecond, len(s.recent))
}

// Stats gives the counts.
func (s *Server) Stats(context.Context) (Stats, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stats := s.stats
	stats.Requests, stats.recent = maps.Clone(stats.Requests), nil
	return stats, nil
}
