package store

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"alliancebot/alliance"
)

// moment reads "06-13 14:00", Shanghai time, of a year far ahead: what shall end then must not have ended by the real clock,
// which a Redis goes by.
func moment(t testing.TB, text string) time.Time {
	t.Helper()
	parsed, err := time.ParseInLocation("2006-01-02 15:04", "2099-"+text, zone(t))
	if err != nil {
		t.Fatal(err)
	}
	return parsed.UTC()
}

// event is a lecture of one hour at the Community's lead unit, altered as the test needs it.
func event(t testing.TB, uid, start string, alter ...func(*alliance.Event)) alliance.Event {
	t.Helper()
	made := alliance.Event{
		ID: uid, UID: uid, Revision: 1, Kind: alliance.Lecture, Title: "Lecture " + uid, Start: moment(t, start), Status: alliance.Planned,
		Venue: "Lishui Vocational High School", Speakers: []string{"Lou Haibin"}, Units: []string{"Lishui Vocational High School"},
	}
	for _, change := range alter {
		change(&made)
	}
	return made
}

// unattended leaves nobody who has a part in the event.
func unattended(event *alliance.Event) { event.Speakers, event.Units = nil, nil }

func until(t testing.TB, end string) func(*alliance.Event) {
	t.Helper()
	at := moment(t, end)
	return func(event *alliance.Event) { event.End = at }
}

func put(t testing.TB, store *Store, now time.Time, events ...alliance.Event) alliance.Stored {
	t.Helper()
	stored, err := store.PutEvents(t.Context(), events, now)
	must(t, err)
	return stored
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// failing is what tests and property tests have in common.
type failing interface {
	Helper()
	Errorf(format string, args ...any)
}

// same compares whole values. Of the contents of a store it shows the keys that differ only.
func same(t failing, what string, got, want any) {
	t.Helper()
	if reflect.DeepEqual(got, want) {
		return
	}
	gotKeys, stores := got.(map[string]any)
	wantKeys, both := want.(map[string]any)
	if !stores || !both {
		t.Errorf("%s:\n got %s\nwant %s", what, show(got), show(want))
		return
	}
	for key := range gotKeys {
		if _, wanted := wantKeys[key]; !wanted {
			t.Errorf("%s: %s is not wanted", what, key)
		}
	}
	for _, key := range sortedKeys(wantKeys) {
		same(t, what+": "+key, gotKeys[key], wantKeys[key])
	}
}

// show is a value as text, cut where nobody would read on.
func show(value any) string {
	text := fmt.Sprintf("%+v", value)
	return text[:min(len(text), 1500)]
}

// fails checks the kind of an error.
func fails(t testing.TB, what string, err error, want alliance.ErrorKind) {
	t.Helper()
	if err == nil || alliance.KindOf(err) != want {
		t.Errorf("%s: got error %v, want one of kind %s", what, err, want)
	}
}

func idsOf(events []alliance.Event) []string {
	ids := []string{}
	for _, event := range events {
		ids = append(ids, event.ID)
	}
	return ids
}

// contents is everything in the store, by key, read without the help of the code under test.
func contents(t testing.TB, store *Store) map[string]any {
	t.Helper()
	ctx := t.Context()
	keys, err := store.redis.Keys(ctx, "*").Result()
	must(t, err)
	found := map[string]any{}
	for _, key := range keys {
		switch kind := store.redis.Type(ctx, key).Val(); kind {
		case "string":
			found[key] = store.redis.Get(ctx, key).Val()
		case "hash":
			found[key] = store.redis.HGetAll(ctx, key).Val()
		case "list":
			found[key] = store.redis.LRange(ctx, key, 0, -1).Val()
		case "zset":
			found[key] = store.redis.ZRangeWithScores(ctx, key, 0, -1).Val()
		case "set":
			members := store.redis.SMembers(ctx, key).Val()
			slices.Sort(members)
			found[key] = members
		default:
			t.Fatalf("key %s is of type %s", key, kind)
		}
	}
	return found
}

// mortals are the keys that end by themselves.
func mortals(t testing.TB, store *Store) []string {
	t.Helper()
	found := []string{}
	for key := range contents(t, store) {
		if store.redis.PTTL(t.Context(), key).Val() > 0 {
			found = append(found, key)
		}
	}
	slices.Sort(found)
	return found
}

// flush empties the store.
func flush(t testing.TB, store *Store) {
	t.Helper()
	must(t, store.redis.FlushAll(t.Context()).Err())
}

func sortedKeys[V any](values map[string]V) []string { return slices.Sorted(maps.Keys(values)) }

// reminderDispatch is what the scheduler begins for lead times of an event.
func reminderDispatch(id string, event alliance.Event, leads ...time.Duration) alliance.Dispatch {
	slots := make([]alliance.Slot, len(leads))
	for i, lead := range leads {
		slots[i].Lead = lead
	}
	return alliance.Dispatch{
		ID: id, Purpose: alliance.ForReminder, Event: event.ID, Start: event.Start, Created: event.Start.Add(-24 * time.Hour),
		Audience: alliance.Audience{Follows: event.Kind, Slots: slots, Defaults: []time.Duration{24 * time.Hour}},
	}
}
