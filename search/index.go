package search

import (
	"cmp"
	"strings"
	"sync"

	"alliancebot/alliance"
)

// Index knows by which words events are found. It is safe for concurrent use.
type Index struct {
	fold     func(string) string
	glossary glossary

	mu      sync.RWMutex
	slots   map[string]uint32   // by event id
	entries []entry             // by slot
	free    []uint32            // slots without an event
	words   map[string]*posting // in letters, which may be mistyped
	codes   map[string]*posting // all else that stands between spaces: numbers, lone characters
	bigrams map[string]*posting
	names   map[string]uint32 // numbers of folded names
}

// New makes an empty index. fold brings a text into one form: half-width, lower case, simplified characters.
func New(fold func(string) string) *Index {
	return &Index{
		fold: fold, glossary: newGlossary(fold), slots: map[string]uint32{}, words: map[string]*posting{}, codes: map[string]*posting{}, bigrams: map[string]*posting{},
		names: map[string]uint32{},
	}
}

// Put enters events, or what they have become. It keeps questions waiting for one event at a time only.
func (index *Index) Put(events ...alliance.Event) {
	for _, event := range events {
		index.put(event, index.draft(event))
	}
}

// Len is how many events are in the index.
func (index *Index) Len() int {
	index.mu.RLock()
	defer index.mu.RUnlock()
	return len(index.slots)
}

func (index *Index) put(event alliance.Event, made draft) {
	index.mu.Lock()
	defer index.mu.Unlock()
	made.names = index.namesOf(event)
	slot := index.slotOf(event.ID)
	index.slots[event.ID], index.entries[slot] = slot, made.entry
	for term, word := range terms(made.text) {
		postings := index.postings(term, word)
		where := postings[term]
		if where == nil {
			term = strings.Clone(term) // a part of the text would keep all of it
			where = &posting{spelt: cmp.Or(made.spelt[term], term)}
			postings[term] = where
		}
		where.add(slot)
	}
}

// slotOf gives an event its slot, where nothing is left of what it was.
func (index *Index) slotOf(id string) uint32 {
	if slot, known := index.slots[id]; known {
		index.forget(slot)
		return slot
	}
	if last := len(index.free) - 1; last >= 0 {
		slot := index.free[last]
		index.free = index.free[:last]
		return slot
	}
	index.entries = append(index.entries, entry{})
	return uint32(len(index.entries) - 1) //nolint:gosec // nobody holds four billion events
}

// postings is where a term is, which is a word or two characters of Chinese.
func (index *Index) postings(term string, isWord bool) map[string]*posting {
	switch {
	case !isWord:
		return index.bigrams
	case allLetters(term):
		return index.words
	}
	return index.codes
}

// Drop takes the events with these ids out.
func (index *Index) Drop(ids ...string) {
	index.mu.Lock()
	defer index.mu.Unlock()
	for _, id := range ids {
		if slot, known := index.slots[id]; known {
			index.forget(slot)
			index.free = append(index.free, slot)
			delete(index.slots, id)
		}
	}
}

// forget takes the event in slot out of every posting.
func (index *Index) forget(slot uint32) {
	for term, word := range terms(index.entries[slot].text) {
		postings := index.postings(term, word)
		where := postings[term]
		if where == nil { // the event says it twice
			continue
		}
		if where.remove(slot); len(where.slots) == 0 {
			delete(postings, term)
		}
	}
	index.entries[slot] = entry{}
}
