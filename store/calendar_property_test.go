package store

import (
	"cmp"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"alliancebot/alliance"
)

// TestCalendarIsSearchedWhole compares Find and Upcoming with a look at every event, while events come, move and change.
func TestCalendarIsSearchedWhole(t *testing.T) {
	begin := moment(t, "01-01 00:00")
	onEveryEngine(t, func(t *testing.T, store *Store) {
		rapid.Check(t, func(rt *rapid.T) {
			flush(t, store)
			calendar := map[string]alliance.Event{}
			for range rapid.IntRange(1, 4).Draw(rt, "puts") {
				events := rapid.SliceOfN(drawEvent(begin), 1, 5).Draw(rt, "events")
				put(t, store, begin, events...)
				for _, event := range events {
					calendar[event.ID] = event
				}
			}
			for range 4 {
				query := drawQuery(begin).Draw(rt, "query")
				want := search(calendar, query)
				page, err := store.Find(t.Context(), query, 1, 3)
				must(t, err)
				same(rt, "found", idsOf(page.Events), idsOf(want[min(1, len(want)):min(4, len(want))]))
				same(rt, "total", page.Total, len(want))
			}
			from := drawMoment(begin).Draw(rt, "from")
			found, err := store.Upcoming(t.Context(), from, []alliance.Kind{alliance.Lecture}, 3)
			must(t, err)
			want := search(calendar, alliance.Query{Span: alliance.Span{From: from}, Kinds: []alliance.Kind{alliance.Lecture}})
			same(rt, "upcoming", idsOf(found), idsOf(want[:min(3, len(want))]))
		})
	})
}

// search is Find by looking at every event.
func search(calendar map[string]alliance.Event, query alliance.Query) []alliance.Event {
	within := func(names, wanted []string) bool {
		return len(wanted) == 0 || slices.ContainsFunc(names, func(name string) bool { return slices.Contains(wanted, name) })
	}
	found := []alliance.Event{}
	for _, event := range calendar {
		early := !query.To.IsZero() && !event.Start.Before(query.To)
		late := !query.From.IsZero() && !event.Until().After(query.From)
		empty := !query.From.IsZero() && !query.To.IsZero() && !query.From.Before(query.To)
		wanted := len(query.Kinds) == 0 || slices.Contains(query.Kinds, event.Kind)
		if !early && !late && !empty && wanted && within(event.Speakers, query.Speakers) && within([]string{event.Venue}, query.Venues) {
			found = append(found, event)
		}
	}
	slices.SortFunc(found, func(a, b alliance.Event) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	return found
}

// drawMoment draws from half a year, at the borders of the index's weeks more often than not.
func drawMoment(begin time.Time) *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		week := time.Unix((weekOf(begin)+rapid.Int64Range(0, 25).Draw(t, "week"))*int64(weekLength/time.Second), 0).UTC()
		return week.Add(rapid.SampledFrom([]time.Duration{-time.Hour, -time.Second, 0, time.Second, time.Hour, 80 * time.Hour}).Draw(t, "off"))
	})
}

func drawEvent(begin time.Time) *rapid.Generator[alliance.Event] {
	return rapid.Custom(func(t *rapid.T) alliance.Event {
		event := alliance.Event{
			ID: strconv.Itoa(rapid.IntRange(0, 7).Draw(t, "id")), Start: drawMoment(begin).Draw(t, "start"), Status: alliance.Planned,
			Kind:     rapid.SampledFrom([]alliance.Kind{alliance.Lecture, alliance.AllianceActivity}).Draw(t, "kind"),
			Speakers: drawNames().Draw(t, "speakers"), Venue: rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "venue"),
		}
		if length := rapid.SampledFrom([]int{0, 0, 1, 200, 24 * 60}).Draw(t, "hours"); length > 0 {
			event.End = event.Start.Add(time.Duration(length) * time.Hour)
		}
		return event
	})
}

func drawQuery(begin time.Time) *rapid.Generator[alliance.Query] {
	return rapid.Custom(func(t *rapid.T) alliance.Query {
		var query alliance.Query
		if rapid.Bool().Draw(t, "bounded below") {
			query.From = drawMoment(begin).Draw(t, "from")
		}
		if rapid.Bool().Draw(t, "bounded above") {
			query.To = drawMoment(begin).Draw(t, "to")
		}
		if rapid.Bool().Draw(t, "of a kind") {
			query.Kinds = []alliance.Kind{alliance.AllianceActivity}
		}
		if rapid.Bool().Draw(t, "by name") {
			query.Speakers, query.Venues = drawNames().Draw(t, "speakers"), rapid.SampledFrom([][]string{nil, {"a"}}).Draw(t, "venues")
		}
		return query
	})
}

func drawNames() *rapid.Generator[[]string] {
	return rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"x", "y", "z"}), 0, 2, rapid.ID[string])
}
