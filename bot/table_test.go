package bot_test

import (
	"context"
	"fmt"
	"strings"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// table is a table with a command for each thing a router must do.
func (w *world) table() bot.Table {
	reply := func(text string) bot.Handler {
		return func(_ context.Context, request bot.Request) (bot.Reply, error) {
			w.note(request)
			return bot.Say(alliance.Message{Text: text + " " + string(request.Language), Keyboard: keys()}), nil
		}
	}
	fails := func(kind alliance.ErrorKind) bot.Handler {
		return func(context.Context, bot.Request) (bot.Reply, error) {
			return bot.Reply{}, alliance.Errorf(kind, "as wished")
		}
	}
	return bot.Table{
		Commands: []bot.Command{
			{Name: "open", Words: []string{"打开", "open it"}, Role: alliance.Ordinary, Handle: reply("opened")},
			{Name: "own", Role: alliance.Ordinary, Private: true, Handle: reply("own")},
			{Name: "stats", Words: []string{"统计"}, Role: alliance.Organiser, Handle: reply("stats")},
			{Name: "compose", Words: []string{"撰写"}, Role: alliance.Admin, Private: true, Handle: w.compose, Resume: reply("composed")},
			{Name: "stop", Words: []string{"停"}, Role: alliance.Ordinary, Private: true, Cancels: true, Handle: w.stopComposing},
			{Name: "rule", Role: alliance.Owner, Handle: reply("ruled")},
			{Name: "chair", Role: alliance.Ordinary, Hidden: true, Chairs: true, Handle: reply("chaired")},
			{Name: "seat", Role: alliance.Ordinary, Hidden: true, Chairs: true, Handle: w.askSeat, Resume: reply("seated")},
			{Name: "hidden", Role: alliance.Ordinary, Hidden: true, Handle: reply("hidden")},
			{Name: "invalid", Role: alliance.Ordinary, Handle: fails(alliance.Invalid)},
			{Name: "broken", Role: alliance.Ordinary, Handle: fails(alliance.Internal)},
			{Name: "panic", Role: alliance.Ordinary, Handle: func(context.Context, bot.Request) (bot.Reply, error) { panic("as wished") }},
			{Name: "long", Role: alliance.Ordinary, Handle: reply(strings.Repeat("长", 5000))},
			{Name: "away", Role: alliance.Ordinary, Handle: w.away},
			{Name: "two", Role: alliance.Ordinary, Handle: func(context.Context, bot.Request) (bot.Reply, error) {
				return bot.Say(alliance.Message{Text: "first"}, alliance.Message{Text: "<b>second</b>"}), nil
			}},
		},
		Buttons: []bot.Button{
			{Verb: "edit", Role: alliance.Ordinary, Handle: w.edit},
			{Verb: "chair", Role: alliance.Ordinary, Chairs: true, Handle: w.edit},
			{Verb: "staff", Role: alliance.Organiser, Handle: w.edit},
			{Verb: "liaison", Role: alliance.Ordinary, Liaison: true, Handle: w.edit},
			{Verb: "broken", Role: alliance.Ordinary, Handle: fails(alliance.NotFound)},
			{Verb: "panic", Role: alliance.Ordinary, Handle: func(context.Context, bot.Request) (bot.Reply, error) { panic("as wished") }},
		},
		Text: func(_ context.Context, request bot.Request) (bot.Reply, error) {
			w.note(request)
			return bot.Say(alliance.Message{Text: fmt.Sprintf("heard %d", len([]rune(request.Text)))}), nil
		},
		Inline: w.inline,
		Excuse: func(request bot.Request, excuse bot.Excuse) alliance.Message {
			return alliance.Message{Text: string(excuse) + " " + string(request.Language)}
		},
		Sorry: func(request bot.Request, kind alliance.ErrorKind) alliance.Message {
			return alliance.Message{Text: "sorry " + string(kind) + " " + string(request.Language)}
		},
		Toast: func(message alliance.Message) string { return "toast " + message.Text },
	}
}

func keys() [][]alliance.Button {
	return [][]alliance.Button{{
		{Text: "edit", Data: alliance.ButtonData("edit", "7")},
		{Text: "chair", Data: alliance.ButtonData("chair")},
		{Text: "staff", Data: alliance.ButtonData("staff")},
		{Text: "broken", Data: alliance.ButtonData("broken")},
		{Text: "panic", Data: alliance.ButtonData("panic")},
		{Text: "old", Data: "0:edit:7"},
		{Text: "gone", Data: alliance.ButtonData("gone")},
	}}
}

func (w *world) edit(_ context.Context, request bot.Request) (bot.Reply, error) {
	w.note(request)
	edited := alliance.Message{Text: "edited " + strings.Join(request.Args, ","), Keyboard: keys()}
	return bot.Reply{Edit: &edited, Toast: "done"}, nil
}

func (w *world) compose(ctx context.Context, request bot.Request) (bot.Reply, error) {
	err := w.store.SetDraft(ctx, request.Chat, alliance.Draft{ID: "d", Command: "compose", Waits: "content"})
	return bot.Say(alliance.Message{Text: "compose what?"}), err
}

// askSeat asks for something that is answered by a reply.
func (w *world) askSeat(_ context.Context, request bot.Request) (bot.Reply, error) {
	asked := bot.Say(alliance.Message{Text: "which seat?"})
	asked.Said = func(ctx context.Context, id int64) error {
		return w.store.SetDraft(ctx, request.Chat, alliance.Draft{ID: "d", Command: "seat", Waits: "seat"}.AskedBy(id))
	}
	return asked, nil
}

func (w *world) stopComposing(ctx context.Context, request bot.Request) (bot.Reply, error) {
	dropped, err := w.store.DropDraft(ctx, request.Chat)
	return bot.Say(alliance.Message{Text: fmt.Sprintf("stopped %v", dropped)}), err
}

// away is a handler during which the store goes away; the next time it finds it back.
func (w *world) away(_ context.Context, request bot.Request) (bot.Reply, error) {
	w.note(request)
	w.mu.Lock()
	first := len(w.seen) == 1
	w.mu.Unlock()
	if first {
		w.line.set(true)
		return bot.Reply{}, alliance.Errorf(alliance.Unavailable, "as wished")
	}
	return bot.Say(alliance.Message{Text: "back"}), nil
}
