package scheduler_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/scheduler"
	"alliancebot/store"
)

// notices lets the clock go to a moment and ticks, and returns the notices that are under way then.
func (w *world) notices(at time.Time, bursts scheduler.Bursts) []string {
	w.Helper()
	w.now = at
	notices := scheduler.Notices{
		Bursts: bursts, Events: w.Store, Dispatches: w.Store, Begun: func() { w.wakes++ }, Now: func() time.Time { return w.now }, Log: slog.New(slog.DiscardHandler),
	}
	_ = notices.Tick(w.Context())
	active, err := w.Active(w.Context())
	w.check(err)
	return active
}

// crashed is a leader that ends before it can say that a notice has begun.
type crashed struct{ *store.Store }

func (crashed) FinishNotice(context.Context, alliance.Burst) error {
	return alliance.Errorf(alliance.Unavailable, "as wished")
}

// TestNotices: one dispatch for each event that came to rest, whoever is interrupted, and none for what is as it was.
func TestNotices(t *testing.T) {
	w := newWorld(t)
	begin, start := w.now, w.now.Add(3*day)
	moved := w.put("moved", start, nil)
	back := w.put("back", start, nil)
	w.put("moved", start.Add(hour), nil)
	w.put("back", start.Add(hour), nil)
	w.now = begin.Add(time.Minute)
	w.put("moved", start.Add(2*hour), nil)
	w.put("back", start, nil)
	if got := w.notices(begin.Add(2*time.Minute), w.Store); len(got) != 0 {
		t.Errorf("began %v before it was quiet", got)
	}
	want := []string{"n-" + moved.ID + "-3", "a-" + moved.ID + "-3"}
	for _, bursts := range []scheduler.Bursts{crashed{w.Store}, w.Store, w.Store} {
		if got := w.notices(begin.Add(3*time.Minute), bursts); !slices.Equal(got, want) {
			t.Errorf("began %v, want %v", got, want)
		}
	}
	if w.wakes != 1 {
		t.Errorf("%d wakes", w.wakes)
	}
	dispatch, err := w.Dispatch(t.Context(), want[0])
	w.check(err)
	if dispatch.Before == nil || !dispatch.Before.Start.Equal(start) || !dispatch.Start.Equal(start.Add(2*hour)) || dispatch.Audience.Follows != alliance.Lecture {
		t.Errorf("began %+v", dispatch)
	}
	amends, err := w.Dispatch(t.Context(), want[1])
	w.check(err)
	if amends.Before == nil || !amends.Before.Start.Equal(start) || !amends.Changed.Equal(begin.Add(time.Minute)) {
		t.Errorf("began %+v", amends)
	}
	w.put("back", start.Add(hour), nil)
	if got := w.notices(start.Add(2*hour), w.Store); !slices.Equal(got, want) {
		t.Errorf("told of an event that has begun: %v, of %s", got, back.ID)
	}
}
