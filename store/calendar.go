package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// entry is what an index knows of an event: enough to filter, to count and to order without reading the event.
type entry struct {
	id         string
	start, end int64 // unix
	kind       alliance.Kind
}

func entryOf(event alliance.Event) entry {
	return entry{id: event.ID, start: event.Start.Unix(), end: event.Until().Unix(), kind: event.Kind}
}

func (e entry) String() string { return fmt.Sprintf("%d %d %s", e.start, e.end, e.kind) }

func parseEntry(id, text string) (entry, bool) {
	start, rest, _ := strings.Cut(text, " ")
	end, kind, ok := strings.Cut(rest, " ")
	from, errFrom := strconv.ParseInt(start, 10, 64)
	to, errTo := strconv.ParseInt(end, 10, 64)
	return entry{id: id, start: from, end: to, kind: alliance.Kind(kind)}, ok && errFrom == nil && errTo == nil
}

// weeksOf lists the weeks that the event touches.
func weeksOf(event alliance.Event) []int64 {
	var weeks []int64
	for week := weekOf(event.Start); week <= weekOf(event.Until().Add(-time.Nanosecond)); week++ {
		weeks = append(weeks, week)
	}
	return weeks
}

// named lists the names an event is found by, by aspect.
func named(event alliance.Event) map[string][]string {
	names := map[string][]string{aspectSpeaker: event.Speakers, aspectUnit: event.Units}
	if event.Venue != "" {
		names[aspectVenue] = []string{event.Venue}
	}
	return names
}

// indexes lists the keys of every index that holds the event.
func indexes(event alliance.Event) []string {
	var keys []string
	for _, week := range weeksOf(event) {
		keys = append(keys, keyWeek(week))
	}
	for aspect, names := range named(event) {
		for _, name := range names {
			keys = append(keys, keyNamed(aspect, name))
		}
	}
	return keys
}

// The aspects by which events are found, besides time and kind.
const (
	aspectSpeaker = "speaker"
	aspectVenue   = "venue"
	aspectUnit    = "unit"
)

// Find reads size events from offset on of those that match, earliest first. Its cost follows from the weeks asked for and
// the events in them, never from all events stored. An open span is bounded by the calendar's own first or last week. A page
// outside of what was found is empty.
func (store *Store) Find(ctx context.Context, query alliance.Query, offset, size int) (alliance.Page, error) {
	found, err := store.entries(ctx, query)
	if err != nil {
		return alliance.Page{}, err
	}
	ids := inOrder(found, func(e entry) bool { return matches(query, e) })
	page := ids[min(max(offset, 0), len(ids)):]
	events, err := store.EventsByID(ctx, page[:min(max(size, 0), len(page))])
	return alliance.Page{Events: events, Total: len(ids)}, err
}

// inOrder lists the ids of the entries to keep, by start.
func inOrder(found map[string]entry, keep func(entry) bool) []string {
	entries := make([]entry, 0, len(found))
	for _, e := range found {
		if keep(e) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.id, b.id))
	})
	ids := make([]string, len(entries))
	for i, e := range entries {
		ids[i] = e.id
	}
	return ids
}

// matches reports whether the event of an entry is wanted, as far as time and kind go. A span without length holds nothing.
func matches(query alliance.Query, e entry) bool {
	if !query.From.IsZero() && !query.To.IsZero() && !query.From.Before(query.To) {
		return false
	}
	overlaps := (query.To.IsZero() || e.start < query.To.Unix()) && (query.From.IsZero() || e.end > query.From.Unix())
	return overlaps && (len(query.Kinds) == 0 || slices.Contains(query.Kinds, e.kind))
}

// entries reads the index that narrows the query most: names before weeks.
func (store *Store) entries(ctx context.Context, query alliance.Query) (map[string]entry, error) {
	var found map[string]entry
	for _, keys := range namedKeys(query) {
		named, err := store.readEntries(ctx, keys)
		if err != nil {
			return nil, err
		}
		found = intersect(found, named)
	}
	if found != nil {
		return found, nil
	}
	weeks, err := store.weeks(ctx, query.Span)
	if err != nil {
		return nil, err
	}
	return store.readEntries(ctx, weeks)
}

// namedKeys lists the indexes of the names asked for, in groups: an event must be in one index of each group. A name that is
// both a unit's and a venue's, such as a school's, means either.
func namedKeys(query alliance.Query) [][]string {
	keys := func(aspect string, names []string) []string {
		var found []string
		for _, name := range names {
			found = append(found, keyNamed(aspect, name))
		}
		return found
	}
	speakers, units, venues := keys(aspectSpeaker, query.Speakers), keys(aspectUnit, query.Units), keys(aspectVenue, query.Venues)
	groups := [][]string{speakers, units, venues}
	isVenue := func(unit string) bool {
		return slices.ContainsFunc(query.Venues, func(venue string) bool { return alliance.FoldName(venue) == alliance.FoldName(unit) })
	}
	if slices.ContainsFunc(query.Units, isVenue) {
		groups = [][]string{speakers, slices.Concat(units, venues)}
	}
	return slices.DeleteFunc(groups, func(group []string) bool { return len(group) == 0 })
}

