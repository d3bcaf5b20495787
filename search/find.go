package search

import (
	"cmp"
	"slices"
	"time"

	"alliancebot/alliance"
)

// Find lists the ids of the events that the query lets through and that say all of the words, best first: what is to come
// before what is over; then by where the words stand – title, sessions, names, description – and how, as asked before
// otherwise; then by how near in time.
//
// Where no event says all of them, those count that say at least half, the rarest known one of more than one character among them. read is the words
// as they were understood, where that is other than as asked: typing errors mended, those left out that none of the events
// says. Without any word nothing is found.
func (index *Index) Find(query alliance.Query, words []string, now time.Time) (ids, read []string) {
	index.mu.RLock()
	defer index.mu.RUnlock()
	words = slices.DeleteFunc(slices.Clone(words), func(word string) bool { return index.plain(word) == "" })
	looked := index.read(words)
	filter := index.filter(query)
	found := index.sayingAll(looked, &filter, now)
	if len(found) == 0 && len(looked) > 1 {
		found, looked = index.sayingMost(looked, &filter, now)
	}
	if len(found) == 0 {
		return nil, nil
	}
	slices.SortFunc(found, func(a, b hit) int { return index.compare(&a, &b) })
	ids = make([]string, len(found))
	for i, hit := range found {
		ids[i] = index.entries[hit.slot].id
	}
	return ids, reading(looked, words)
}

// hit is an event found; the lower its rank, the better.
type hit struct {
	rank uint64
	tie  uint64 // the beginning of the id
	slot uint32
}

// A rank is one number, since many are compared: the highest bit puts what is over behind what is to come, then comes the
// penalty, then the distance from now.
const (
	pastBit      = 1 << 63
	penaltyShift = 48
	mostPenalty  = 1<<15 - 1
	mostDistance = 1<<penaltyShift - 1
	noDistance   = 1 << 47 // what has begun is nearer than that
)

func (index *Index) hit(slot uint32, penalty int, now time.Time) hit {
	over, distance := placed(&index.entries[slot], now)
	rank := uint64(min(penalty, mostPenalty))<<penaltyShift | uint64(max(0, min(noDistance+distance, mostDistance))) //nolint:gosec // neither is negative
	if over {
		rank |= pastBit
	}
	return hit{rank, index.entries[slot].tie, slot}
}

// compare orders hits; what is as good in everything goes by id. Whole ids are hardly ever needed.
func (index *Index) compare(a, b *hit) int {
	switch {
	case a.rank != b.rank:
		return cmp.Compare(a.rank, b.rank)
	case a.tie != b.tie:
		return cmp.Compare(a.tie, b.tie)
	}
	return cmp.Compare(index.entries[a.slot].id, index.entries[b.slot].id)
}

// sayingAll finds the events that say every word.
func (index *Index) sayingAll(words []word, filter *filter, now time.Time) []hit {
	lists := make([][]uint32, len(words))
	for i := range words {
		lists[i] = words[i].slots
	}
	var found []hit
	for _, slot := range intersect(lists) {
		e := &index.entries[slot]
		if !filter.passes(e) {
			continue
		}
		if penalty, said := penaltyOf(words, e); said == len(words) {
			found = append(found, index.hit(slot, penalty, now))
		}
	}
	return found
}

// sayingMost finds the events that say the rarest known word and at least half of all, and the words that any of them says.
func (index *Index) sayingMost(words []word, filter *filter, now time.Time) ([]hit, []word) {
	known := slices.DeleteFunc(slices.Clone(words), func(word word) bool { return len(word.ways) == 0 })
	telling := slices.DeleteFunc(slices.Clone(known), func(word word) bool { return word.isSlight() })
	if 2*len(known) < len(words) || len(telling) == 0 {
		return nil, nil
	}
	rarest := slices.MinFunc(telling, func(a, b word) int { return len(a.slots) - len(b.slots) })
	needed := (len(words) + 1) / 2
	var found []hit
	used := make([]bool, len(known))
	for _, slot := range rarest.slots {
		e := &index.entries[slot]
		if _, says := rarest.penaltyIn(e); !says || !filter.passes(e) {
			continue
		}
		penalty, said := penaltyOf(known, e)
		if said < needed {
			continue
		}
		found = append(found, index.hit(slot, penalty, now))
		for i := range known {
			if !used[i] {
				_, used[i] = known[i].penaltyIn(e)
			}
		}
	}
	at := -1
	return found, slices.DeleteFunc(known, func(word) bool { at++; return !used[at] })
}

// penaltyOf adds up what the words are worth in an entry, and counts those that it says.
func penaltyOf(words []word, e *entry) (penalty, said int) {
	for i := range words {
		worth, says := words[i].penaltyIn(e)
		if !says {
			penalty += unmatchedPenalty
			continue
		}
		penalty += worth
		said++
	}
	return penalty, said
}

// reading lists the words as they were read, or nothing where that is as asked.
func reading(looked []word, asked []string) []string {
	var read []string
	for _, word := range looked {
		read = append(read, word.read...)
	}
	if slices.Equal(read, asked) {
		return nil
	}
	return read
}
