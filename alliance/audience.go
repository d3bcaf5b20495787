package alliance

import (
	"slices"
	"time"
)

// Which names a part of those to whom an earlier broadcast went.
type Which string

// The parts of an earlier broadcast's audience.
const (
	WhichReached     Which = "reached"
	WhichUnreached   Which = "unreached" // meant by it, and not reached
	WhichFailed      Which = "failed"
	WhichConfirmed   Which = "confirmed"
	WhichUnconfirmed Which = "unconfirmed" // reached, and have not confirmed
)

// Audience says who is meant. Empty lists do not restrict, so the zero Audience is every member.
type Audience struct {
	Roles     []Role     `json:"roles,omitempty"`
	Units     []string   `json:"units,omitempty"`
	Languages []Language `json:"languages,omitempty"`
	Follows   Kind       `json:"follows,omitempty"` // only members who follow this kind
	About     string     `json:"about,omitempty"`   // an event of that kind, which members can follow or mute by itself
	Series    string     `json:"series,omitempty"`  // the id of its series, which members can mute
	// Slots restricts to members who have a reminder at one of these times; Defaults are the community's lead times, and Added those
	// of the event itself.
	Slots    []Slot          `json:"slots,omitempty"`
	Defaults []time.Duration `json:"defaults,omitempty"`
	Added    []time.Duration `json:"added,omitempty"`
	Only     []int64         `json:"only,omitempty"` // nobody but these members
	// Of restricts to the part Which of those to whom the broadcast with this id went. Its ledger alone knows them.
	Of    string `json:"of,omitempty"`
	Which Which  `json:"which,omitempty"`
	// Event restricts to members who stand so with the event of this id. The store alone knows them.
	Event    string   `json:"event,omitempty"`
	Standing Standing `json:"standing,omitempty"`
	// Chats are groups and channels to which it goes, or topics of them. Where there are any, members are meant only if something
	// above restricts them, or Members says so.
	Chats   []Place `json:"chats,omitempty"`
	Members bool    `json:"members,omitempty"`
	// Drawn are the groups and channels, or topics of them, that were of the part Which of the broadcast Of when this one was composed.
	// Its ledger tells whether they still are.
	Drawn []Place `json:"drawn,omitempty"`
	// Exclude leaves out those who belong to another audience.
	Exclude *Audience `json:"exclude,omitempty"`
}

// Includes reports whether member belongs to the audience by what is known of the member; Of, Event and Exclude are for whoever reads
// ledgers and sign-ups. fallback is the community's default language.
func (audience Audience) Includes(member Member, fallback Language) bool {
	if !audience.MeansMembers() {
		return false
	}
	if len(audience.Roles) > 0 && !slices.Contains(audience.Roles, member.Role) {
		return false
	}
	if len(audience.Units) > 0 && !slices.Contains(audience.Units, member.Unit) {
		return false
	}
	if len(audience.Languages) > 0 && !slices.Contains(audience.Languages, member.Speaks(fallback)) {
		return false
	}
	if audience.Follows != "" && !member.Wants(audience.About, audience.Series, audience.Follows) {
		return false
	}
	if len(audience.Only) > 0 && !slices.Contains(audience.Only, member.ID) {
		return false
	}
	return len(audience.Slots) == 0 || len(audience.LeadsOf(member)) > 0
}

// LeadsOf are the lead times of those slots that the member has.
func (audience Audience) LeadsOf(member Member) []time.Duration {
	quiet, has := member.OwnQuiet(), member.leads(audience.Added, audience.Defaults)
	var leads []time.Duration
	for _, slot := range audience.Slots {
		if slot.Quiet == quiet && slices.Contains(has, slot.Lead) {
			leads = append(leads, slot.Lead)
		}
	}
	return leads
}

// MeansMembers reports whether it goes to members at all, and not to groups and channels alone.
func (audience Audience) MeansMembers() bool {
	return len(audience.Chats) == 0 || audience.Members || audience.Restricts()
}

// Places are the groups, channels and topics that were meant when the broadcast was composed.
func (audience Audience) Places() []Place { return slices.Concat(audience.Chats, audience.Drawn) }

// DrawsPlaces reports whether groups and channels can be of the part Which of the broadcast Of: they have no role or unit, follow
// nothing that broadcasts are about, and neither sign up nor confirm.
func (audience Audience) DrawsPlaces() bool {
	settled := slices.Contains([]Which{WhichReached, WhichUnreached, WhichFailed}, audience.Which)
	return audience.Of != "" && settled && len(audience.Roles)+len(audience.Units)+len(audience.Only) == 0 && audience.Follows == "" && audience.Event == ""
}

// Restricts reports whether the audience says anything of members.
func (audience Audience) Restricts() bool {
	return len(audience.Roles)+len(audience.Units)+len(audience.Languages)+len(audience.Slots)+len(audience.Only) > 0 || audience.Follows != "" || audience.Of != "" || audience.Event != ""
}

// OnlyLanguages reports whether members are restricted by their languages and nothing else, as groups can be too.
func (audience Audience) OnlyLanguages() bool {
	languages := len(audience.Languages) > 0
	audience.Languages = nil
	return languages && !audience.Restricts()
}

// Has reports whether somebody of whom the ledger says outcome, and who has confirmed or not, is of this part. It cannot tell of
// those who were not settled whether they were meant at all.
func (which Which) Has(outcome Outcome, confirmed bool) bool {
	switch which {
	case WhichReached:
		return outcome.State == Sent
	case WhichUnreached:
		return outcome.State != Sent
	case WhichFailed:
		return outcome.State == Failed
	case WhichConfirmed:
		return confirmed
	case WhichUnconfirmed:
		return outcome.State == Sent && !confirmed
	}
	return false
}
