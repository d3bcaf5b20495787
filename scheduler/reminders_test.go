package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/scheduler"
	"alliancebot/store"
	"alliancebot/store/embedded"
)

const (
	hour = time.Hour
	day  = 24 * time.Hour
)

// world is a store with the reminders' side of a bot, at a moment of the test's choice.
type world struct {
	*testing.T
	*store.Store

	dial      store.Dialer
	now       time.Time
	reminders *scheduler.Reminders
	wakes     int
	late      []time.Duration
	skipped   map[string]int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{T: t, now: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), skipped: map[string]int{}}
	log := slog.New(slog.DiscardHandler)
	engine, err := embedded.Open(embedded.Options{Dir: t.TempDir(), Log: log, Sync: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	w.dial = engine.Dial
	w.Store = store.ConnectThrough(w.dial, alliance.Plan{Zone: time.UTC, Leads: []time.Duration{day, hour, 30 * time.Minute}})
	t.Cleanup(func() { w.check(errors.Join(w.Close(), engine.Close())) })
	w.check(w.Migrations(t.Context()))
	w.reminders = &scheduler.Reminders{
		Plan: w.Store, Events: w.Store, Dispatches: w.Store, Defaults: []time.Duration{day, hour}, Begun: func() { w.wakes++ },
		Now: func() time.Time { return w.now }, Meter: w, Log: log,
	}
	return w
}

func (w *world) Reminded(late time.Duration)   { w.late = append(w.late, late) }
func (w *world) ReminderSkipped(reason string) { w.skipped[reason]++ }

func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Error(err)
	}
}

// put stores a lecture that starts at start.
func (w *world) put(uid string, start time.Time, change func(*alliance.Event)) alliance.Event {
	w.Helper()
	event := alliance.Event{ID: alliance.EventID(uid), UID: uid, Kind: alliance.Lecture, Title: uid, Start: start, Status: alliance.Planned}
	if change != nil {
		change(&event)
	}
	_, err := w.PutEvents(w.Context(), []alliance.Event{event}, w.now)
	w.check(err)
	return event
}

// tick lets the clock go to a moment and ticks, and returns the dispatches that are new: their ids with the lead times.
func (w *world) tick(at time.Time) map[string][]time.Duration {
	w.Helper()
	before, err := w.Active(w.Context())
	w.check(err)
	w.now = at
	w.check(w.reminders.Tick(w.Context()))
	after, err := w.Active(w.Context())
	w.check(err)
	begun := map[string][]time.Duration{}
	for _, id := range after {
		if slices.Contains(before, id) {
			continue
		}
		dispatch, err := w.Dispatch(w.Context(), id)
		w.check(err)
		begun[id] = leadsOf(dispatch)
	}
	return begun
}

// leadsOf are the lead times that a reminder is for.
func leadsOf(dispatch alliance.Dispatch) (leads []time.Duration) {
	for _, slot := range dispatch.Audience.Slots {
		leads = append(leads, slot.Lead)
	}
	return leads
}

func (w *world) expect(got map[string][]time.Duration, want map[string][]time.Duration) {
	w.Helper()
	if !maps.EqualFunc(got, want, slices.Equal[[]time.Duration]) {
		w.Errorf("began %v, want %v", got, want)
	}
}

func name(event alliance.Event, minutes int) string {
	return fmt.Sprintf("r-%s-%d-%d", event.ID, event.Start.Unix(), minutes)
}

var none = map[string][]time.Duration{}

// TestReminders goes through the days before an event: each reminder is dispatched in its minute, once.
func TestReminders(t *testing.T) {
	w := newWorld(t)
	start := w.now.Add(3 * day)
	event := w.put("lecture", start, nil)
	w.expect(w.tick(start.Add(-day-time.Second)), none)
	w.expect(w.tick(start.Add(-day)), map[string][]time.Duration{name(event, 1440): {day}})
	w.expect(w.tick(start.Add(-day)), none)
	w.expect(w.tick(start.Add(-day+time.Minute)), none)
	w.expect(w.tick(start.Add(-hour+20*time.Second)), map[string][]time.Duration{name(event, 60): {hour}})
	w.expect(w.tick(start.Add(-30*time.Minute)), map[string][]time.Duration{name(event, 30): {30 * time.Minute}})
	w.expect(w.tick(start), none)
	if want := []time.Duration{0, 20 * time.Second, 0}; !slices.Equal(w.late, want) || w.wakes != 3 {
		t.Errorf("late %v, want %v; %d wakes", w.late, want, w.wakes)
	}
	dispatch, err := w.Dispatch(t.Context(), name(event, 60))
	w.check(err)
	want := alliance.Audience{Follows: alliance.Lecture, Defaults: []time.Duration{day, hour}}
	if dispatch.Event != event.ID || !dispatch.Start.Equal(start) || dispatch.Audience.Follows != want.Follows || !slices.Equal(dispatch.Audience.Defaults, want.Defaults) {
		t.Errorf("began %+v", dispatch)
	}
}

