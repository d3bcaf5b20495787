package handlers

import (
	"context"
	"slices"

	"alliancebot/alliance"
	"alliancebot/bot"
)

// Chats are the groups and channels that the bot is in.
type Chats interface {
	Chat(ctx context.Context, id int64) (alliance.Chat, error)
	Chats(ctx context.Context) ([]alliance.Chat, error)
	ChangeChat(ctx context.Context, id int64, change func(*alliance.Chat)) (alliance.Chat, error)
	SetChatLanguage(ctx context.Context, chat int64, language alliance.Language) error
	// Places tells what became of a dispatch in the groups and channels to which it goes.
	Places(ctx context.Context, dispatch alliance.Dispatch) ([]alliance.PlaceOutcome, error)
}

// language asks for the language: the member's own or, in a group, the group's.
func (desk *Desk) language(_ context.Context, request bot.Request) (bot.Reply, error) {
	if request.Group {
		return bot.Say(desk.Render.GroupLanguageChoice(request.Language)), nil
	}
	return bot.Say(desk.Render.LanguageChoice(request.Language)), nil
}

// speak chooses the language of a group.
func (desk *Desk) speak(ctx context.Context, request bot.Request) (bot.Reply, error) {
	if len(request.Args) != 1 || !slices.Contains(alliance.Languages(), alliance.Language(request.Args[0])) || !request.Group {
		return bot.Reply{}, alliance.Errorf(alliance.Invalid, "language button of update %d", request.Update)
	}
	language := alliance.Language(request.Args[0])
	if err := desk.Chats.SetChatLanguage(ctx, request.Chat, language); err != nil {
		return bot.Reply{}, err
	}
	shown := desk.Render.GroupLanguageChoice(language)
	return bot.Reply{Edit: &shown}, nil
}
