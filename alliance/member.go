package alliance

import (
	"slices"
	"time"
)

// Role says what somebody may do. Each role may do all that the ones before it may.
type Role string

// The roles, from the least to the most allowed.
const (
	Guest     Role = "guest" // seen in a group, has not started the bot
	Ordinary  Role = "member"
	Organiser Role = "organiser"
	Admin     Role = "admin"
	Owner     Role = "owner"
)

var roles = []Role{Guest, Ordinary, Organiser, Admin, Owner}

// Allows reports whether somebody of this role may do what needs the role required.
func (role Role) Allows(required Role) bool {
	return slices.Index(roles, role) >= slices.Index(roles, required)
}

// Known reports whether role is one of those above.
func (role Role) Known() bool { return slices.Contains(roles, role) }

// Language is a language the bot speaks.
type Language string

// The languages, the default first.
const (
	Chinese Language = "zh"
	English Language = "en"
)

// Languages lists the languages the bot speaks, Chinese first.
func Languages() []Language { return []Language{Chinese, English} }

// ParseLanguage reads a Telegram language_code or an own setting ("zh-hans", "en-GB"); false if we do not speak it.
func ParseLanguage(code string) (Language, bool) {
	for _, language := range Languages() {
		if len(code) >= 2 && code[:2] == string(language) && (len(code) == 2 || code[2] == '-' || code[2] == '_') {
			return language, true
		}
	}
	return "", false
}

// Member is somebody who has started the bot. A nil Kinds or Leads means the community's default; an empty one means none.
type Member struct {
	ID       int64           `json:"id"` // Telegram user id, which is also the id of the private chat
	Name     string          `json:"name,omitempty"`
	Role     Role            `json:"role"`
	Unit     string          `json:"unit,omitempty"`
	Expert   string          `json:"expert,omitempty"`   // name by which events list the member as a speaker
	Liaison  bool            `json:"liaison,omitempty"`  // looks after Unit: hears who of it has not confirmed something
	Language Language        `json:"language,omitempty"` // own choice; empty: the client's
	Client   string          `json:"client,omitempty"`   // language_code of the member's Telegram client
	Kinds    []Kind          `json:"kinds"`
	Leads    []time.Duration `json:"leads"` // in nanoseconds
	Quiet    *Quiet          `json:"quiet,omitempty"`
	Wishes   map[string]Wish `json:"wishes,omitempty"`    // by id of an event or series: what differs from Kinds
	Daily    bool            `json:"daily,omitempty"`     // wants the daily digest
	NoWeekly bool            `json:"no_weekly,omitempty"` // does not want the weekly one
	DailyAt  string          `json:"daily_at,omitempty"`  // the edition of the daily digest that was chosen; empty: the community's
	WeeklyAt string          `json:"weekly_at,omitempty"` // likewise of the weekly one
	Joined   time.Time       `json:"joined"`
	// Unreachable says why nothing can be delivered ("blocked", "deactivated", …); empty while the member can be reached.
	Unreachable string `json:"unreachable,omitempty"`
}

// Speaks is the language to address the member in: the own choice, else the client's, else fallback.
func (member Member) Speaks(fallback Language) Language {
	if member.Language != "" {
		return member.Language
	}
	if language, ok := ParseLanguage(member.Client); ok {
		return language
	}
	return fallback
}

// Follows reports whether the member wants reminders of kind.
func (member Member) Follows(kind Kind) bool {
	if member.Kinds == nil {
		return slices.Contains(DefaultKinds(), kind)
	}
	return slices.Contains(member.Kinds, kind)
}

// RemindedAt reports whether the member wants a reminder this long before an event, where defaults are the community's leads.
func (member Member) RemindedAt(lead time.Duration, defaults []time.Duration) bool {
	return slices.Contains(member.LeadTimes(defaults), lead)
}

// LeadTimes are the lead times of the member's reminders, where defaults are the community's. The slice is not the caller's own.
func (member Member) LeadTimes(defaults []time.Duration) []time.Duration {
	if member.Leads == nil {
		return defaults
	}
	return member.Leads
}

// OwnQuiet writes the member's quiet hours; empty where they are the community's.
func (member Member) OwnQuiet() string {
	if member.Quiet == nil {
		return ""
	}
	return member.Quiet.String()
}

// Awaits reports whether a reminder of the event is still to come for the member, who wants one of it.
func (member Member) Awaits(event Event, now time.Time, defaults []time.Duration) bool {
	return slices.ContainsFunc(member.LeadsOf(event, defaults), func(lead time.Duration) bool { return now.Before(event.Start.Add(-lead)) })
}

// Reachable reports whether messages can be delivered to the member.
func (member Member) Reachable() bool { return member.Unreachable == "" }
