package render

import (
	"slices"
	"time"

	"alliancebot/alliance"
)

// CardOptions says which buttons a card has: those with data or an address.
type CardOptions struct {
	SignUpData, RemindData, CalendarData string
	Reminded                             bool   // RemindData switches reminders of the event off
	SeriesData                           string // mutes the series of the event, or takes that back where it is muted
	SeriesMuted                          bool
	CalendarURL                          string // comes instead of CalendarData
	OpenURL                              string // opens the card in the chat with the bot
	BackData                             string
}

// descriptionLimit is the most UTF-16 units of a description on a card, so that the card stays one message.
const descriptionLimit = 1500

type cardView struct {
	Event       alliance.Event
	Now         time.Time
	Left        time.Duration // until the start; not positive: nothing to say
	Description string
	Tracks      []track
	Address     string // the address where no button can hold it
}

// track is the sessions of an event that follow one another in one place.
type track struct {
	Name     string
	Sessions []alliance.Session
}

type trackView struct {
	Track track
	Event alliance.Event
	Now   time.Time
}

// Card shows everything known about an event.
func (r *Renderer) Card(language alliance.Language, event alliance.Event, now time.Time, options CardOptions) alliance.Message {
	view := cardView{Event: event, Now: now, Tracks: tracks(event.Sessions), Description: short(event.Description, descriptionLimit)}
	if event.Remindable(now) {
		view.Left = event.Start.Sub(now)
	}
	if !linkable(event.Link) {
		view.Address = event.Link
	}
	remind := r.button(language, "remind", options.RemindData)
	if remind != nil && options.Reminded {
		remind[0].Text = chosen + remind[0].Text
	}
	series := r.button(language, "mute_series", options.SeriesData)
	if series != nil && options.SeriesMuted {
		series[0].Text = chosen + series[0].Text
	}
	calendar := r.link(language, "calendar", options.CalendarURL)
	if calendar == nil {
		calendar = r.button(language, "calendar", options.CalendarData)
	}
	return alliance.Message{Text: r.text(language, "card", view), Keyboard: keyboard(
		slices.Concat(r.button(language, "signup", options.SignUpData), remind, calendar),
		series,
		slices.Concat(r.link(language, "map", event.MapLink), r.link(language, "details", event.Link)),
		r.link(language, "open", options.OpenURL),
		r.button(language, "back", options.BackData),
	)}
}

// tracks groups sessions by track, each in order of time; tracks come in the order in which they first appear.
func tracks(sessions []alliance.Session) []track {
	sessions = slices.Clone(sessions)
	slices.SortStableFunc(sessions, func(a, b alliance.Session) int { return a.Start.Compare(b.Start) })
	var found []track
	for _, session := range sessions {
		at := slices.IndexFunc(found, func(known track) bool { return known.Name == session.Track })
		if at < 0 {
			at = len(found)
			found = append(found, track{Name: session.Track})
		}
		found[at].Sessions = append(found[at].Sessions, session)
	}
	return found
}

type reminderView struct {
	Event alliance.Event
	Now   time.Time
	Left  time.Duration
}

// Reminder says what is about to begin and how long it truly is until then.
func (r *Renderer) Reminder(language alliance.Language, event alliance.Event, now time.Time) alliance.Message {
	view := reminderView{Event: event, Now: now, Left: event.Start.Sub(now)}
	series := ""
	if event.Series != "" {
		series = alliance.ButtonData(SeriesVerb, event.ID, On, UnderReminder)
	}
	return alliance.Message{
		Text: r.text(language, "reminder", view),
		Keyboard: keyboard(slices.Concat(
			r.button(language, "open", alliance.ButtonData(EventVerb, event.ID)),
			r.button(language, "mute", alliance.ButtonData(MuteVerb, event.ID)),
			r.button(language, "mute_series", series),
		), r.snoozes(language, event, now)),
	}
}

// GroupReminder is a Reminder for a group, in which nobody puts it off or mutes it for the others.
func (r *Renderer) GroupReminder(language alliance.Language, event alliance.Event, now time.Time) alliance.Message {
	message := r.Reminder(language, event, now)
	message.Keyboard = keyboard(r.button(language, "open", alliance.ButtonData(EventVerb, event.ID)))
	return message
}

// snoozes offers to be reminded once more, as long as that comes before the event.
func (r *Renderer) snoozes(language alliance.Language, event alliance.Event, now time.Time) []alliance.Button {
	var buttons []alliance.Button
	for _, snooze := range alliance.Snoozes() {
		if until, ok := snooze.Until(now.In(r.voice(language).zone)); ok && event.Remindable(until) {
			name, _ := r.voice(language).word("snooze_in", snooze) // there is a word for each
			buttons = append(buttons, alliance.Button{Text: name, Data: alliance.ButtonData(SnoozeVerb, event.ID, string(snooze))})
		}
	}
	return buttons
}
