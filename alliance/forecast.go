package alliance

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Forecast is who gets what of an event that is to come, and when, as far as members, their choices and the event stay as they are.
type Forecast struct {
	Muted       int   // members who have muted the event, which groups cannot
	Unwilling   Heads // who want to hear of it, but no reminders at all
	Unreachable Heads // who want to hear of it and cannot be reached
	Digests     map[Edition]Heads

	plan         Plan
	event        Event
	now          time.Time
	moments      map[int64]*Moment      // by unix time
	preparations map[int64]*Preparatory // by unix time
	experts      []string               // who can be reached
}

// Preparatory is when some of those who have a part in the event are told what to prepare.
type Preparatory struct {
	Coming

	Speakers, Organisers int
}

// Heads is how many members there are of something, and how many groups and channels besides.
type Heads struct{ Members, Groups int }

// All counts both.
func (heads Heads) All() int { return heads.Members + heads.Groups }

// and counts a member more, or a group as one.
func (heads Heads) and(member Member) Heads {
	if (Place{Chat: member.ID}).Group() {
		heads.Groups++
	} else {
		heads.Members++
	}
	return heads
}

// Moment is when some members and groups are reminded.
type Moment struct {
	Due   time.Time
	Leads []time.Duration // the longest first
	Heads Heads
	Alone int   // of the members: since they follow this very event, and not for its kind
	Moved Heads // of all: away from their quiet hours
}

// ByKind counts those of them who follow the kind of the event.
func (moment Moment) ByKind() Heads {
	return Heads{Members: moment.Heads.Members - moment.Alone, Groups: moment.Heads.Groups}
}

// NewForecast begins a forecast, to which members and groups are to be added.
func NewForecast(plan Plan, event Event, now time.Time) *Forecast {
	return &Forecast{plan: plan, event: event, now: now, Digests: map[Edition]Heads{}, moments: map[int64]*Moment{}, preparations: map[int64]*Preparatory{}}
}

// AddChat takes a group or channel into account: one that has subscribed to anything is reminded as a member is.
func (forecast *Forecast) AddChat(chat Chat) {
	if chat.Subscriber != nil {
		forecast.Add(chat.Member())
	}
}

// Add takes a member into account.
func (forecast *Forecast) Add(member Member) {
	event := forecast.event
	forecast.prepare(member)
	switch {
	case member.Mutes(event.ID, event.SeriesID()):
		forecast.Muted++
		return
	case !member.Wants(event.ID, event.SeriesID(), event.Kind):
		return
	case !member.Reachable():
		forecast.Unreachable = forecast.Unreachable.and(member)
		return
	case len(member.LeadsOf(event, forecast.plan.Leads)) == 0:
		forecast.Unwilling = forecast.Unwilling.and(member)
	}
	for _, digest := range Digests() {
		if member.WantsDigest(digest) {
			edition := member.Edition(digest)
			forecast.Digests[edition] = forecast.Digests[edition].and(member)
		}
	}
	var last int64 // what is due at one moment is one message
	for i, coming := range forecast.plan.Coming(member, event, forecast.now) {
		moment := forecast.at(coming)
		if i > 0 && coming.Due.Unix() == last {
			continue
		}
		last = coming.Due.Unix()
		moment.Heads = moment.Heads.and(member)
		if member.Wishes[event.ID].Wanted {
			moment.Alone++
		}
		if !coming.Due.Equal(event.Start.Add(-coming.Lead)) {
			moment.Moved = moment.Moved.and(member)
		}
	}
}

// at is the moment of a reminder.
func (forecast *Forecast) at(coming Coming) *Moment {
	moment, known := forecast.moments[coming.Due.Unix()]
	if !known {
		moment = &Moment{Due: coming.Due}
		forecast.moments[coming.Due.Unix()] = moment
	}
	if !slices.Contains(moment.Leads, coming.Lead) {
		moment.Leads = append(moment.Leads, coming.Lead)
		slices.SortFunc(moment.Leads, func(a, b time.Duration) int { return cmp.Compare(b, a) })
	}
	return moment
}

// prepare takes a member into account who has a part in the event.
func (forecast *Forecast) prepare(member Member) {
	part := forecast.event.Parts().Of(member)
	if part == NoPart || !member.Reachable() {
		return
	}
	if part == Speaking && forecast.event.Prepares(member) {
		forecast.experts = append(forecast.experts, member.Expert)
	}
	for _, coming := range forecast.plan.Preparing(member, forecast.event, forecast.now) {
		told, known := forecast.preparations[coming.Due.Unix()]
		if !known {
			told = &Preparatory{Coming: coming}
			forecast.preparations[coming.Due.Unix()] = told
		}
		if part == Speaking {
			told.Speakers++
		} else {
			told.Organisers++
		}
	}
}

// Preparations lists when those who have a part in the event are told what to prepare, the first first.
func (forecast *Forecast) Preparations() []Preparatory {
	var told []Preparatory
	for _, at := range slices.Sorted(maps.Keys(forecast.preparations)) {
		told = append(told, *forecast.preparations[at])
	}
	return told
}

// Reaches reports whether a speaker can be told anything.
func (forecast *Forecast) Reaches(speaker string) bool { return named(forecast.experts, speaker) }

// Moments lists when members and groups are reminded, the first first.
func (forecast *Forecast) Moments() []Moment {
	var moments []Moment
	for _, at := range slices.Sorted(maps.Keys(forecast.moments)) {
		moments = append(moments, *forecast.moments[at])
	}
	return moments
}

// Mention is when an edition of a digest is sent that tells of an event.
type Mention struct {
	Edition

	At time.Time
}

// AddedLead judges whether an event may get a lead time more at now: why not, or nothing. "late" is what would
// be due before now, and "quiet" what the community's quiet hours would move there; "over" are events of which nobody is reminded any
// more, and "many" would be more than MostLeads.
func (plan Plan) AddedLead(event Event, lead time.Duration, now time.Time) (why string) {
	switch {
	case !event.Remindable(now):
		return "over"
	case !event.Start.Add(-lead).After(now):
		return "late"
	case !ReminderDue(event.Start, lead, plan.Quiet, plan.Zone).After(now):
		return "quiet"
	case len(event.Leads) >= MostLeads && !slices.Contains(event.Leads, lead):
		return "many"
	}
	return ""
}
