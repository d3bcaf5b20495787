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

// settings shows what a member gets, with a button for each thing that can be changed.
func (desk *Desk) settings(_ context.Context, request bot.Request) (bot.Reply, error) {
	return bot.Say(desk.settingsOf(request.Language, request.Member)), nil
}

func (desk *Desk) settingsOf(language alliance.Language, member alliance.Member) alliance.Message {
	return desk.Render.Settings(language, render.SettingsView{Member: member, Defaults: desk.Leads, Choices: alliance.LeadChoices(desk.Leads)})
}

// language asks for the language.
func (desk *Desk) language(_ context.Context, request bot.Request) (bot.Reply, error) {
	return bot.Say(desk.Render.LanguageChoice(request.Language)), nil
}

// set changes one setting: "kind" and its index, "lead" and minutes, "lang" and the language.
func (desk *Desk) set(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 2 {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "settings button with %d arguments", len(request.Args))
	}
	change, toasted, err := desk.setting(request, request.Args[0], request.Args[1])
	if err != nil {
		return bot.Reply{}, err
	}
	member, err := desk.Members.ChangeMember(ctx, request.Member.ID, change)
	if err != nil {
		return bot.Reply{}, err
	}
	language := member.Speaks(desk.Language)
	shown := desk.settingsOf(language, member)
	return bot.Reply{Edit: &shown, Toast: toasted(member, language)}, nil
}

// setting reads what a button changes, and what to say when it is changed.
func (desk *Desk) setting(request bot.Request, what, value string) (func(*alliance.Member), func(alliance.Member, alliance.Language) string, error) {
	number, errNumber := strconv.Atoi(value)
	switch {
	case what == "kind" && errNumber == nil && number >= 0 && number < len(alliance.Kinds()):
		kind := alliance.Kinds()[number]
		return func(member *alliance.Member) { toggleKind(member, kind) }, func(member alliance.Member, language alliance.Language) string {
			return toast(desk.Render.Text(language, "question_kind_toast", map[string]any{"Kind": kind, "On": member.Follows(kind)}))
		}, nil
	case what == "lead" && errNumber == nil && slices.Contains(alliance.LeadChoices(desk.Leads), time.Duration(number)*time.Minute):
		lead := time.Duration(number) * time.Minute
		return func(member *alliance.Member) { desk.toggleLead(member, lead) }, func(member alliance.Member, language alliance.Language) string {
			return toast(desk.Render.Text(language, "lead_toast", map[string]any{"Lead": lead, "On": member.RemindedAt(lead, desk.Leads)}))
		}, nil
	case what == "lang" && slices.Contains(alliance.Languages(), alliance.Language(value)):
		return func(member *alliance.Member) { member.Language = alliance.Language(value) },
			func(alliance.Member, alliance.Language) string { return "" }, nil
	}
	return nil, nil, alliance.Errorf(alliance.Invalid, "settings button of update %d", request.Update)
}

func toggleKind(member *alliance.Member, kind alliance.Kind) {
	if member.Kinds == nil {
		member.Kinds = alliance.DefaultKinds()
	}
	member.Kinds = toggled(member.Kinds, kind)
}

func (desk *Desk) toggleLead(member *alliance.Member, lead time.Duration) {
	if member.Leads == nil {
		member.Leads = slices.Clone(desk.Leads)
	}
	member.Leads = toggled(member.Leads, lead)
}

// toggled takes value out of values, or puts it in. The result is never nil: nil would mean the defaults.
func toggled[T comparable](values []T, value T) []T {
	if at := slices.Index(values, value); at >= 0 {
		return append(append([]T{}, values[:at]...), values[at+1:]...)
	}
	return append(append([]T{}, values...), value)
}
