package handlers

import (
	"context"
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// settings shows what a member gets, or a group, with a button for each thing that can be changed.
func (desk *Desk) settings(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if request.Group {
		return desk.groupSettings(ctx, request)
	}
	return bot.Say(desk.settingsOf(request.Language, request.Member)), nil
}

func (desk *Desk) settingsOf(language alliance.Language, member alliance.Member) alliance.Message {
	return desk.Render.Settings(language, desk.settingsView(member))
}

func (desk *Desk) settingsView(member alliance.Member) render.SettingsView {
	return render.SettingsView{Member: member, Defaults: desk.Leads, Choices: alliance.LeadChoices(desk.Leads), Quiet: desk.Quiet}
}

// wish is what a button of the settings asks for.
type wish struct {
	change func(*alliance.Member)
	toast  string // text that confirms it; none where the answer shows it by itself
	facts  map[string]any
	times  bool // the answer is the page on which digests are given their times
}

// set changes one setting. The button says how it is to be, so that pressing it twice, or handling one press again after a crash,
// leaves it as it was wanted.
func (desk *Desk) set(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) == 1 && (request.Args[0] == waitsForLeads || request.Args[0] == waitsForQuiet) {
		return desk.askSetting(ctx, request, request.Args[0])
	}
	if len(request.Args) == 1 && (request.Args[0] == "times" || request.Args[0] == "show") {
		return desk.turnSettings(ctx, request, request.Args[0] == "times")
	}
	if request.Group {
		return desk.setGroup(ctx, request)
	}
	wish, known := desk.wish(request.Args)
	if !known {
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "old_button", nil)), Alert: true}, nil
	}
	member, err := desk.Members.ChangeMember(ctx, request.Member.ID, wish.change)
	if err != nil {
		return bot.Reply{}, err
	}
	language := member.Speaks(desk.Language)
	shown := desk.settingsOf(language, member)
	if wish.times {
		shown = desk.digestTimes(language, member)
	}
	return bot.Reply{Toast: desk.granted(language, wish, false), Edit: &shown}, nil
}

// granted confirms a wish, where the answer does not show it by itself: a member follows, and a group or channel subscribes.
func (desk *Desk) granted(language alliance.Language, wish wish, group bool) string {
	if wish.toast == "" {
		return ""
	}
	wish.facts["Group"] = group
	return toast(desk.Render.Text(language, wish.toast, wish.facts))
}

// wish reads the arguments of a button (see render.SettingsVerb); false for one that is no more: of an earlier program, or of a
// lead time that is not offered any longer.
func (desk *Desk) wish(args []string) (wish, bool) {
	switch {
	case len(args) == 2 && args[0] == "lang":
		language := alliance.Language(args[1])
		return wish{change: func(member *alliance.Member) { member.Language = language }}, slices.Contains(alliance.Languages(), language)
	case len(args) == 2 && args[0] == "quiet":
		return desk.wishQuiet(args[1])
	case len(args) == 3 && args[0] == "digest":
		return wishDigest(alliance.Digest(args[1]), args[2])
	case len(args) == 3 && args[0] == "at":
		return wishEdition(alliance.Digest(args[1]), args[2])
	case len(args) != 3 || args[2] != render.On && args[2] != render.Off:
		return wish{}, false
	}
	number, err := strconv.Atoi(args[1])
	on := args[2] == render.On
	switch {
	case err != nil:
		return wish{}, false
	case args[0] == "kind" && number >= 0 && number < len(alliance.Kinds()):
		return wishKind(alliance.Kinds()[number], on), true
	case args[0] == "lead" && number > 0:
		lead := time.Duration(number) * time.Minute
		// One that a member has may be switched off although it is not offered any longer.
		return desk.wishLead(lead, on), !on || slices.Contains(alliance.LeadChoices(desk.Leads), lead)
	}
	return wish{}, false
}

// wishQuiet reads quiet hours without colons, which part the arguments; those of the community are no choice of the own.
func (desk *Desk) wishQuiet(text string) (wish, bool) {
	quiet, known := render.ReadQuiet(text)
	own := &quiet
	if quiet == desk.Quiet {
		own = nil
	}
	return wish{change: func(member *alliance.Member) { member.Quiet = own }}, known
}

func wishDigest(digest alliance.Digest, wanted string) (wish, bool) {
	known := slices.Contains(alliance.Digests(), digest) && (wanted == render.On || wanted == render.Off)
	on := wanted == render.On
	return wish{toast: "digest_toast", facts: map[string]any{"Digest": digest, "On": on}, change: func(member *alliance.Member) {
		if digest == alliance.Weekly {
			member.NoWeekly = !on
		} else {
			member.Daily = on
		}
	}}, known
}

func wishKind(kind alliance.Kind, on bool) wish {
	return wish{toast: "question_kind_toast", facts: map[string]any{"Kind": kind, "On": on}, change: func(member *alliance.Member) {
		if member.Kinds == nil {
			member.Kinds = alliance.DefaultKinds()
		}
		member.Kinds = switched(member.Kinds, kind, on)
	}}
}

func (desk *Desk) wishLead(lead time.Duration, on bool) wish {
	return wish{toast: "lead_toast", facts: map[string]any{"Lead": lead, "On": on}, change: func(member *alliance.Member) {
		if member.Leads == nil {
			member.Leads = desk.Leads
		}
		member.Leads = switched(member.Leads, lead, on)
	}}
}

// switched is values with value in it or not. The result is never nil: nil would mean the defaults.
func switched[T comparable](values []T, value T, on bool) []T {
	others := slices.DeleteFunc(append([]T{}, values...), func(other T) bool { return other == value })
	if !on {
		return others
	}
	return append(others, value)
}
