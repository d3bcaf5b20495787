package alliance

import (
	"reflect"
	"testing"
	"time"
)

func TestParts(t *testing.T) {
	event := Event{
		ID: "e", Speakers: []string{"Wang Gang"}, Units: []string{"Lishui Vocational High School"},
		Sessions: []Session{{Title: "x", Speakers: []string{"Ye Jun", "wang  gang"}}, {Title: "y", Speakers: []string{"Ye Jun"}}},
	}
	for _, test := range []struct {
		name   string
		member Member
		want   Part
	}{
		{"a speaker", Member{Expert: "wang gang"}, Speaking},
		{"of a session", Member{Expert: "Ye Jun"}, Speaking},
		{"another expert", Member{Expert: "Lou Haibin"}, NoPart},
		{"an organiser", Member{Role: Organiser, Unit: "lishui vocational high school"}, Organising},
		{"an admin", Member{Role: Admin, Unit: "Lishui Vocational High School"}, Organising},
		{"an organiser of another unit", Member{Role: Organiser, Unit: "Qingtian"}, NoPart},
		{"an organiser of none", Member{Role: Organiser}, NoPart},
		{"a member of the unit", Member{Role: Ordinary, Unit: "Lishui Vocational High School"}, NoPart},
		{"both", Member{Role: Organiser, Unit: "Lishui Vocational High School", Expert: "Ye Jun"}, Speaking},
		{"who has the name of a speaker and is no expert", Member{Name: "Wang Gang"}, NoPart},
	} {
		if got := event.Parts().Of(test.member); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
	if got, want := event.Parts().Speakers, []string{"Wang Gang", "Ye Jun"}; !reflect.DeepEqual(got, want) {
		t.Errorf("speakers %q, want %q", got, want)
	}
	if got := event.SessionsOf("ye jun"); len(got) != 2 {
		t.Errorf("sessions of a speaker: %+v", got)
	}
	if event.Parts().None() || !(Event{}).Parts().None() {
		t.Error("who has a part in an event, and who in none, is mixed up")
	}
}

// TestPreparing: those who have a part are told at their own times, and not once more at the same by a reminder; nobody who has muted the
// event, and nobody in their quiet hours.
func TestPreparing(t *testing.T) {
	const hour, day = time.Hour, 24 * time.Hour
	start := time.Date(2099, 6, 13, 8, 0, 0, 0, time.UTC)
	event := Event{ID: "e", Kind: Lecture, Start: start, Status: Planned, Speakers: []string{"Wang Gang"}}
	plan := Plan{Leads: []time.Duration{day, hour}, Quiet: Quiet{From: 22 * hour, To: 7 * hour}, Zone: time.UTC}
	evening := start.Add(-10*hour - 15*time.Minute) // before the quiet hours
	for _, test := range []struct {
		name               string
		member             Member
		now                time.Time
		preparing, reminds []Coming
	}{
		{"a speaker", Member{Expert: "Wang Gang"}, start.Add(-8 * day), []Coming{{7 * day, start.Add(-7 * day)}, {day, start.Add(-day)}, {2 * hour, evening}}, []Coming{{hour, start.Add(-hour)}}},
		{"a speaker, later", Member{Expert: "Wang Gang"}, start.Add(-day), []Coming{{2 * hour, evening}}, []Coming{{hour, start.Add(-hour)}}},
		{"with own hours", Member{Expert: "Wang Gang", Quiet: &Quiet{From: 21 * hour, To: 6 * hour}}, start.Add(-day), []Coming{{2 * hour, start.Add(-2 * hour)}}, []Coming{{hour, start.Add(-hour)}}},
		{"with hours until it begins", Member{Expert: "Wang Gang", Quiet: &Quiet{From: 21 * hour, To: 8 * hour}}, start.Add(-day), []Coming{{2 * hour, start.Add(-11*hour - 15*time.Minute)}}, nil},
		{"who has muted it", Member{Expert: "Wang Gang", Wishes: map[string]Wish{"e": {}}}, start.Add(-8 * day), nil, []Coming{{day, start.Add(-day)}, {hour, start.Add(-hour)}}},
		{"anybody else", Member{}, start.Add(-8 * day), nil, []Coming{{day, start.Add(-day)}, {hour, start.Add(-hour)}}},
		{"when it has begun", Member{Expert: "Wang Gang"}, start, nil, nil},
	} {
		if got := plan.Preparing(test.member, event, test.now); !reflect.DeepEqual(got, test.preparing) {
			t.Errorf("%s: prepares %v, want %v", test.name, got, test.preparing)
		}
		if got := plan.Coming(test.member, event, test.now); !reflect.DeepEqual(got, test.reminds) {
			t.Errorf("%s: reminded %v, want %v", test.name, got, test.reminds)
		}
	}
}

func TestPreparationAt(t *testing.T) {
	const hour, day = time.Hour, 24 * time.Hour
	for left, want := range map[time.Duration]Preparation{
		30 * day: PrepareComing, 7 * day: PrepareComing, 3*day + 1: PrepareComing, 3 * day: PrepareMaterials, day: PrepareMaterials,
		15*hour + 1: PrepareMaterials, 13*hour + 15*time.Minute: PrepareRoom, 10*hour + 15*time.Minute: PrepareRoom, 2 * hour: PrepareRoom, time.Minute: PrepareRoom,
	} {
		if got := PreparationAt(left); got != want {
			t.Errorf("%v before: %q, want %q", left, got, want)
		}
	}
}

// TestAttendances: the last answer of each speaker counts, as long as the event starts when it was given for.
func TestAttendances(t *testing.T) {
	start := time.Date(2099, 6, 13, 8, 0, 0, 0, time.UTC)
	event := Event{Start: start, Speakers: []string{"Wang Gang", "Ye Jun", "Lou Haibin"}}
	answer := func(expert string, comes bool, start time.Time, minute int) Answer {
		return Answer{Expert: expert, Comes: comes, Start: start, At: start.AddDate(0, 0, -7).Add(time.Duration(minute) * time.Minute)}
	}
	got := event.Attendances([]Answer{
		answer("wang gang", false, start, 2), answer("Wang Gang", true, start, 1), answer("Ye Jun", true, start.Add(-time.Hour), 0), answer("Zhu Meifen", true, start, 0),
	})
	want := []Attendance{{Speaker: "Wang Gang", Answered: true}, {Speaker: "Ye Jun"}, {Speaker: "Lou Haibin"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}
