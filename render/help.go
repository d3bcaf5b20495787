package render

import "alliancebot/alliance"

// HelpEntry is a command in the help; an empty Description stands for CommandDescription.
type HelpEntry struct{ Name, Description string }

type helpView struct {
	Examples        []string
	Commands, Staff []HelpEntry // Staff: only for organisers and admins
}

// Help explains what one can ask, with examples, and lists the commands, those of organisers apart; role leaves these out for members.
func (r *Renderer) Help(language alliance.Language, examples []string, commands []HelpEntry, role alliance.Role) alliance.Message {
	view := helpView{Examples: examples}
	for _, entry := range commands {
		if entry.Description == "" {
			entry.Description = r.CommandDescription(language, entry.Name)
		}
		switch {
		case !r.staffCommand(language, entry.Name):
			view.Commands = append(view.Commands, entry)
		case role.Allows(alliance.Organiser):
			view.Staff = append(view.Staff, entry)
		}
	}
	return alliance.Message{Text: r.text(language, "help", view)}
}

// CommandDescription says in plain text what a command does, in at most 256 characters (Bot API, BotCommand); it is empty for
// a command that has no description.
func (r *Renderer) CommandDescription(language alliance.Language, name string) string {
	for _, prefix := range []string{"command_", "staff_"} {
		if r.Has(prefix + name) {
			return r.label(language, prefix+name, nil)
		}
	}
	return ""
}

func (r *Renderer) staffCommand(language alliance.Language, name string) bool {
	return r.voice(language).texts.Lookup("staff_"+name) != nil
}
