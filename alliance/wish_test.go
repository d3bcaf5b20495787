package alliance

import (
	"maps"
	"testing"
	"time"
)

func TestWishes(t *testing.T) {
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	lecture := Event{ID: "lecture", Start: now.Add(time.Hour)}
	visit := Event{ID: "visit", Start: now.AddDate(0, 0, 30)}
	var member Member
	if !member.Wants("lecture", "", Lecture) || member.Wants("visit", "", Visit) || member.Mutes("visit", "") {
		t.Error("without wishes the kind does not decide")
	}
	member = member.Wishing(lecture, false, now)
	member = member.Wishing(visit, true, now)
	if member.Wants("lecture", "", Lecture) || !member.Mutes("lecture", "") || !member.Wants("visit", "", Visit) || member.Mutes("visit", "") || !member.Wants("other", "", Lecture) {
		t.Errorf("wishes do not decide: %+v", member.Wishes)
	}
	member = member.Wishing(visit, false, now.AddDate(0, 0, 91))
	if want := map[string]Wish{"visit": {Until: visit.Start.AddDate(0, 0, 90)}}; !maps.Equal(member.Wishes, want) {
		t.Errorf("kept %+v, want %+v", member.Wishes, want)
	}
	for _, c := range []struct {
		audience Audience
		want     bool
	}{
		{Audience{Follows: Visit, About: "visit"}, false},
		{Audience{Follows: Lecture, About: "lecture"}, true},
		{Audience{Follows: Visit}, false},
	} {
		if got := c.audience.Includes(member, Chinese); got != c.want {
			t.Errorf("%+v includes: %v", c.audience, got)
		}
	}
}

// TestMuting: a muted series mutes all of its events but those that are followed by themselves, until that is taken back.
func TestMuting(t *testing.T) {
	now := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	followed := Event{ID: "b", Start: now}
	event := Event{ID: "a", Start: now, Series: "weekly"}
	weekly := event.SeriesID()
	member := Member{}.Wishing(event, true, now).Muting(event, true, now).Wishing(followed, true, now)
	if member.Wants("a", weekly, Lecture) || !member.Mutes("a", weekly) || !member.Wants("b", weekly, Lecture) || member.Mutes("b", weekly) {
		t.Errorf("muted: %+v", member.Wishes)
	}
	if !member.Wants("c", "", Lecture) || !member.Wants("c", "other", Lecture) || !member.MutesSeries(weekly) || member.MutesSeries("") {
		t.Errorf("what is of no series, or of another, is muted: %+v", member.Wishes)
	}
	member = member.Muting(event, false, now)
	if !member.Wants("a", weekly, Lecture) || member.MutesSeries(weekly) || !member.Wants("b", weekly, Visit) {
		t.Errorf("taken back: %+v", member.Wishes)
	}
}
