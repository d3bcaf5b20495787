package embedded

import "time"

// tickInterval is how often expiry is brought up to date while nothing is written.
const tickInterval = 100 * time.Millisecond

// tickQuantum is the step of the store's time, in milliseconds: a key may expire so much too early.
const tickQuantum = 10

// clock is the time of the store in unix milliseconds. It starts at the wall's time, or at the time of the last record if
// that is later, and runs on monotonically: a wall clock that is set does not touch expiry until the next start.
type clock struct {
	now   func() time.Time
	start time.Time
	base  int64
}

func newClock(now func() time.Time, last int64) clock {
	start := now()
	return clock{now: now, start: start, base: max(last, start.UnixMilli())}
}

func (clock clock) milliseconds() int64 {
	return clock.base + clock.now().Sub(clock.start).Milliseconds()
}

// tick expires what is due.
func (engine *Engine) tick() {
	engine.turn.Lock()
	defer engine.turn.Unlock()
	engine.advance()
}

// advance brings the state to the clock's time, in steps that replay repeats from the times of the records.
func (engine *Engine) advance() {
	if now := engine.clock.milliseconds(); now-engine.state.at >= tickQuantum {
		engine.state.advance(now)
	}
}
