package alliance

import (
	"slices"
	"testing"
	"time"
)

// TestEditions: each has a key of its own, which fits into a button, and is found by it; what it is about follows from when it comes.
func TestEditions(t *testing.T) {
	const day = 24 * time.Hour
	monday := time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		digest     Digest
		key, spec  string
		eve        bool
		at         time.Duration // after midnight of Monday
		covers, id string
	}{
		{Weekly, "", "usual", false, 0, "2026-11-30", "d-weekly-2026-11-30"},
		{Weekly, "no more", "usual", false, 0, "2026-11-30", "d-weekly-2026-11-30"},
		{Weekly, "0800", "usual", false, 0, "2026-11-30", "d-weekly-2026-11-30"},
		{Weekly, "fri1700", "0 17 * * 5", false, 4*day + 17*time.Hour, "2026-12-07", "d-weekly-2026-12-07-fri1700"},
		{Weekly, "sun2000", "0 20 * * 0", false, 6*day + 20*time.Hour, "2026-12-07", "d-weekly-2026-12-07-sun2000"},
		{Weekly, "mon0730", "30 7 * * 1", false, 7*time.Hour + 30*time.Minute, "2026-11-30", "d-weekly-2026-11-30-mon0730"},
		{Daily, "", "usual", false, 0, "2026-11-30", "d-daily-2026-11-30"},
		{Daily, "0630", "30 6 * * *", false, 6*time.Hour + 30*time.Minute, "2026-11-30", "d-daily-2026-11-30-0630"},
		{Daily, "0800", "0 8 * * *", false, 8 * time.Hour, "2026-11-30", "d-daily-2026-11-30-0800"},
		{Daily, "1800", "0 18 * * *", true, 18 * time.Hour, "2026-12-01", "d-daily-2026-12-01-1800"},
	} {
		edition, covers := c.digest.Edition(c.key), c.digest.Covers(monday.Add(c.at))
		if edition.Spec("usual") != c.spec || edition.Eve() != c.eve || edition.Usual() != (c.spec == "usual") {
			t.Errorf("%s %q is %+v, which comes %s", c.digest, c.key, edition, edition.Spec("usual"))
		}
		if id := edition.DispatchID(covers); covers.From.Format(time.DateOnly) != c.covers || id != c.id {
			t.Errorf("%s %q is about %v by %s, want %s by %s", c.digest, c.key, covers.From, id, c.covers, c.id)
		}
		member := Member{WeeklyAt: "fri1700", DailyAt: "0630"}.GettingAt(edition)
		other := map[Digest]Edition{Weekly: Daily.Edition("0630"), Daily: Weekly.Edition("fri1700")}[c.digest]
		if member.Edition(c.digest) != edition || member.Edition(other.Digest) != other {
			t.Errorf("who has chosen %+v is %+v", edition, member)
		}
	}
	if (Member{}).Edition(Weekly) != (Edition{Digest: Weekly}) || (Member{DailyAt: "2500"}).Edition(Daily) != (Edition{Digest: Daily}) {
		t.Error("who has chosen no time, or one that is no more, gets it at another than the community's")
	}
}

// TestDigestsAbout: what may have told of an event are all editions of its day and of its week, each once.
func TestDigestsAbout(t *testing.T) {
	got := DigestsAbout(time.Date(2027, 1, 1, 14, 0, 0, 0, time.UTC)) // a Friday
	want := []string{
		"d-weekly-2026-12-28", "d-weekly-2026-12-28-fri1700", "d-weekly-2026-12-28-sun2000", "d-weekly-2026-12-28-mon0730",
		"d-daily-2027-01-01", "d-daily-2027-01-01-0630", "d-daily-2027-01-01-0800", "d-daily-2027-01-01-1800",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if others := Daily.Edition("0800").Others(Day(time.Date(2027, 1, 1, 14, 0, 0, 0, time.UTC), 0)); !slices.Equal(others, []string{want[4], want[5], want[7]}) {
		t.Errorf("others are %q", others)
	}
}
