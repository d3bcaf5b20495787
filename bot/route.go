package bot

import (
	"context"
	"slices"
	"strings"

	"alliancebot/alliance"
)

// route is who answers a request.
type route struct {
	handle Handler
	name   string // for counting
	reads  bool   // it changes nothing
}

// route finds who answers the request, in the one place where permission is checked.
func (router *Router) route(ctx context.Context, request *Request) (route, error) {
	command, found, err := router.command(ctx, request)
	switch {
	case err != nil:
		return route{}, err
	case !found && request.Command != "":
		return router.excused("unknown", UnknownCommand), nil
	case !found:
		return route{router.Table.Text, "question", true}, nil
	case command.Private && request.Group && !command.Cancels:
		return router.excused(command.Name, PrivateOnly), nil
	case !allowed(request, command.Role):
		return router.excused(command.Name, NotAllowed), nil
	}
	busy, err := router.busy(ctx, request, command.Cancels)
	if err != nil {
		return route{}, err
	}
	chairs, err := router.chairs(ctx, request, command.Chairs || busy)
	if err == nil && !chairs {
		return router.excused(command.Name, ChairsOnly), nil
	}
	return route{command.Handle, command.Name, command.Reads}, err
}

// chairs reports whether somebody may do what in groups only their administrators may, where that is required.
func (router *Router) chairs(ctx context.Context, request *Request, required bool) (bool, error) {
	if !required || !request.Group || request.chair || request.Role.Allows(alliance.Admin) {
		return true, nil
	}
	ctx, cancel := context.WithTimeout(ctx, handleDeadline)
	defer cancel()
	var chairs bool
	err := patiently(ctx, func(ctx context.Context) (err error) {
		chairs, err = router.Sender.Chairs(ctx, request.Chat, request.Member.ID)
		return err
	}, untold)
	if err != nil { // nobody is let in whom Telegram does not vouch for
		router.Log.Warn("administrators of a group not looked up", "reason", failureOf(err).Reason)
		return false, nil
	}
	return chairs, nil
}

// busy reports whether a command would end what a group is in the middle of.
func (router *Router) busy(ctx context.Context, request *Request, ends bool) (bool, error) {
	if !ends || !request.Group {
		return false, nil
	}
	_, err := router.Members.Draft(ctx, request.Chat)
	return err == nil, unlessMissing(err)
}

// excused answers with the reason for which nobody else does.
func (router *Router) excused(name string, excuse Excuse) route {
	return route{name: name, reads: true, handle: func(_ context.Context, request Request) (Reply, error) {
		return Say(router.Table.Excuse(request, excuse)), nil
	}}
}

// allowed checks a role. In a group anybody may ask what any member may.
func allowed(request *Request, required alliance.Role) bool {
	return request.Role.Allows(required) || request.Group && required == alliance.Ordinary
}

// command finds the command that the request is: by name, by what the chat is in the middle of, or by a word that means one.
func (router *Router) command(ctx context.Context, request *Request) (Command, bool, error) {
	if request.Command != "" {
		command, found := router.Table.named(request.Command)
		return command, found, nil
	}
	text := strings.ToLower(request.Text)
	at := slices.IndexFunc(router.Table.Commands, func(command Command) bool { return slices.Contains(command.Words, text) })
	meant := at >= 0 && text != ""
	command, resumed, err := router.resumed(ctx, request)
	if err != nil || resumed && !(meant && router.Table.Commands[at].Cancels) {
		return command, resumed, err
	}
	if !meant {
		return Command{}, false, nil
	}
	request.Text = ""
	return router.Table.Commands[at], true, nil
}

// resumed finds the command that waits for the chat's next message, or for the other parts of an album; in a group, for a reply. One
// that is not allowed any more does not wait.
func (router *Router) resumed(ctx context.Context, request *Request) (Command, bool, error) {
	if request.Group && request.ReplyTo == 0 {
		return Command{}, false, nil
	}
	draft, err := router.Members.Draft(ctx, request.Chat)
	if err != nil {
		return Command{}, false, unlessMissing(err)
	}
	command, found := router.Table.named(draft.Command)
	command.Handle, command.Reads = command.Resume, false
	waits := !draft.Ready() || request.Album != "" && request.Album == draft.Album
	if request.Group {
		waits = slices.Contains(draft.Asked, request.ReplyTo)
	}
	return command, found && command.Resume != nil && waits && allowed(request, command.Role), nil
}

// ofChairs reports whether a command is one that in groups only their administrators may use: in a channel nobody else speaks, and
// its posts are for its readers.
func (table Table) ofChairs(name string) bool {
	command, found := table.named(name)
	return found && command.Chairs
}

func (table Table) named(name string) (Command, bool) {
	at := slices.IndexFunc(table.Commands, func(command Command) bool { return command.Name == name })
	if at < 0 {
		return Command{}, false
	}
	return table.Commands[at], true
}
