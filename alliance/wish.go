package alliance

import "time"

// Wish is what a member wants of a single event, whatever kinds the member follows.
type Wish struct {
	Wanted bool      `json:"wanted"`
	Until  time.Time `json:"until"` // when it may be forgotten
}

// wishKept is how long after an event's start a wish is kept, since the event may yet be put off.
const wishKept = 90 * 24 * time.Hour

// Wishing is the member with the wish, made at now, to hear of an event or not; wishes of the past are forgotten.
func (member Member) Wishing(event Event, wanted bool, now time.Time) Member {
	wishes := map[string]Wish{event.ID: {Wanted: wanted, Until: event.Start.Add(wishKept).UTC()}}
	for id, wish := range member.Wishes {
		if id != event.ID && !wish.Until.Before(now) {
			wishes[id] = wish
		}
	}
	member.Wishes = wishes
	return member
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
