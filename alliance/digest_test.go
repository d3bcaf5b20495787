package alliance

import (
	"testing"
	"time"
)

func TestDigestCovers(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	const form = "2006-01-02 15:04"
	for _, c := range []struct {
		digest        Digest
		now, from, to string
	}{
		{Daily, "2026-12-01 07:30", "2026-12-01", "2026-12-02"},
		{Daily, "2026-12-31 15:00", "2027-01-01", "2027-01-02"},
		{Daily, "2028-02-28 20:00", "2028-02-29", "2028-03-01"},
		{Weekly, "2026-11-29 18:00", "2026-11-30", "2026-12-07"}, // Sunday
		{Weekly, "2026-11-27 18:00", "2026-11-30", "2026-12-07"},
		{Weekly, "2026-11-30 07:00", "2026-11-30", "2026-12-07"}, // Monday
		{Weekly, "2026-12-03 23:00", "2026-11-30", "2026-12-07"},
		{Weekly, "2026-12-27 18:00", "2026-12-28", "2027-01-04"},
	} {
		now, err := time.ParseInLocation(form, c.now, zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := c.digest.Covers(now); got.From.Format(time.DateOnly) != c.from || got.To.Format(time.DateOnly) != c.to {
			t.Errorf("%s at %s covers %v, want %s to %s", c.digest, c.now, got, c.from, c.to)
		}
	}
}

func TestDigestOf(t *testing.T) {
	now := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	event := func(id string, kind Kind, change func(*Event)) Event {
		made := Event{ID: id, Kind: kind, Start: now.Add(time.Hour), Status: Planned}
		change(&made)
		return made
	}
	same := func(*Event) {}
	events := []Event{
		event("lecture", Lecture, same), event("visit", Visit, same), event("muted", Lecture, same), event("marked", Visit, same),
		event("cancelled", Lecture, func(event *Event) { event.Status = Cancelled }), event("begun", Lecture, func(event *Event) { event.Start = now }),
	}
	var member Member
	if !member.WantsDigest(Weekly) || member.WantsDigest(Daily) {
		t.Error("the weekly digest is on from the first, the daily one is not")
	}
	member = member.Wishing(events[2], false, now)
	member = member.Wishing(events[3], true, now)
	var got string
	for _, event := range DigestOf(member, events, now) {
		got += event.ID + " "
	}
	if got != "lecture marked " {
		t.Errorf("told of %s", got)
	}
}
