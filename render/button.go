package render

import (
	"net/url"
	"strings"

	"alliancebot/alliance"
)

// EventVerb is the verb of buttons that open an event's card; the argument is the event's id.
const EventVerb = "event"

// SettingsVerb is the verb of the buttons of the settings: "kind", its index in alliance.Kinds and On or Off, "lead", minutes and
// On or Off, "leads" to type them, "quiet" and hours such as 2200-0700, "hours" to type them, "digest", its name and On or Off,
// "times" to choose when digests come, "at", the digest's name and the key of its edition or UsualTime, "show" for the settings again, or "lang"
// and the language. Each says how it is to be, and nothing that depends on how it is.
const SettingsVerb = "set"

// RemindVerb is the verb of the button that follows a single event or mutes it; the arguments are its id and On or Off.
const RemindVerb = "remind"

// MuteVerb is the verb of the button under a reminder that mutes its event; the argument is the event's id.
const MuteVerb = "mute"

// SeriesVerb is the verb of the button that mutes the series of an event; the arguments are the event's id, On to mute it or Off, and what the
// button is under.
const SeriesVerb = "series"

// UnderCard and UnderReminder are what that button can be under: a card shows what has come of it.
const (
	UnderCard     = "card"
	UnderReminder = "reminder"
)

// SnoozeVerb is the verb of the buttons under a reminder that put it off; the arguments are the event's id and the snooze.
const SnoozeVerb = "snooze"

// CalendarVerb is the verb of the button that asks for an event as a calendar file; the argument is its id.
const CalendarVerb = "ics"

// On and Off are what such buttons can ask for.
const (
	On  = "on"
	Off = "off"
)

// GroupLanguageVerb is the verb of the buttons that choose the language of a group; the argument is the language.
const GroupLanguageVerb = "speak"

// button makes a button called by the text button_name; nil where there is nothing for it to do.
func (r *Renderer) button(language alliance.Language, name, data string) []alliance.Button {
	if data == "" {
		return nil
	}
	return []alliance.Button{{Text: r.label(language, "button_"+name, nil), Data: data}}
}

// link makes a button that opens address; nil where Telegram would refuse the address, and with it the whole message.
func (r *Renderer) link(language alliance.Language, name, address string) []alliance.Button {
	if !linkable(address) {
		return nil
	}
	return []alliance.Button{{Text: r.label(language, "button_"+name, nil), URL: address}}
}

// linkable reports whether address is a web address with a host that can be a public one.
func linkable(address string) bool {
	parsed, err := url.Parse(address)
	if err != nil || strings.ContainsAny(address, " \n\t") {
		return false
	}
	return (parsed.Scheme == "http" || parsed.Scheme == "https") && strings.Contains(parsed.Hostname(), ".")
}

// keyboard joins rows, leaving out the empty ones.
func keyboard(rows ...[]alliance.Button) [][]alliance.Button {
	var full [][]alliance.Button
	for _, row := range rows {
		if len(row) > 0 {
			full = append(full, row)
		}
	}
	return full
}

// rows lays buttons out, width to a row.
func rows(buttons []alliance.Button, width int) [][]alliance.Button {
	var laid [][]alliance.Button
	for len(buttons) > width {
		laid = append(laid, buttons[:width:width])
		buttons = buttons[width:]
	}
	return keyboard(append(laid, buttons)...)
}
