package render

import (
	"slices"

	"alliancebot/alliance"
)

// UsualTime is what a button asks for that chooses the community's time for a digest.
const UsualTime = "usual"

// editionText is when a digest comes, taken apart for the texts.
type editionText struct {
	Digest             alliance.Digest
	Usual, Weekly, Eve bool
	Weekday            int
	Clock              string
}

func editionOf(edition alliance.Edition) editionText {
	return editionText{
		Digest: edition.Digest, Usual: edition.Usual(), Weekly: edition.Digest == alliance.Weekly, Eve: edition.Eve(),
		Weekday: int(edition.Weekday), Clock: clock(edition.Clock),
	}
}

// editionsOf are the editions of the digests that a member gets.
func editionsOf(member alliance.Member) []editionText {
	var editions []editionText
	for _, digest := range alliance.Digests() {
		if member.WantsDigest(digest) {
			editions = append(editions, editionOf(member.Edition(digest)))
		}
	}
	return editions
}

// DigestTimes shows when the digests come that a member gets, or a group, with a button for each time that can be chosen.
func (r *Renderer) DigestTimes(language alliance.Language, view SettingsView) alliance.Message {
	var choices [][]alliance.Button
	for _, digest := range alliance.Digests() {
		if view.Member.WantsDigest(digest) {
			choices = append(choices, r.editionToggles(language, view.Member, digest)...)
		}
	}
	back := r.button(language, "back", alliance.ButtonData(SettingsVerb, "show"))
	return alliance.Message{Text: r.text(language, "digest_times", settingsOf(view)), Keyboard: append(choices, back)}
}

// editionToggles are the community's time of a digest, and below it the others.
func (r *Renderer) editionToggles(language alliance.Language, member alliance.Member, digest alliance.Digest) [][]alliance.Button {
	var toggles []alliance.Button
	for _, edition := range digest.Editions() {
		key := edition.Key
		if edition.Usual() {
			key = UsualTime
		}
		name := r.label(language, "digest_time_toggle", editionOf(edition))
		toggles = append(toggles, toggle(name, edition == member.Edition(digest), "at", string(digest), key))
	}
	return slices.Concat(rows(toggles[:1], 1), rows(toggles[1:], 2))
}

// digestTimes is the button to choose when digests come, for who gets any.
func (r *Renderer) digestTimes(language alliance.Language, member alliance.Member) [][]alliance.Button {
	if len(editionsOf(member)) == 0 {
		return nil
	}
	return keyboard(r.button(language, "digest_times", alliance.ButtonData(SettingsVerb, "times")))
}
