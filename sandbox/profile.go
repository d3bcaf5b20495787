package sandbox

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// profile is what the bot has set up for itself.
type profile struct {
	commands map[string]CommandSet // by scope and language
	texts    map[string]string     // name, description, short_description, by language
	menu     map[int64]json.RawMessage
}

func newProfile() profile {
	return profile{commands: map[string]CommandSet{}, texts: map[string]string{}, menu: map[int64]json.RawMessage{}}
}

// CommandSet is the command menu of one scope and language (Bot API, setMyCommands).
type CommandSet struct {
	Scope    json.RawMessage `json:"scope"`
	Language string          `json:"language_code"`
	Commands []Command       `json:"commands"`
}

// Command is one line of a command menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

var (
	commandForm  = regexp.MustCompile(`^[a-z0-9_]+$`)
	languageForm = regexp.MustCompile(`^([a-z]{2})?$`)
)

func (command Command) check() error {
	switch {
	case command.Command == "":
		return badRequest("command must be non-empty")
	case utf8.RuneCountInString(command.Command) > 32:
		return badRequest("command length must not exceed 32")
	case command.Description == "":
		return badRequest("command description must be non-empty")
	case utf8.RuneCountInString(command.Description) > 256:
		return badRequest("command description length must not exceed 256")
	case !commandForm.MatchString(command.Command):
		return badRequest("BOT_COMMAND_INVALID")
	}
	return nil
}

// commandKey reads scope and language; the set is empty but for them.
func (s *Server) commandKey(c *call) (string, CommandSet, error) {
	set := CommandSet{Scope: json.RawMessage(`{"type":"default"}`), Language: c.text("language_code"), Commands: []Command{}}
	if !languageForm.MatchString(set.Language) {
		return "", set, badRequest("invalid language code specified")
	}
	scope := struct {
		Type string      `json:"type"`
		Chat json.Number `json:"chat_id"`
		User json.Number `json:"user_id"`
	}{Type: "default"}
	given, err := c.object("scope", &scope)
	if err != nil {
		return "", set, badRequest("can't parse BotCommandScope JSON object")
	}
	if given {
		set.Scope = json.RawMessage(c.text("scope"))
	}
	switch scope.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
	case "chat", "chat_administrators", "chat_member":
		id, _ := scope.Chat.Int64()
		if s.chats[id] == nil {
			return "", set, badRequest("chat not found")
		}
	default:
		return "", set, badRequest("can't parse BotCommandScope: Unsupported type specified")
	}
	return strings.Join([]string{scope.Type, scope.Chat.String(), scope.User.String(), set.Language}, "|"), set, nil
}

func (s *Server) setMyCommands(c *call) (any, error) {
	var commands []Command
	if given, err := c.object("commands", &commands); err != nil || !given {
		return nil, badRequest("can't parse commands JSON object")
	}
	for i := range commands {
		commands[i].Command = strings.TrimPrefix(strings.TrimSpace(commands[i].Command), "/")
		commands[i].Description = strings.TrimSpace(commands[i].Description)
		if err := commands[i].check(); err != nil {
			return nil, err
		}
	}
	if len(commands) > 100 {
		return nil, badRequest("BOT_COMMANDS_TOO_MUCH")
	}
	key, set, err := s.commandKey(c)
	if err != nil {
		return nil, err
	}
	set.Commands = commands
	s.profile.commands[key] = set
	if len(commands) == 0 {
		delete(s.profile.commands, key)
	}
	s.changes.step()
	return true, nil
}

func (s *Server) getMyCommands(c *call) (any, error) {
	key, set, err := s.commandKey(c)
	if err != nil {
		return nil, err
	}
	if known, ok := s.profile.commands[key]; ok {
		set = known
	}
	return set.Commands, nil
}

func (s *Server) deleteMyCommands(c *call) (any, error) {
	key, _, err := s.commandKey(c)
	if err != nil {
		return nil, err
	}
	delete(s.profile.commands, key)
	s.changes.step()
	return true, nil
}

func (p profile) commandSets() []CommandSet {
	sets := []CommandSet{}
	for _, set := range p.commands {
		sets = append(sets, set)
	}
	slices.SortFunc(sets, func(a, b CommandSet) int {
		return cmp.Or(cmp.Compare(string(a.Scope), string(b.Scope)), cmp.Compare(a.Language, b.Language))
	})
	return sets
}

// myText says which text a method like setMyShortDescription is about, and how long it may be (Bot API).
func myText(method string) (name string, limit int) {
	switch strings.TrimPrefix(method[len("set"):], "my") {
	case "name":
		return "name", 64
	case "description":
		return "description", 512
	}
	return "short_description", 120
}

func (s *Server) setMyText(c *call) (any, error) {
	name, limit := myText(c.method)
	language, text := c.text("language_code"), c.text(name)
	if !languageForm.MatchString(language) {
		return nil, badRequest("invalid language code specified")
	}
	if utf8.RuneCountInString(text) > limit {
		return nil, badRequest("%s is too long", strings.ReplaceAll(name, "_", " "))
	}
	s.profile.texts[name+language] = text
	if name == "name" && language == "" && text != "" {
		s.bot.FirstName = text
	}
	return true, nil
}

func (s *Server) getMyText(c *call) (any, error) {
	name, _ := myText(c.method)
	text, ok := s.profile.texts[name+c.text("language_code")]
	if !ok {
		text = s.profile.texts[name]
	}
	if name == "name" && text == "" {
		text = s.bot.FirstName
	}
	return map[string]string{name: text}, nil
}

func (s *Server) setChatMenuButton(c *call) (any, error) {
	button := struct {
		Type   string `json:"type"`
		WebApp WebApp `json:"web_app"`
	}{Type: "default"}
	given, err := c.object("menu_button", &button)
	if err != nil {
		return nil, badRequest("can't parse menu button JSON object")
	}
	switch button.Type {
	case "default", "commands":
	case "web_app":
		if !strings.HasPrefix(button.WebApp.URL, "https://") {
			return nil, badRequest("menu button Web App URL '%s' is invalid: Only HTTPS links are allowed", button.WebApp.URL)
		}
	default:
		return nil, badRequest("can't parse menu button: MenuButton has unsupported type")
	}
	chat := c.number("chat_id")
	delete(s.profile.menu, chat)
	if given && button.Type != "default" {
		s.profile.menu[chat] = json.RawMessage(c.text("menu_button"))
	}
	return true, nil
}

func (s *Server) getChatMenuButton(c *call) (any, error) {
	for _, chat := range []int64{c.number("chat_id"), 0} {
		if button := s.profile.menu[chat]; button != nil {
			return button, nil
		}
	}
	return json.RawMessage(`{"type":"commands"}`), nil
}
