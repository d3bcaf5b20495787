package bot

import (
	"context"
	"slices"
	"strings"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// identify finds out who is asking. In private anybody who writes is a member from then on, and can be reached again.
func (router *Router) identify(ctx context.Context, request *Request, from *models.User) error {
	member, err := router.Members.Member(ctx, from.ID)
	missing := alliance.KindOf(err) == alliance.NotFound && err != nil
	if err != nil && !missing {
		return err
	}
	stale := missing || !member.Reachable() || member.Client != from.LanguageCode || member.Name != from.FirstName
	if stale && !request.Group {
		member, err = router.Members.ChangeMember(ctx, from.ID, func(member *alliance.Member) {
			member.Unreachable, member.Client, member.Name = "", from.LanguageCode, from.FirstName
			if member.Joined.IsZero() {
				member.Joined = request.Now.UTC()
			}
		})
		if err != nil {
			return err
		}
		request.New = missing
	}
	if missing && request.Group {
		member = alliance.Member{ID: from.ID, Role: alliance.Guest, Client: from.LanguageCode, Name: from.FirstName}
	}
	request.Member, request.Role = member, member.Role
	request.Language = member.Speaks(router.Language)
	if slices.Contains(router.Owners, from.ID) {
		request.Role = alliance.Owner
	}
	return nil
}

// route finds who answers the request, in the one place where permission is checked.
func (router *Router) route(ctx context.Context, request *Request) (Handler, string, Excuse) {
	command, found := router.command(ctx, request)
	switch {
	case !found && request.Command != "":
		return nil, "unknown", UnknownCommand
	case !found:
		return router.Table.Text, "question", ""
	case command.Private && request.Group:
		return nil, command.Name, PrivateOnly
	case !allowed(request, command.Role):
		return nil, command.Name, NotAllowed
	}
	return command.Handle, command.Name, ""
}

// allowed checks a role. In a group anybody may ask what any member may.
func allowed(request *Request, required alliance.Role) bool {
	return request.Role.Allows(required) || request.Group && required == alliance.Ordinary
}

// command finds the command that the request is: by name, by what the chat is in the middle of, or by a word that means one.
func (router *Router) command(ctx context.Context, request *Request) (Command, bool) {
	if request.Command != "" {
		return router.named(request.Command)
	}
	text := strings.ToLower(request.Text)
	at := slices.IndexFunc(router.Table.Commands, func(command Command) bool { return slices.Contains(command.Words, text) })
	meant := at >= 0 && text != ""
	if command, resumed := router.resumed(ctx, request); resumed && !(meant && router.Table.Commands[at].Cancels) {
		return command, true
	}
	if !meant {
		return Command{}, false
	}
	request.Text = ""
	return router.Table.Commands[at], true
}

// resumed finds the command that waits for the chat's next message.
func (router *Router) resumed(ctx context.Context, request *Request) (Command, bool) {
	if request.Group {
		return Command{}, false
	}
	draft, err := router.Members.Draft(ctx, request.Chat)
	if err != nil {
		return Command{}, false
	}
	command, found := router.named(draft.Command)
	command.Handle = command.Resume
	return command, found && command.Resume != nil && !draft.Ready()
}

func (router *Router) named(name string) (Command, bool) {
	at := slices.IndexFunc(router.Table.Commands, func(command Command) bool { return command.Name == name })
	if at < 0 {
		return Command{}, false
	}
	return router.Table.Commands[at], true
}
