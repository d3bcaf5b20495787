package render

import (
	"slices"
	"time"

	"alliancebot/alliance"
)

// RemindersView is what a member will be reminded of.
type RemindersView struct {
	SettingsView
	Coming []ComingReminder // by moment
	Muted  []alliance.Event
	Now    time.Time
}

// ComingReminder is a reminder that a member is to get.
type ComingReminder struct {
	Event alliance.Event
	Lead  time.Duration
	Due   time.Time
	Alone bool // since the member follows this very event, and not for its kind

	Part    alliance.Part // since the member has one in the event, whatever the lead times
	Snoozed bool          // since the member has put it off, whatever the lead times
	Added   bool          // since the event's organisers have added this lead time
}

// Moved reports whether quiet hours have moved the reminder.
func (coming ComingReminder) Moved() bool {
	return !coming.Due.Equal(coming.Event.Start.Add(-coming.Lead))
}

// The most reminders and muted events that are shown, which keeps it one message.
const shownReminders, shownMuted = 10, 5

type remindersText struct {
	Settings settingsText
	Items    []ComingReminder
	More     int
	Muted    []string // titles
	Now      time.Time
}

// Reminders tells a member what they will get, when, and why.
func (r *Renderer) Reminders(language alliance.Language, view RemindersView) alliance.Message {
	shown := view.Coming[:min(len(view.Coming), shownReminders)]
	text := remindersText{Settings: settingsOf(view.SettingsView), Items: shown, More: len(view.Coming) - len(shown), Now: view.Now}
	for _, event := range view.Muted {
		if len(text.Muted) < shownMuted && !slices.Contains(text.Muted, event.Title) { // events of a series mostly have the same
			text.Muted = append(text.Muted, event.Title)
		}
	}
	return alliance.Message{Text: r.text(language, "my_reminders", text)}
}
