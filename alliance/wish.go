package alliance

import "time"

// Wish is what a member wants of a single event, or of a series, whatever kinds the member follows.
type Wish struct {
	Wanted bool      `json:"wanted"`
	Until  time.Time `json:"until"` // when it may be forgotten
}

// wishKept is how long after an event's start a wish is kept, since the event may yet be put off.
const wishKept = 90 * 24 * time.Hour

// seriesKept is how long a series stays muted: as long as one is written out ahead when it is imported.
const seriesKept = 2 * 366 * 24 * time.Hour

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

// Muting is the member who has muted the series of an event at now, or does not any more. What the member wants of other single events of
// it stays.
func (member Member) Muting(event Event, muted bool, now time.Time) Member {
	series, kept := event.SeriesID(), map[string]Wish{}
	for id, wish := range member.Wishes {
		follows := muted && id == event.ID && wish.Wanted
		if id != series && !follows && !wish.Until.Before(now) {
			kept[id] = wish
		}
	}
	if muted {
		kept[series] = Wish{Until: now.Add(seriesKept).UTC()}
	}
	member.Wishes = kept
	return member
}

// wishOf is what the member has said of an event, or else of its series.
func (member Member) wishOf(event, series string) (Wish, bool) {
	if wish, wished := member.Wishes[event]; wished {
		return wish, true
	}
	wish, wished := member.Wishes[series]
	return wish, wished && series != ""
}

// Wants reports whether the member wants to hear of an event of that kind, and of the series with that id.
func (member Member) Wants(event, series string, kind Kind) bool {
	if wish, wished := member.wishOf(event, series); wished {
		return wish.Wanted
	}
	return member.Follows(kind)
}

// Mutes reports whether the member has said not to hear of an event, or of its series, any more.
func (member Member) Mutes(event, series string) bool {
	wish, wished := member.wishOf(event, series)
	return wished && !wish.Wanted
}

// MutesSeries reports whether the member has muted a series as a whole.
func (member Member) MutesSeries(series string) bool {
	_, muted := member.Wishes[series]
	return muted && series != ""
}