// TestRemindersAfterDowntime: what fell due meanwhile makes one dispatch for each event, and what is not true any more none.
func TestRemindersAfterDowntime(t *testing.T) {
	w := newWorld(t)
	start := w.now.Add(3 * day)
	event := w.put("lecture", start, nil)
	past := w.put("past", start.Add(-2*hour), nil)
	cancelled := w.put("cancelled", start, nil)
	w.put("cancelled", start, func(event *alliance.Event) { event.Status = alliance.Cancelled })
	w.tick(w.now)
	got := w.tick(start.Add(-40 * time.Minute))
	w.expect(got, map[string][]time.Duration{name(event, 60): {day, hour}})
	if want := []time.Duration{20 * time.Minute}; !slices.Equal(w.late, want) {
		t.Errorf("late %v, want %v", w.late, want)
	}
	if want := map[string]int{"event begun": 3}; !maps.Equal(w.skipped, want) {
		t.Errorf("skipped %v, want %v", w.skipped, want)
	}
	w.expect(w.tick(start.Add(-30*time.Minute)), map[string][]time.Duration{name(event, 30): {30 * time.Minute}})
	_, _ = past, cancelled
}

// broken fails at one step, as a store that goes away in the middle.
type broken struct {
	*store.Store
	finish bool
}

func (b broken) FinishTick(ctx context.Context, now time.Time, settled []alliance.Reminder) error {
	if b.finish {
		return alliance.Errorf(alliance.Unavailable, "as wished")
	}
	return b.Store.FinishTick(ctx, now, settled)
}

// TestRemindersInterrupted: a tick that did not finish is done again, and nobody is reminded twice.
func TestRemindersInterrupted(t *testing.T) {
	w := newWorld(t)
	start := w.now.Add(3 * day)
	event := w.put("lecture", start, nil)
	w.tick(w.now)
	w.reminders.Plan = broken{w.Store, true}
	w.now = start.Add(-hour)
	if err := w.reminders.Tick(t.Context()); alliance.KindOf(err) != alliance.Unavailable {
		t.Errorf("got %v", err)
	}
	active, err := w.Active(t.Context())
	w.check(err)
	if !slices.Equal(active, []string{name(event, 60)}) {
		t.Errorf("began %v", active)
	}
	w.reminders.Plan = w.Store
	w.expect(w.tick(start.Add(-hour+time.Minute)), none)
	w.expect(w.tick(start.Add(-30*time.Minute)), map[string][]time.Duration{name(event, 30): {30 * time.Minute}})
	if w.wakes != 2 {
		t.Errorf("%d wakes", w.wakes)
	}
}

// TestRemindersOfWhatIsNotThere: a reminder planned for an event that does not exist stops nobody else's.
func TestRemindersOfWhatIsNotThere(t *testing.T) {
	w := newWorld(t)
	start := w.now.Add(3 * day)
	event := w.put("lecture", start, nil)
	w.reminders.Events = only{w.Store, event.ID}
	w.put("ghost", start, nil)
	w.tick(w.now)
	w.expect(w.tick(start.Add(-hour)), map[string][]time.Duration{name(event, 60): {day, hour}})
}

// only knows one event.
type only struct {
	*store.Store
	id string
}

func (o only) Event(ctx context.Context, id string) (alliance.Event, error) {
	if id != o.id {
		return alliance.Event{}, alliance.Errorf(alliance.NotFound, "no event %s", id)
	}
	return o.Store.Event(ctx, id)
}

// TestRemindersOfMovedEvents: a moved event is reminded of at its new time, also where the old reminder had been sent.
func TestRemindersOfMovedEvents(t *testing.T) {
	w := newWorld(t)
	start := w.now.Add(3 * day)
	event := w.put("lecture", start, nil)
	w.tick(w.now)
	w.expect(w.tick(start.Add(-day)), map[string][]time.Duration{name(event, 1440): {day}})
	moved := w.put("lecture", start.Add(2*day), nil)
	w.expect(w.tick(start.Add(-hour)), none)
	w.expect(w.tick(start.Add(day)), map[string][]time.Duration{name(moved, 1440): {day}})
}

// TestRemindersBySettingsThatChanged has the bot started again with quiet hours: an event stored before is reminded of by them, not
// at the moment that was, and what was sent before is not sent again.
func TestRemindersBySettingsThatChanged(t *testing.T) {
	w := newWorld(t)
	start := w.now.Add(3*day - 90*time.Minute) // 07:30
	event := w.put("early", start, nil)
	w.expect(w.tick(start.Add(-day)), map[string][]time.Duration{name(event, 1440): {day}})
	quiet := store.ConnectThrough(w.dial, alliance.Plan{
		Zone: time.UTC, Leads: []time.Duration{day, hour, 30 * time.Minute}, Quiet: alliance.Quiet{From: 22 * hour, To: 8 * hour},
	})
	t.Cleanup(func() { w.check(quiet.Close()) })
	w.reminders.Plan = quiet
	w.expect(w.tick(start.Add(-day+time.Minute)), none)
	evening := start.Add(-day).Truncate(day).Add(21*hour + 45*time.Minute)
	w.expect(w.tick(evening.Add(-time.Minute)), none)
	w.expect(w.tick(evening), map[string][]time.Duration{name(event, 60): {30 * time.Minute, hour}})
	w.expect(w.tick(start.Add(-hour)), none)
	w.expect(w.tick(start.Add(-30*time.Minute)), none)
}
