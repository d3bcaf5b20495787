package scheduler_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/store"
)

// TestRemindersOnDaysOfEverySort ticks through the days around an event, the clock going wrong on the way: each reminder comes
// once, and at its moment.
func TestRemindersOnDaysOfEverySort(t *testing.T) {
	for _, c := range []struct {
		zone, start string // on the zone's clock
		dues        []string
	}{
		{"Europe/Berlin", "2026-03-29 12:00", []string{"2026-03-28 11:00", "2026-03-29 11:00"}}, // a day of 23 hours lies between
		{"Europe/Berlin", "2026-10-25 12:00", []string{"2026-10-24 13:00", "2026-10-25 11:00"}},
		{"Europe/Berlin", "2026-10-25 02:30", []string{"2026-10-24 03:30", "2026-10-25 02:30"}}, // an hour that comes twice: this is the second
		{"America/New_York", "2026-03-08 03:30", []string{"2026-03-07 02:30", "2026-03-08 01:30"}},
		{"Asia/Shanghai", "2027-01-01 00:30", []string{"2026-12-31 00:30", "2026-12-31 23:30"}},
		{"Asia/Shanghai", "2028-03-01 09:00", []string{"2028-02-29 09:00", "2028-03-01 08:00"}},
		{"Asia/Shanghai", "2026-05-01 10:00", []string{"2026-04-30 10:00", "2026-05-01 09:00"}},
	} {
		t.Run(c.zone+" "+c.start, func(t *testing.T) {
			zone, err := time.LoadLocation(c.zone)
			if err != nil {
				t.Fatal(err)
			}
			start, err := time.ParseInLocation("2006-01-02 15:04", c.start, zone)
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t)
			w.reminders.Plan = w.under(alliance.Plan{Zone: zone, Leads: []time.Duration{day, hour}})
			w.now = start.Add(-27 * hour)
			w.put("lecture", start.UTC(), nil)
			var got []string
			for step := 0; w.now.Before(start); step++ {
				for range w.tick(w.now) {
					got = append(got, w.now.In(zone).Format("2006-01-02 15:04"))
				}
				if step%90 == 89 { // an hour back, at the moment of a tick, and forth again
					for range w.tick(w.now.Add(-hour)) {
						t.Errorf("a reminder when the clock was set back to %s", w.now)
					}
					w.now = w.now.Add(hour)
				}
				w.now = w.now.Add(time.Minute)
			}
			if strings.Join(got, ", ") != strings.Join(c.dues, ", ") {
				t.Errorf("reminded at %q, want %q", got, c.dues)
			}
		})
	}
}

// under is the same store as a process with another plan has it.
func (w *world) under(plan alliance.Plan) *store.Store {
	other := store.ConnectThrough(w.dial, plan)
	w.Cleanup(func() { w.check(other.Close()) })
	return other
}

// TestSnoozedReminders: those who snoozed to one moment are one dispatch, to them alone; what has begun meanwhile is not said.
func TestSnoozedReminders(t *testing.T) {
	w := newWorld(t)
	event := w.put("lecture", w.now.Add(20*time.Minute), nil)
	w.tick(w.now)
	due := w.now.Add(10 * time.Minute)
	for _, chat := range []int64{7, 8} {
		w.check(w.Snooze(t.Context(), event.ID, chat, due))
	}
	w.check(w.Snooze(t.Context(), event.ID, 9, due.Add(time.Hour)))
	begun := w.tick(due)
	if len(begun) != 1 {
		t.Fatalf("began %v", begun)
	}
	for id := range begun {
		dispatch, err := w.Dispatch(t.Context(), id)
		w.check(err)
		if dispatch.Purpose != alliance.ForSnooze || len(dispatch.Audience.Only) != 2 || dispatch.Event != event.ID {
			t.Errorf("began %+v", dispatch)
		}
	}
	w.expect(w.tick(due.Add(time.Minute)), none)
	w.expect(w.tick(due.Add(time.Hour)), none)
	if w.skipped["event begun"] == 0 {
		t.Error("a snooze into the event was not skipped")
	}
}

// TestRemindersByOwnQuietHours: those with hours of their own are a dispatch of their own at another moment, and of one with the
// others at the same.
func TestRemindersByOwnQuietHours(t *testing.T) {
	w := newWorld(t)
	w.reminders.Plan = w.under(alliance.Plan{Zone: time.UTC, Leads: []time.Duration{hour}, Quiet: alliance.Quiet{From: 22 * hour, To: 7 * hour}})
	_, err := w.ChangeMember(t.Context(), 7, func(member *alliance.Member) { member.Quiet = &alliance.Quiet{From: 23 * hour, To: 6 * hour} })
	w.check(err)
	start := w.now.Truncate(day).Add(day + 7*hour + 30*time.Minute) // tomorrow, 7:30
	event := w.put("early", start, nil)
	w.tick(start.Add(-10 * hour))
	w.expect(w.tick(start.Add(-9*hour-45*time.Minute)), map[string][]time.Duration{name(event, 60): {hour}})
	w.expect(w.tick(start.Add(-hour)), map[string][]time.Duration{name(event, 60) + "2300-0600": {hour}})
	dispatch, err := w.Dispatch(t.Context(), name(event, 60)+"2300-0600")
	w.check(err)
	if want := []alliance.Slot{{Lead: hour, Quiet: "23:00-06:00"}}; !slices.Equal(dispatch.Audience.Slots, want) {
		t.Errorf("to those of %v, want %v", dispatch.Audience.Slots, want)
	}

	noon := w.put("noon", start.Add(5*hour), nil)
	last := name(noon, 60) + "2300-0600"
	w.expect(w.tick(start.Add(4*hour)), map[string][]time.Duration{last: {hour, hour}})
	dispatch, err = w.Dispatch(t.Context(), last)
	w.check(err)
	if want := []alliance.Slot{{Lead: hour}, {Lead: hour, Quiet: "23:00-06:00"}}; !slices.Equal(dispatch.Audience.Slots, want) {
		t.Errorf("at the same moment to those of %v, want %v", dispatch.Audience.Slots, want)
	}
}
