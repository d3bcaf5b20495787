package main_test

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"alliancebot/sandbox"
)

// load is commands that come at their own pace, whether or not the bot keeps up. Each bears a number, and so does its answer;
// each member of the crowd numbers their own.
type load struct {
	*world
	members, each int
	before        int64 // messages sent before it began
	done          chan error
}

// begins has the members ask in turn, at rate a second, until each has asked so often.
func (w *world) begins(members, each, rate int) *load {
	w.t.Helper()
	if err := w.AddUsers(w.t.Context(), sandbox.NewUsers{First: crowd, Count: members}); err != nil {
		w.t.Fatal(err)
	}
	l := &load{world: w, members: members, each: each, before: w.counts().Sends, done: make(chan error, 1)}
	go func() { l.done <- l.ask(w.t.Context(), time.Second/time.Duration(rate)) }()
	return l
}

func (l *load) ask(ctx context.Context, gap time.Duration) error {
	ticker := time.NewTicker(gap)
	defer ticker.Stop()
	for n := range l.members * l.each {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
		post := sandbox.Post{From: crowd + int64(n%l.members), Text: fmt.Sprintf("/find qz%dqz", n/l.members)}
		if _, err := l.Send(ctx, post); err != nil {
			return err
		}
	}
	return nil
}

// under waits until so many answers have come in all.
func (l *load) under(answers int) {
	l.t.Helper()
	eventually(l.t, fmt.Sprintf("%d answers", answers), patience, func() bool { return l.counts().Sends >= l.before+int64(answers) })
}

var numbered = regexp.MustCompile(`qz(\d+)qz`)

// check waits for the last answers, and wants each member's in order and none missing. An answer may come twice only where the
// process died in between: what was in flight may be repeated, and of one chat that is one command.
func (l *load) check(deaths []time.Time) {
	l.t.Helper()
	if err := <-l.done; err != nil {
		l.t.Fatal(err)
	}
	repeated := 0
	for member := int64(crowd); member < crowd+int64(l.members); member++ {
		l.awaits(sandbox.Awaited{Chat: member, Contains: fmt.Sprintf("qz%dqz", l.each-1), Timeout: 2 * patience})
		next := 0
		var before sandbox.Message
		for _, message := range l.told(member, "qz") {
			number, err := strconv.Atoi(numbered.FindStringSubmatch(message.Text)[1])
			switch {
			case err != nil:
				l.t.Fatal(err)
			case number == next:
				next++
			case number == next-1 && died(deaths, before.AtNS, message.AtNS):
				repeated++
			default:
				l.t.Errorf("member %d: answer %d where %d was due", member, number, next)
				next = number + 1
			}
			before = message
		}
	}
	l.t.Logf("%d commands, %d deaths, %d answered twice", l.members*l.each, len(deaths), repeated)
}

// underWay is how long after a death a message may still arrive that was sent before.
const underWay = time.Second

// died reports whether one of the deaths lies between two moments of arrival, in Unix nanoseconds.
func died(deaths []time.Time, from, to int64) bool {
	for _, death := range deaths {
		if from <= death.Add(underWay).UnixNano() && death.UnixNano() <= to {
			return true
		}
	}
	return false
}
