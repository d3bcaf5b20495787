package handlers

import (
	"context"
	"testing"
	"time"
)

// namedEvents knows names only.
type namedEvents struct {
	Events
	people []string
}

func (events *namedEvents) Names(context.Context) (people, units, venues []string, err error) {
	return events.people, []string{"丽水学院"}, nil, nil
}

func TestNamesAreReadiedAfterChangesOnly(t *testing.T) {
	events, now := &namedEvents{people: []string{"Lou Haibin"}}, time.Date(2026, time.November, 22, 10, 0, 0, 0, time.UTC)
	var names names
	known := func(after time.Duration) any {
		t.Helper()
		found, err := names.known(t.Context(), events, now.Add(after))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	first := known(0)
	if known(namesFresh) != first {
		t.Error("the same names were readied again")
	}
	events.people = []string{"Lou Haibin", "Wang Gang"}
	if known(namesFresh+1) != first {
		t.Error("the names were read again too soon")
	}
	if known(2*namesFresh) == first {
		t.Error("a change was not seen")
	}
}
