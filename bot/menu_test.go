package bot_test

import (
	"maps"
	"strings"
	"testing"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/sandbox"
)

// menus are the command menus Telegram holds, by scope and language.
func (w *world) menus() map[string]string {
	state, err := w.telegram.State(w.Context())
	w.check(err)
	menus := map[string]string{}
	for _, set := range state.Commands {
		var commands []string
		for _, command := range set.Commands {
			commands = append(commands, command.Command+"="+command.Description)
		}
		menus[string(set.Scope)+set.Language] = strings.Join(commands, " ")
	}
	return menus
}

func TestPublishMenus(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	word := "does"
	describe := func(language alliance.Language, name string) string {
		return word + "-" + name + "-" + string(language)
	}
	const unknown = 999 // has not started the bot
	publish := func() (calls int64) {
		t.Helper()
		before, err := w.telegram.Stats(t.Context())
		w.check(err)
		w.check(bot.PublishMenus(t.Context(), w.api, w.store, w.router.Table, []int64{owner, unknown}, alliance.English, describe))
		after, err := w.telegram.Stats(t.Context())
		w.check(err)
		return after.Requests["setMyCommands"] - before.Requests["setMyCommands"]
	}
	w.fault(sandbox.Fault{Action: "502", Methods: []string{"setMyCommands"}, Count: 1})
	if got := publish(); got != 3*4+1 {
		t.Errorf("%d calls at first, want one for each scope and language and one again", got)
	}
	everybody := func(language string) string {
		return "open=does-open-" + language + " own=does-own-" + language + " stop=does-stop-" + language
	}
	want := map[string]string{}
	for code, language := range map[string]string{"": "en", "en": "en", "zh": "zh"} {
		const more = "invalid broken panic long away two"
		line := func(names string) string {
			var commands []string
			for name := range strings.FieldsSeq(names) {
				commands = append(commands, name+"=does-"+name+"-"+language)
			}
			return strings.Join(commands, " ")
		}
		want[`{"type":"all_private_chats"}`+code] = everybody(language) + " " + line(more)
		want[`{"type":"all_group_chats"}`+code] = line("open " + more)
		want[`{"type":"chat","chat_id":5}`+code] = line("open own stats compose stop rule " + more)
	}
	if got := w.menus(); !maps.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if got := publish(); got != 3 { // only for the owner who could not be reached
		t.Errorf("%d calls when nothing has changed", got)
	}
	w.router.Table.Commands[1].Hidden = true // which groups did not have
	if got := publish(); got != 3+6 {
		t.Errorf("%d calls for a changed table", got)
	}
	word = "can"
	if got := publish(); got != 12 {
		t.Errorf("%d calls for changed descriptions", got)
	}
	if got := w.menus()[`{"type":"all_group_chats"}zh`]; !strings.HasPrefix(got, "open=can-open-zh ") {
		t.Errorf("got %q", got)
	}
}
