package alliance

import (
	"fmt"
	"time"
)

// FailureClass says what to do about a message that Telegram did not take.
type FailureClass string

// The failure classes, decided in one place by the sender and acted on by whoever sends.
const (
	Retry       FailureClass = "retry"       // 5xx, network, no answer in time: try again later
	Flood       FailureClass = "flood"       // 429: nothing more before After has passed
	Gone        FailureClass = "unreachable" // 403, chat not found, deactivated: stop sending to them
	Migrated    FailureClass = "migrated"    // the group has become a supergroup with the id MigratedTo
	Missing     FailureClass = "missing"     // the message to change or to delete is not there any more
	Closed      FailureClass = "closed"      // the topic of a forum is closed or gone; the chat is there
	Lasting     FailureClass = "lasting"     // what was sent can neither be deleted nor wholly replaced any more
	Ours        FailureClass = "ours"        // 400: the message itself is wrong; never retried
	Unconfirmed FailureClass = "unconfirmed" // the token is refused or another program polls: an operator must act
)

// Failure is the error of every failed call to Telegram.
type Failure struct {
	Class      FailureClass
	Reason     string        // short, countable, free of personal text: "blocked", "http 502", "no answer", …
	After      time.Duration // Flood: how long to wait
	MigratedTo int64         // Migrated: the new chat id
	// Ambiguous: the message may have arrived although no answer came.
	Ambiguous bool
}

func (failure *Failure) Error() string {
	return fmt.Sprintf("telegram: %s: %s", failure.Class, failure.Reason)
}

// Priority orders what waits to be sent; a smaller one goes first.
type Priority int

// The priorities: answers before words of welcome before reminders before urgent broadcasts before others.
const (
	Answering Priority = iota
	Greeting
	Reminding
	Pressing
	Announcing
	Priorities // how many there are
)

// Turn is a place in the queue of what waits to be sent. A message whose turn does not come Before is not sent; the zero time
// waits as long as it takes. Where Stop is closed it is given up at once; a call that has begun goes on. Come, where there is one,
// hears of each turn that has come.
type Turn struct {
	Priority Priority
	Before   time.Time
	Stop     <-chan struct{}
	Come     func()
}
