package alliance

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
	"time"
)

// Status says whether an event still takes place. That an event is over follows from its times and the clock.
type Status string

// The states of an event.
const (
	Planned   Status = "planned"
	Cancelled Status = "cancelled"
	Finished  Status = "finished"
)

// Event is one entry of the Community's calendar. Times are UTC; Zone names the IANA zone they are shown in.
type Event struct {
	ID          string    `json:"id"`  // short, fit for callback data; see EventID
	UID         string    `json:"uid"` // the name the source knows it by: a table's id, an iCalendar UID, or derived
	Revision    int       `json:"revision"`
	Series      string    `json:"series,omitempty"` // the name by which the source knows the series that it is one of; empty: of none
	Kind        Kind      `json:"kind"`
	Title       string    `json:"title"`
	Start       time.Time `json:"start"`
	End         time.Time `json:"end,omitzero"` // zero: not given
	Zone        string    `json:"zone,omitempty"`
	Venue       string    `json:"venue,omitempty"`
	Address     string    `json:"address,omitempty"`
	MapLink     string    `json:"map_link,omitempty"`
	Speakers    []string  `json:"speakers,omitempty"`
	Units       []string  `json:"units,omitempty"` // organising units
	Capacity    int       `json:"capacity,omitempty"`
	Deadline    time.Time `json:"deadline,omitzero"` // end of sign-up
	Audience    Audience  `json:"audience,omitzero"`
	Description string    `json:"description,omitempty"`
	Link        string    `json:"link,omitempty"`
	Status      Status    `json:"status"`
	Sessions    []Session `json:"sessions,omitempty"`
	// Leads are lead times (nanoseconds) at which those are reminded as well who are reminded of it at all. Where a source says
	// nothing of them they are nil, and those that are stored stay.
	Leads []time.Duration `json:"leads,omitempty"`
}

// Session is one part of an event, with its own time and room; sessions of different tracks may run in parallel.
type Session struct {
	Title    string    `json:"title"`
	Start    time.Time `json:"start"`
	End      time.Time `json:"end,omitzero"`
	Room     string    `json:"room,omitempty"`
	Track    string    `json:"track,omitempty"`
	Speakers []string  `json:"speakers,omitempty"`
}

// Until is the end of the event, or one hour after its start where no end is given.
func (event Event) Until() time.Time {
	if event.End.After(event.Start) {
		return event.End
	}
	return event.Start.Add(time.Hour)
}

// Begun reports whether the event has started at now.
func (event Event) Begun(now time.Time) bool { return !now.Before(event.Start) }

// Over reports whether nothing of the event is still to come at now.
func (event Event) Over(now time.Time) bool {
	return event.Status == Finished || !now.Before(event.Until())
}

// Remindable reports whether a reminder of the event would still be true at now.
func (event Event) Remindable(now time.Time) bool {
	return event.Status == Planned && !event.Begun(now)
}

// EventID is the short identity of the event known elsewhere as uid: 12 characters of a-z2-7, the same for ever.
func EventID(uid string) string {
	sum := sha256.Sum256([]byte(uid))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:12])
}

// SeriesID is the short identity of the series that the event is one of, as members mute it; empty where it is of none.
func (event Event) SeriesID() string {
	if event.Series == "" {
		return ""
	}
	return "s-" + EventID(event.Series) // which no event has
}

// DerivedUID names an event whose source gave it no identity, so that importing the same row again updates it.
func DerivedUID(event Event) string {
	parts := []string{string(event.Kind), event.Title, strconv.FormatInt(event.Start.Unix(), 10), event.Venue, strings.Join(event.Speakers, "、")}
	return "derived:" + strings.Join(parts, "|")
}
