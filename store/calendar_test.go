package store

import (
	"math"
	"testing"
	"time"

	"alliancebot/alliance"
)

// TestFind asks a small calendar. The index's weeks begin on Thursdays at 00:00 UTC, such as 2099-06-11 08:00 in Shanghai.
func TestFind(t *testing.T) {
	const school, base = "Lishui Vocational High School", "Machinery Training Base"
	events := []alliance.Event{
		event(t, "before", "06-11 06:00", until(t, "06-11 08:00")), // ends where the week does
		event(t, "across", "06-11 07:00", until(t, "06-11 09:00")),
		event(t, "lecture", "06-13 14:00"),
		event(t, "seminar", "06-13 14:00", func(event *alliance.Event) {
			event.Kind, event.Speakers, event.Units = alliance.Seminar, []string{"Wang Gang", "LOU  haibin"}, []string{"Lishui Education Bureau"}
		}),
		event(t, "visit", "06-14 09:00", func(event *alliance.Event) {
			event.Kind, event.Venue, event.Speakers = alliance.Visit, base, nil
		}),
		event(t, "long", "06-01 09:00", until(t, "07-31 17:00"), func(event *alliance.Event) {
			event.Kind, event.Venue, event.Speakers, event.Units = alliance.Training, base, []string{"Ye Jun"}, []string{"Lishui Education Bureau"}
		}),
		event(t, "autumn", "11-20 14:00"),
	}
	span := func(from, to string) alliance.Query {
		var query alliance.Query
		if from != "" {
			query.From = moment(t, from)
		}
		if to != "" {
			query.To = moment(t, to)
		}
		return query
	}
	all := []string{"long", "before", "across", "lecture", "seminar", "visit", "autumn"}
	tests := []struct {
		name  string
		query alliance.Query
		want  []string
	}{
		{"a day", span("06-13 00:00", "06-14 00:00"), []string{"long", "lecture", "seminar"}},
		{"from the end of one", span("06-11 08:00", "06-12 00:00"), []string{"long", "across"}},
		{"to the start of one", span("06-13 00:00", "06-13 14:00"), []string{"long"}},
		{"the week before the border", span("06-04 08:00", "06-11 08:00"), []string{"long", "before", "across"}},
		{"the middle of a long one", span("07-07 00:00", "07-08 00:00"), []string{"long"}},
		{"nothing", span("08-07 00:00", "08-08 00:00"), []string{}},
		{"an empty span", span("06-13 14:00", "06-13 14:00"), []string{}},
		{"a span turned round", span("06-14 14:00", "06-13 14:00"), []string{}},
		{"more weeks than are simply read", span("06-12 00:00", "12-31 00:00"), []string{"long", "lecture", "seminar", "visit", "autumn"}},
		{"from", span("06-14 00:00", ""), []string{"long", "visit", "autumn"}},
		{"up to", span("", "06-13 14:00"), []string{"long", "before", "across"}},
		{"ever", span("", ""), all},
		{"kinds", alliance.Query{Kinds: []alliance.Kind{alliance.Visit, alliance.Seminar}}, []string{"seminar", "visit"}},
		{"a kind in a span", alliance.Query{Span: span("06-13 00:00", "06-14 00:00").Span, Kinds: []alliance.Kind{alliance.Lecture}}, []string{"lecture"}},
		{"a speaker in any case", alliance.Query{Speakers: []string{"lou HAIBIN"}}, []string{"before", "across", "lecture", "seminar", "autumn"}},
		{"either speaker", alliance.Query{Speakers: []string{"Wang Gang", "Ye Jun"}}, []string{"long", "seminar"}},
		{"a speaker in a span", alliance.Query{Span: span("06-13 00:00", "06-14 00:00").Span, Speakers: []string{"Lou Haibin"}}, []string{"lecture", "seminar"}},
		{"a speaker and a unit", alliance.Query{Speakers: []string{"Lou Haibin"}, Units: []string{"lishui education bureau"}}, []string{"seminar"}},
		{"a venue in any case", alliance.Query{Venues: []string{"MACHINERY training  base"}}, []string{"long", "visit"}},
		{"a unit and a venue", alliance.Query{Units: []string{"Lishui Education Bureau"}, Venues: []string{base}}, []string{"long"}},
		{"a school, as unit or venue", alliance.Query{Units: []string{school}, Venues: []string{school}}, []string{"before", "across", "lecture", "seminar", "visit", "autumn"}},
		{"a school, in any case", alliance.Query{Units: []string{school}, Venues: []string{"lishui vocational high SCHOOL"}}, []string{"before", "across", "lecture", "seminar", "visit", "autumn"}},
		{"somebody unknown", alliance.Query{Speakers: []string{"Nobody"}}, []string{}},
		{"somebody unknown, in a known place", alliance.Query{Speakers: []string{"Nobody"}, Venues: []string{base}}, []string{}},
	}
	onEveryEngine(t, func(t *testing.T, store *Store) {
		put(t, store, moment(t, "06-01 00:00"), events...)
		for _, test := range tests {
			page, err := store.Find(t.Context(), test.query, 0, math.MaxInt)
			must(t, err)
			same(t, test.name, idsOf(page.Events), test.want)
			same(t, test.name+": total", page.Total, len(test.want))
		}
		for _, test := range []struct {
			offset, size int
			want         []string
		}{{0, 3, all[:3]}, {3, 3, all[3:6]}, {6, 3, all[6:]}, {7, 3, []string{}}, {99, 3, []string{}}, {0, 0, []string{}}, {2, math.MaxInt, all[2:]}, {-5, 2, all[:2]}, {1, -1, []string{}}} {
			page, err := store.Find(t.Context(), alliance.Query{}, test.offset, test.size)
			must(t, err)
			same(t, "page", idsOf(page.Events), test.want)
			same(t, "total of a page", page.Total, len(all))
		}
	})
}

