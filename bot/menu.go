package bot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Menus remembers which command menus Telegram holds, by bot, scope and language.
type Menus interface {
	Menus(ctx context.Context) (map[string]string, error)
	SetMenu(ctx context.Context, place, fingerprint string) error
}

// menu is the list of commands for one scope and language (Bot API, setMyCommands).
type menu struct {
	name     string // scope and language
	scope    models.BotCommandScope
	language string // empty: everybody whose client's language has no menu of its own
	commands []models.BotCommand
}

// PublishMenus tells Telegram the commands of the table, for each scope and language, where they are not what it holds.
// describe says in a few words what a command does; fallback is the language for clients whose own we do not speak. While
// Telegram is in trouble it is tried again.
func PublishMenus(ctx context.Context, api *tg.Bot, menus Menus, table Table, owners []int64, fallback alliance.Language, describe func(alliance.Language, string) string) error {
	held, err := menus.Menus(ctx)
	if err != nil {
		return fmt.Errorf("read menus: %w", err)
	}
	for _, menu := range table.menus(owners, fallback, describe) {
		text, err := json.Marshal(menu.commands)
		if err != nil {
			return fmt.Errorf("encode menu: %w", err)
		}
		sum := sha256.Sum256(text)
		fingerprint := hex.EncodeToString(sum[:8])
		place := strconv.FormatInt(api.ID(), 10) + ":" + menu.name // another bot on the same store has menus of its own
		if held[place] == fingerprint {
			continue
		}
		err = patiently(ctx, func(ctx context.Context) error { return inTime(ctx, menu.publish(api)) }, untold)
		if err != nil && failureOf(err).Class == alliance.Gone { // an owner who has not started the bot yet
			continue
		}
		if err != nil {
			return fmt.Errorf("set menu %s: %w", menu.name, err)
		}
		if err := menus.SetMenu(ctx, place, fingerprint); err != nil {
			return fmt.Errorf("remember menu: %w", err)
		}
	}
	return nil
}

func (menu menu) publish(api *tg.Bot) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := api.SetMyCommands(ctx, &tg.SetMyCommandsParams{Commands: menu.commands, Scope: menu.scope, LanguageCode: menu.language})
		return err
	}
}

// menus lists every menu: for private chats, for groups, and for each owner.
func (table Table) menus(owners []int64, fallback alliance.Language, describe func(alliance.Language, string) string) []menu {
	var all []menu
	for _, language := range append([]alliance.Language{""}, alliance.Languages()...) {
		speak := language
		if language == "" {
			speak = fallback
		}
		add := func(scope string, to models.BotCommandScope, role alliance.Role, group bool) {
			all = append(all, menu{
				name: scope + ":" + string(language), scope: to, language: string(language),
				commands: table.offered(role, group, func(name string) string { return describe(speak, name) }),
			})
		}
		add("private", &models.BotCommandScopeAllPrivateChats{}, alliance.Ordinary, false)
		add("group", &models.BotCommandScopeAllGroupChats{}, alliance.Ordinary, true)
		for _, owner := range owners {
			add("chat"+strconv.FormatInt(owner, 10), &models.BotCommandScopeChat{ChatID: owner}, alliance.Owner, false)
		}
	}
	return all
}

// Offered lists the commands that somebody of this role may use, in the table's order.
func (table Table) Offered(role alliance.Role, group bool) []Command {
	var offered []Command
	for _, command := range table.Commands {
		if !command.Hidden && role.Allows(command.Role) && !(group && command.Private) {
			offered = append(offered, command)
		}
	}
	return offered
}

func (table Table) offered(role alliance.Role, group bool, describe func(string) string) []models.BotCommand {
	var commands []models.BotCommand
	for _, command := range table.Offered(role, group) {
		commands = append(commands, models.BotCommand{Command: command.Name, Description: describe(command.Name)})
	}
	return commands
}
