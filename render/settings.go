package render

import (
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
)

// SettingsView is what the settings show.
type SettingsView struct {
	Member   alliance.Member
	Defaults []time.Duration // lead times of the community
	Choices  []time.Duration // lead times offered
}

type settingsText struct {
	Kinds []alliance.Kind
	Leads []time.Duration // the longest first
	Quiet *quietText
}

type quietText struct{ From, To string }

// chosen marks what is switched on.
const chosen = "✓ "

// Settings shows what a member gets, with a button for each kind, lead time and language to switch it.
func (r *Renderer) Settings(language alliance.Language, view SettingsView) alliance.Message {
	choices := leads(view)
	text := settingsText{Kinds: followed(view.Member)}
	for _, lead := range choices {
		if view.Member.RemindedAt(lead, view.Defaults) {
			text.Leads = append(text.Leads, lead)
		}
	}
	if quiet := view.Member.Quiet; quiet != nil && quiet.From != quiet.To {
		text.Quiet = &quietText{From: clock(quiet.From), To: clock(quiet.To)}
	}
	return alliance.Message{Text: r.text(language, "settings", text), Keyboard: slices.Concat(
		rows(r.kindToggles(language, view.Member), 2),
		rows(r.leadToggles(language, view, choices), 3),
		rows(r.languageToggles(language), 2),
	)}
}

func (r *Renderer) kindToggles(language alliance.Language, member alliance.Member) []alliance.Button {
	var toggles []alliance.Button
	for i, kind := range alliance.Kinds() {
		on := member.Follows(kind)
		toggles = append(toggles, toggle(r.KindName(language, kind), on, "kind", strconv.Itoa(i), opposite(on)))
	}
	return toggles
}

func (r *Renderer) leadToggles(language alliance.Language, view SettingsView, choices []time.Duration) []alliance.Button {
	var toggles []alliance.Button
	for _, lead := range choices {
		name, on := r.label(language, "lead_toggle", lead), view.Member.RemindedAt(lead, view.Defaults)
		toggles = append(toggles, toggle(name, on, "lead", strconv.Itoa(int(lead/time.Minute)), opposite(on)))
	}
	return toggles
}

func (r *Renderer) languageToggles(language alliance.Language) []alliance.Button {
	var toggles []alliance.Button
	for _, offered := range alliance.Languages() {
		toggles = append(toggles, toggle(r.label(offered, "own_name", nil), offered == language, "lang", string(offered)))
	}
	return toggles
}

// LanguageChoice asks a member for the language, with the buttons of the settings.
func (r *Renderer) LanguageChoice(language alliance.Language) alliance.Message {
	return alliance.Message{Text: r.text(language, "language", nil), Keyboard: rows(r.languageToggles(language), 2)}
}

// GroupLanguageChoice asks for the language to be spoken in a group.
func (r *Renderer) GroupLanguageChoice(language alliance.Language) alliance.Message {
	buttons := r.languageToggles(language)
	for i, offered := range alliance.Languages() {
		buttons[i].Data = alliance.ButtonData(GroupLanguageVerb, string(offered))
	}
	return alliance.Message{Text: r.text(language, "group_language", nil), Keyboard: rows(buttons, 2)}
}

func toggle(name string, on bool, args ...string) alliance.Button {
	if on {
		name = chosen + name
	}
	return alliance.Button{Text: name, Data: alliance.ButtonData(SettingsVerb, args...)}
}

// opposite is what a button asks for that shows something switched on, or off.
func opposite(on bool) string {
	if on {
		return Off
	}
	return On
}

// leads are all lead times that can be switched, the longest first: those offered and those the member has.
func leads(view SettingsView) []time.Duration {
	all := slices.Concat(view.Choices, view.Defaults, view.Member.Leads)
	slices.SortFunc(all, func(a, b time.Duration) int { return int(b - a) })
	return slices.Compact(all)
}

func followed(member alliance.Member) []alliance.Kind {
	return slices.DeleteFunc(alliance.Kinds(), func(kind alliance.Kind) bool { return !member.Follows(kind) })
}

// clock writes a time of day given as the time since midnight.
func clock(sinceMidnight time.Duration) string {
	return time.Time{}.Add(sinceMidnight).Format("15:04")
}
