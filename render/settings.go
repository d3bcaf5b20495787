package render

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// SettingsView is what the settings show.
type SettingsView struct {
	Member   alliance.Member
	Defaults []time.Duration // lead times of the community
	Choices  []time.Duration // lead times offered
	Quiet    alliance.Quiet  // quiet hours of the community
}

type settingsText struct {
	Kinds   []alliance.Kind
	Leads   []time.Duration // the longest first
	Quiet   *quietText
	Digests []editionText
}

type quietText struct{ From, To string }

// chosen marks what is switched on.
const chosen = "✓ "

// Settings shows what a member gets, with a button for each kind, lead time and language to switch it.
func (r *Renderer) Settings(language alliance.Language, view SettingsView) alliance.Message {
	choices := leads(view)
	return alliance.Message{Text: r.text(language, "settings", settingsOf(view)), Keyboard: slices.Concat(
		rows(r.kindToggles(language, view.Member), 2),
		rows(r.leadToggles(language, view, choices), 3),
		keyboard(r.button(language, "own_leads", alliance.ButtonData(SettingsVerb, "leads"))),
		rows(r.quietToggles(language, view), 2),
		keyboard(r.button(language, "own_hours", alliance.ButtonData(SettingsVerb, "hours"))),
		rows(r.digestToggles(language, view.Member), 2),
		r.digestTimes(language, view.Member),
		rows(r.languageToggles(language), 2),
	)}
}

func (r *Renderer) digestToggles(language alliance.Language, member alliance.Member) []alliance.Button {
	var toggles []alliance.Button
	for _, digest := range alliance.Digests() {
		name, _ := r.voice(language).word("digest_name", digest) // there is a word for each
		on := member.WantsDigest(digest)
		toggles = append(toggles, toggle(capital(name), on, "digest", string(digest), opposite(on)))
	}
	return toggles
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

// settingsOf is what the settings say.
func settingsOf(view SettingsView) settingsText {
	text := settingsText{Kinds: followed(view.Member), Digests: editionsOf(view.Member)}
	for _, lead := range leads(view) {
		if view.Member.RemindedAt(lead, view.Defaults) {
			text.Leads = append(text.Leads, lead)
		}
	}
	if quiet := view.quiet(); quiet.From != quiet.To {
		text.Quiet = &quietText{From: clock(quiet.From), To: clock(quiet.To)}
	}
	return text
}

// quiet are the quiet hours that hold for the member.
func (view SettingsView) quiet() alliance.Quiet {
	if view.Member.Quiet != nil {
		return *view.Member.Quiet
	}
	return view.Quiet
}

// quietToggles offer quiet hours: none, the community's, usual ones, and the member's own where these are others.
func (r *Renderer) quietToggles(language alliance.Language, view SettingsView) []alliance.Button {
	const hour = time.Hour
	offered := []alliance.Quiet{{}, view.Quiet, {From: 21 * hour, To: 7 * hour}, {From: 22 * hour, To: 7 * hour}, {From: 23 * hour, To: 8 * hour}, view.quiet()}
	var toggles []alliance.Button
	for i, quiet := range offered {
		if slices.ContainsFunc(offered[:i], func(earlier alliance.Quiet) bool { return sameQuiet(earlier, quiet) }) {
			continue
		}
		name := r.label(language, "quiet_none", nil)
		if quiet.From != quiet.To {
			name = r.label(language, "quiet_toggle", quietText{From: clock(quiet.From), To: clock(quiet.To)})
		}
		toggles = append(toggles, toggle(name, sameQuiet(quiet, view.quiet()), "quiet", strings.ReplaceAll(quiet.String(), ":", "")))
	}
	return toggles
}

// sameQuiet reports whether two quiet hours are the same, of which there may be none.
func sameQuiet(a, b alliance.Quiet) bool { return a == b || a.From == a.To && b.From == b.To }

// ReadQuiet reads the quiet hours in a button's data, "2200-0700".
func ReadQuiet(text string) (alliance.Quiet, bool) {
	const form = len("2200-0700")
	if len(text) != form {
		return alliance.Quiet{}, false
	}
	quiet, err := alliance.ParseQuiet(text[:2] + ":" + text[2:7] + ":" + text[7:])
	return quiet, err == nil
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
