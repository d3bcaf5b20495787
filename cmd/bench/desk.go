package main

import (
	"fmt"
	"log/slog"
	"slices"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/handlers"
	"alliancebot/render"
)

// deskOver is the handlers over a store and the index of its events.
func deskOver(stored *shelf, index handlers.Index) (bot.Table, error) {
	renderer, err := render.New(zone())
	if err != nil {
		return bot.Table{}, fmt.Errorf("read texts: %w", err)
	}
	desk := &handlers.Desk{
		Events: stored, Index: index, Questions: stored, Members: stored, Drafts: stored, Dispatches: stored, Begun: func() {}, Render: renderer,
		Zone: zone(), Language: alliance.Chinese, Log: slog.New(slog.DiscardHandler),
	}
	return desk.Table(), nil
}

// commandOf is what the table does for a command that it has.
func commandOf(table bot.Table, name string) bot.Handler {
	at := slices.IndexFunc(table.Commands, func(command bot.Command) bool { return command.Name == name })
	return table.Commands[at].Handle
}
