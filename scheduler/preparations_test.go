package scheduler_test

import (
	"fmt"
	"testing"
	"time"

	"alliancebot/alliance"
)

// TestPreparations: those who have a part in an event are told apart from who is reminded, each time once; after a downtime what was missed
// makes one dispatch, which names who has a part now.
func TestPreparations(t *testing.T) {
	w := newWorld(t)
	start := w.now.Add(10 * day)
	event := w.put("lecture", start, func(event *alliance.Event) { event.Speakers, event.Units = []string{"Wang Gang"}, []string{"school"} })
	prepare := func(minutes int) string { return fmt.Sprintf("p-%s-%d-%d", event.ID, start.Unix(), minutes) }
	w.tick(w.now)
	w.expect(w.tick(start.Add(-7*day)), map[string][]time.Duration{prepare(10080): {7 * day}})
	w.expect(w.tick(start.Add(-7*day)), none)
	w.put("lecture", start, func(event *alliance.Event) { event.Speakers, event.Units = []string{"Ye Jun"}, []string{"school"} })
	w.expect(w.tick(start.Add(-90*time.Minute)), map[string][]time.Duration{prepare(120): {day, 2 * hour}, name(event, 1440): {day}})
	begun, err := w.Dispatch(t.Context(), prepare(120))
	w.check(err)
	if begun.Purpose != alliance.ForPreparation || begun.Event != event.ID || !begun.Start.Equal(start) || fmt.Sprint(begun.Parts) != "{[Ye Jun] [school]}" {
		t.Errorf("began %+v", begun)
	}
}

// TestPreparationsOfNobody: where nobody has a part in an event any more, nothing is sent.
func TestPreparationsOfNobody(t *testing.T) {
	w := newWorld(t)
	start := w.now.Add(10 * day)
	w.put("lecture", start, func(event *alliance.Event) { event.Speakers = []string{"Wang Gang"} })
	w.tick(w.now)
	w.put("lecture", start, nil)
	w.expect(w.tick(start.Add(-7*day)), none)
}
