package bot

import (
	"math"
	"time"
)

// window is the last second as the server sees it.
//
// When the server sees a message is not known: one answered at r was seen no later than r minus the shortest time an answer
// takes. The window keeps each message until a second after that moment, and one that is not answered yet, which may be seen
// any moment, for as long as it is under way. So a delayed message does not meet its successors in the same second, no margin
// for the network has to be guessed, and a call that hangs takes up one place and no more.
type window struct {
	rate     int // the most messages a second may hold
	under    int // messages under way
	answered []time.Time
	trip     trip
}

// second is the sliding second, and what clocks may differ.
const second = time.Second + time.Millisecond

// room is when so many messages more may go; false where that depends on an answer still to come.
func (window *window) room(now time.Time, messages int) (at time.Time, known bool) {
	keep := second - window.trip.shortest()
	for len(window.answered) > 0 && !window.answered[0].Add(keep).After(now) {
		window.answered = window.answered[1:]
	}
	switch tooMany := window.under + len(window.answered) + messages - window.rate; {
	case tooMany <= 0:
		return now, true
	case tooMany <= len(window.answered):
		return window.answered[tooMany-1].Add(keep), true
	}
	return time.Time{}, false
}

func (window *window) begin(messages int) { window.under += messages }

// cancel takes back messages that were never sent.
func (window *window) cancel(messages int) { window.under -= messages }

func (window *window) answer(messages int, begun, now time.Time) {
	window.under -= messages
	for range messages {
		window.answered = append(window.answered, now)
	}
	window.trip.took(now.Sub(begun), now)
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