func intersect(a, b map[string]entry) map[string]entry {
	if a == nil {
		return b
	}
	for id := range a {
		if _, both := b[id]; !both {
			delete(a, id)
		}
	}
	return a
}

// readEntries joins several index hashes.
func (store *Store) readEntries(ctx context.Context, keys []string) (map[string]entry, error) {
	replies := make([]*redis.MapStringStringCmd, len(keys))
	_, err := store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, key := range keys {
			replies[i] = pipe.HGetAll(ctx, key)
		}
		return nil
	})
	if err != nil {
		return nil, failed("read calendar", err)
	}
	found := map[string]entry{}
	for _, reply := range replies {
		for id, text := range reply.Val() {
			if e, ok := parseEntry(id, text); ok {
				found[id] = e
			}
		}
	}
	return found, nil
}

// boundedWeeks is how many weeks of a closed span are simply read; for more, and for open spans, the weeks in use are looked up.
const boundedWeeks = 14

// weeks lists the index keys of the weeks that a span touches.
func (store *Store) weeks(ctx context.Context, span alliance.Span) ([]string, error) {
	var keys []string
	if !span.From.IsZero() && !span.To.IsZero() && span.To.Sub(span.From) < boundedWeeks*weekLength {
		for week := weekOf(span.From); week <= weekOf(span.To.Add(-time.Nanosecond)); week++ {
			keys = append(keys, keyWeek(week))
		}
		return keys, nil
	}
	used, err := store.weeksInUse(ctx)
	if err != nil {
		return nil, err
	}
	for _, week := range used {
		if (span.From.IsZero() || week >= weekOf(span.From)) && (span.To.IsZero() || week <= weekOf(span.To)) {
			keys = append(keys, keyWeek(week))
		}
	}
	return keys, nil
}

// weeksInUse lists the weeks that have held events, in order.
func (store *Store) weeksInUse(ctx context.Context) ([]int64, error) {
	fields, err := store.redis.HKeys(ctx, keyWeeks).Result()
	if err != nil {
		return nil, failed("read weeks", err)
	}
	weeks := make([]int64, 0, len(fields))
	for _, field := range fields {
		if week, err := strconv.ParseInt(field, 10, 64); err == nil {
			weeks = append(weeks, week)
		}
	}
	slices.Sort(weeks)
	return weeks, nil
}

// Upcoming reads the first size events that end after from and match the kinds, going from week to week only as far as needed.
func (store *Store) Upcoming(ctx context.Context, from time.Time, kinds []alliance.Kind, size int) ([]alliance.Event, error) {
	weeks, err := store.weeksInUse(ctx)
	if err != nil {
		return nil, err
	}
	first, _ := slices.BinarySearch(weeks, weekOf(from))
	query := alliance.Query{Span: alliance.Span{From: from}, Kinds: kinds}
	var ids []string
	for _, week := range weeks[first:] {
		found, err := store.readEntries(ctx, []string{keyWeek(week)})
		if err != nil {
			return nil, err
		}
		// An event that goes on from the week before has been found there.
		ids = append(ids, inOrder(found, func(e entry) bool {
			return matches(query, e) && (week == weeks[first] || e.start >= weekBegin(week))
		})...)
		if len(ids) >= size {
			break
		}
	}
	return store.EventsByID(ctx, ids[:min(max(size, 0), len(ids))])
}

// Recent reads the last size events that begin before until and match the kinds, the latest first, going back from week to week
// only as far as needed.
func (store *Store) Recent(ctx context.Context, until time.Time, kinds []alliance.Kind, size int) ([]alliance.Event, error) {
	weeks, err := store.weeksInUse(ctx)
	if err != nil {
		return nil, err
	}
	query := alliance.Query{Span: alliance.Span{To: until}, Kinds: kinds}
	var ids []string
	for _, week := range slices.Backward(weeks) {
		if week > weekOf(until) || len(ids) >= size {
			continue
		}
		found, err := store.readEntries(ctx, []string{keyWeek(week)})
		if err != nil {
			return nil, err
		}
		begun := inOrder(found, func(e entry) bool { return matches(query, e) && e.start >= weekBegin(week) })
		slices.Reverse(begun)
		ids = append(ids, begun...)
	}
	return store.EventsByID(ctx, ids[:min(max(size, 0), len(ids))])
}

// Names lists the names of all speakers, organising units and venues, in order.
func (store *Store) Names(ctx context.Context) (people, units, venues []string, err error) {
	lists := make([]*redis.StringSliceCmd, 0, 3)
	_, err = store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for _, aspect := range []string{aspectSpeaker, aspectUnit, aspectVenue} {
			lists = append(lists, pipe.HKeys(ctx, keyNames(aspect)))
		}
		return nil
	})
	if err != nil {
		return nil, nil, nil, failed("read names", err)
	}
	for _, list := range lists {
		slices.Sort(list.Val())
	}
	return lists[0].Val(), lists[1].Val(), lists[2].Val(), nil
}

// CountEvents counts all events.
func (store *Store) CountEvents(ctx context.Context) (int, error) {
	count, err := store.redis.HLen(ctx, keyEvents).Result()
	return int(count), failed("count events", err)
}
