package bot_test

import (
	"maps"
	"net/http/httptest"
	"strings"
	"testing"

	tg "github.com/go-telegram/bot"

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

// TestPublishMenusOfAnotherBot gives another bot on the same store its menus too, and the first one none again.
func TestPublishMenusOfAnotherBot(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other := sandbox.New(sandbox.Config{Token: "43:SECRET", Username: "other_bot"})
	server := httptest.NewServer(other)
	t.Cleanup(func() { w.check(other.Close()); server.Close() })
	telegram := bot.Telegram{Token: "43:SECRET", URL: server.URL}
	client := telegram.Client()
	t.Cleanup(client.CloseIdleConnections)
	api, err := telegram.API(client)
	w.check(err)
	for _, step := range []struct {
		api      *tg.Bot
		telegram *sandbox.Server
		want     int64
	}{{w.api, w.telegram, 6}, {api, other, 6}, {w.api, w.telegram, 6}, {api, other, 6}} {
		w.check(bot.PublishMenus(t.Context(), step.api, w.store, w.router.Table, nil, alliance.English, func(_ alliance.Language, name string) string { return name }))
		stats, err := step.telegram.Stats(t.Context())
		w.check(err)
		if got := stats.Requests["setMyCommands"]; got != step.want {
			t.Errorf("%d calls so far, want %d", got, step.want)
		}
	}
}
