package search_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/search"
)

// now is ten in the morning of Tuesday, 1 December 2026, in Shanghai.
var now = time.Date(2026, 12, 1, 2, 0, 0, 0, time.UTC)

// event is a lecture of an hour, so many days from now, altered as the test needs it.
func event(id string, days int, title string, alter ...func(*alliance.Event)) alliance.Event {
	made := alliance.Event{ID: id, Kind: alliance.Lecture, Title: title, Start: now.AddDate(0, 0, days), Status: alliance.Planned}
	for _, change := range alter {
		change(&made)
	}
	return made
}

func describing(text string) func(*alliance.Event) {
	return func(event *alliance.Event) { event.Description = text }
}

func indexOf(events ...alliance.Event) *search.Index {
	index := search.New(ask.Fold)
	index.Put(events...)
	return index
}

// finds asks the index for words, given with spaces between them.
func finds(t testing.TB, index *search.Index, query alliance.Query, words, ids, read string) {
	t.Helper()
	gotIDs, gotRead := index.Find(query, strings.Fields(words), now)
	same(t, words+": found", gotIDs, list(ids))
	same(t, words+": read", gotRead, list(read))
}

func list(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Fields(text)
}

func same(t testing.TB, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
