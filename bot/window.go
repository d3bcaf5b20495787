package bot

import (
	"math"
	"slices"
	"time"
)

// window is the last second as the server sees it.
//
// When the server sees a message is not known: one answered at r was seen no later than r minus the shortest time an answer
// takes. The window keeps each message until a second after that moment, and one that is not answered yet, which may be seen
// any moment, for as long as it is under way, but not longer than overdue: many calls that hang must not stop all others. So a
// delayed message does not meet its successors in the same second, and no margin for the network has to be guessed.
type window struct {
	rate     int     // the most messages a second may hold
	calls    []*turn // under way and not overdue, the oldest first
	under    int     // messages of these
	answered []time.Time
	trip     trip
}

// overdue is how long after its beginning a call that is not answered may still reach the server.
const overdue = 5 * time.Second

// second is the sliding second, and what clocks may differ.
const second = time.Second + time.Millisecond

// room is when so many messages more may go, unless an answer comes before.
func (window *window) room(now time.Time, messages int) time.Time {
	for len(window.calls) > 0 && !window.calls[0].begun.Add(overdue).After(now) {
		window.cancel(window.calls[0])
	}
	keep := second - window.trip.shortest()
	for len(window.answered) > 0 && !window.answered[0].Add(keep).After(now) {
		window.answered = window.answered[1:]
	}
	switch tooMany := window.under + len(window.answered) + messages - window.rate; {
	case tooMany <= 0:
		return now
	case tooMany <= len(window.answered):
		return window.answered[tooMany-1].Add(keep)
	}
	return window.calls[0].begun.Add(overdue)
}

func (window *window) begin(call *turn, now time.Time) {
	call.begun = now
	window.calls, window.under = append(window.calls, call), window.under+call.messages
}

// cancel gives back the place of a call that was never made, or is overdue.
func (window *window) cancel(call *turn) {
	if at := slices.Index(window.calls, call); at >= 0 {
		window.calls, window.under = slices.Delete(window.calls, at, at+1), window.under-call.messages
	}
}

func (window *window) answer(call *turn, now time.Time) {
	window.cancel(call)
	for range call.messages {
		window.answered = append(window.answered, now)
	}
	window.trip.took(now.Sub(call.begun), now)
}

// trip measures how long answers take, over this period and the one before.
type trip struct {
	this, before period
	began        time.Time
}

// period is what was measured in one stretch of time.
type period struct {
	answers    int
	least, sum time.Duration
}

const (
	tripPeriod  = 30 * time.Second
	tripAnswers = 30 // with fewer, nothing is known
)

func (trip *trip) took(time time.Duration, now time.Time) {
	if now.Sub(trip.began) > tripPeriod {
		trip.this, trip.before, trip.began = period{}, trip.this, now
	}
	trip.this = trip.this.with(period{answers: 1, least: time, sum: time})
}

func (p period) with(other period) period {
	switch {
	case p.answers == 0:
		return other
	case other.answers == 0:
		return p
	}
	return period{answers: p.answers + other.answers, least: min(p.least, other.least), sum: p.sum + other.sum}
}

// shortest is what no answer will be faster than: the shortest measured, less what may still be missing. The more answers were
// measured, the closer their shortest is to the shortest possible.
func (trip *trip) shortest() time.Duration {
	measured := trip.this.with(trip.before)
	if measured.answers < tripAnswers {
		return 0
	}
	spread := measured.sum/time.Duration(measured.answers) - measured.least
	return max(measured.least-time.Duration(1.5*float64(spread)/math.Sqrt(float64(measured.answers))), 0)
}
