package alliance

import (
	"maps"
	"time"
)

// Wish is what a member wants of a single event, whatever kinds the member follows.
type Wish struct {
	Wanted bool      `json:"wanted"`
	Until  time.Time `json:"until"` // when it may be forgotten
}

// wishKept is how long after an event's start a wish is kept, since the event may yet be put off.
const wishKept = 90 * 24 * time.Hour

// Wish notes at now that the member wants to hear of an event, or not; wishes of the past are forgotten.
func (member *Member) Wish(event Event, wanted bool, now time.Time) {
	if member.Wishes == nil {
		member.Wishes = map[string]Wish{}
	}
	maps.DeleteFunc(member.Wishes, func(_ string, wish Wish) bool { return wish.Until.Before(now) })
	member.Wishes[event.ID] = Wish{Wanted: wanted, Until: event.Start.Add(wishKept).UTC()}
}

// Wants reports whether the member wants to hear of an event of that kind.
func (member Member) Wants(event string, kind Kind) bool {
	if wish, wished := member.Wishes[event]; wished {
		return wish.Wanted
	}
	return member.Follows(kind)
}

// Mutes reports whether the member has said not to hear of an event any more.
func (member Member) Mutes(event string) bool {
	wish, wished := member.Wishes[event]
	return wished && !wish.Wanted
}