func TestUpcoming(t *testing.T) {
	events := []alliance.Event{
		event(t, "over", "01-10 14:00"),
		event(t, "long", "01-12 09:00", until(t, "02-20 17:00")),
		event(t, "seminar", "02-10 14:00", func(event *alliance.Event) { event.Kind = alliance.Seminar }),
		event(t, "spring", "03-20 14:00"),
		event(t, "autumn", "11-20 14:00"),
		event(t, "winter", "12-20 14:00"),
	}
	onEveryEngine(t, func(t *testing.T, store *Store) {
		none, err := store.Upcoming(t.Context(), moment(t, "01-01 00:00"), nil, 3)
		must(t, err)
		same(t, "of an empty calendar", idsOf(none), []string{})
		put(t, store, moment(t, "01-01 00:00"), events...)
		for _, test := range []struct {
			from  string
			kinds []alliance.Kind
			size  int
			want  []string
		}{
			{"01-01 00:00", nil, 2, []string{"over", "long"}},
			{"01-01 00:00", nil, 99, []string{"over", "long", "seminar", "spring", "autumn", "winter"}},
			{"01-10 15:00", nil, 2, []string{"long", "seminar"}},
			{"02-01 00:00", nil, 3, []string{"long", "seminar", "spring"}},
			{"02-20 17:00", nil, 2, []string{"spring", "autumn"}},
			{"04-01 00:00", nil, 2, []string{"autumn", "winter"}},
			{"01-01 00:00", []alliance.Kind{alliance.Seminar}, 5, []string{"seminar"}},
			{"12-21 00:00", nil, 5, []string{}},
			{"01-01 00:00", nil, 0, []string{}},
		} {
			found, err := store.Upcoming(t.Context(), moment(t, test.from), test.kinds, test.size)
			must(t, err)
			same(t, "upcoming from "+test.from, idsOf(found), test.want)
		}
	})
}

func TestNames(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		put(t, store, moment(t, "06-01 00:00"), event(t, "a", "06-13 14:00"), event(t, "b", "06-13 15:00", func(event *alliance.Event) {
			event.Speakers, event.Units, event.Venue = []string{"Ye Jun", "Lou Haibin", "喆"}, []string{"A Unit"}, ""
		}))
		people, units, venues, err := store.Names(t.Context())
		must(t, err)
		same(t, "people", people, []string{"Lou Haibin", "Ye Jun", "喆"})
		same(t, "units", units, []string{"A Unit", "Lishui Vocational High School"})
		same(t, "venues", venues, []string{"Lishui Vocational High School"})
	})
}

// TestWeeksOf has the borders at which an event must not fall out of every week.
func TestWeeksOf(t *testing.T) {
	border := time.Date(2099, 6, 11, 0, 0, 0, 0, time.UTC)
	week := weekOf(border)
	for _, test := range []struct {
		name       string
		start, end time.Time
		want       []int64
	}{
		{"without an end", border, time.Time{}, []int64{week}},
		{"up to the border", border.Add(-time.Hour), border, []int64{week - 1}},
		{"over the border", border.Add(-time.Hour), border.Add(time.Second), []int64{week - 1, week}},
		{"shorter than a second", border, border.Add(time.Millisecond), []int64{week}},
		{"end before start", border, border.Add(-48 * time.Hour), []int64{week}},
		{"before 1970", time.Unix(-1, 0), time.Unix(1, 0), []int64{-1, 0}},
	} {
		t.Run(test.name, func(t *testing.T) {
			same(t, "weeks", weeksOf(alliance.Event{Start: test.start, End: test.end}), test.want)
		})
	}
}
