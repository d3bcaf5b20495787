package alliance

import (
	"fmt"
	"slices"
	"time"
)

// Edition is a digest as it comes to those who get it at the same time: the community's, or one that they have chosen.
type Edition struct {
	Digest  Digest
	Key     string        // of a time to choose, as it is stored; empty: the community's time, which its timetable tells
	Weekday time.Weekday  // of a weekly one that can be chosen
	Clock   time.Duration // of one that can be chosen: since midnight in the community's zone
}

// editionChoices are the times that members can choose. A key, once given, keeps its meaning.
var editionChoices = []Edition{
	{Weekly, "fri1700", time.Friday, 17 * time.Hour},
	{Weekly, "sun2000", time.Sunday, 20 * time.Hour},
	{Weekly, "mon0730", time.Monday, 7*time.Hour + 30*time.Minute},
	{Daily, "0630", 0, 6*time.Hour + 30*time.Minute},
	{Daily, "0800", 0, 8 * time.Hour},
	{Daily, "1800", 0, 18 * time.Hour},
}

// Editions are those of a digest, the community's first.
func (digest Digest) Editions() []Edition {
	editions := []Edition{{Digest: digest}}
	for _, choice := range editionChoices {
		if choice.Digest == digest {
			editions = append(editions, choice)
		}
	}
	return editions
}

// Edition is the one with a key; the community's where there is none, as where it is no longer offered.
func (digest Digest) Edition(key string) Edition {
	editions := digest.Editions()
	return editions[max(0, slices.IndexFunc(editions, func(edition Edition) bool { return edition.Key == key }))]
}

// Usual reports whether it comes at the community's time.
func (edition Edition) Usual() bool { return edition.Key == "" }

// Eve reports whether it is chosen to come on the day before the one that it is about.
func (edition Edition) Eve() bool { return edition.Digest == Daily && edition.Clock >= eveBegins }

// Spec is when it comes in cron's standard syntax, where usual is when the community's does.
func (edition Edition) Spec(usual string) string {
	if edition.Usual() {
		return usual
	}
	day := "*"
	if edition.Digest == Weekly {
		day = fmt.Sprint(int(edition.Weekday))
	}
	return fmt.Sprintf("%d %d * * %s", int(edition.Clock.Minutes())%60, int(edition.Clock.Hours()), day)
}

// DispatchID names the dispatch of the edition that is about a time, which begins in the community's zone.
func (edition Edition) DispatchID(covers Span) string {
	id := "d-" + string(edition.Digest) + "-" + covers.From.Format(time.DateOnly)
	if edition.Usual() {
		return id
	}
	return id + "-" + edition.Key
}

// Others are the dispatches of the other editions that are about the same time.
func (edition Edition) Others(covers Span) []string {
	var ids []string
	for _, other := range edition.Digest.Editions() {
		if other != edition {
			ids = append(ids, other.DispatchID(covers))
		}
	}
	return ids
}

// Edition is the one of a digest that the member gets, who wants the digest.
func (member Member) Edition(digest Digest) Edition {
	if digest == Weekly {
		return digest.Edition(member.WeeklyAt)
	}
	return digest.Edition(member.DailyAt)
}

// GettingAt is the member with another edition of its digest chosen.
func (member Member) GettingAt(edition Edition) Member {
	if edition.Digest == Weekly {
		member.WeeklyAt = edition.Key
	} else {
		member.DailyAt = edition.Key
	}
	return member
}
