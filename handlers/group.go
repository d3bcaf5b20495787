package handlers

import (
	"context"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// groupSettings shows to the administrators of a group or channel what it has subscribed to, with a button for each thing that can be
// changed.
func (desk *Desk) groupSettings(ctx context.Context, request bot.Request) (bot.Reply, error) {
	chat, err := desk.Chats.Chat(ctx, request.Chat)
	if err != nil && alliance.KindOf(err) != alliance.NotFound {
		return bot.Reply{}, err
	}
	return bot.Say(desk.groupSettingsOf(request.Language, chat)), nil
}

func (desk *Desk) groupSettingsOf(language alliance.Language, chat alliance.Chat) alliance.Message {
	return desk.Render.GroupSettings(language, render.GroupSettingsView{SettingsView: desk.settingsView(chat.Subscribed()), Chat: chat})
}

// setGroup changes what a group has subscribed to.
func (desk *Desk) setGroup(ctx context.Context, request bot.Request) (bot.Reply, error) {
	wish, known := desk.wish(request.Args)
	switch {
	case !known:
		return bot.Reply{Toast: toast(desk.Render.Text(request.Language, "old_button", nil)), Alert: true}, nil
	case request.Args[0] == "lang":
		request.Language = alliance.Language(request.Args[1])
		if err := desk.Chats.SetChatLanguage(ctx, request.Chat, request.Language); err != nil {
			return bot.Reply{}, err
		}
		reply, err := desk.groupSettings(ctx, request)
		return replacing(reply), err
	}
	chat, err := desk.subscribe(ctx, request, wish.change)
	if err != nil {
		return bot.Reply{}, err
	}
	shown := desk.groupSettingsOf(request.Language, chat)
	if wish.times {
		shown = desk.digestTimes(request.Language, chat.Subscribed())
	}
	return bot.Reply{Toast: desk.granted(request.Language, wish, true), Edit: &shown}, nil
}

// subscribe changes what a group has subscribed to. In a forum its reminders go to the topic in which that was done last.
func (desk *Desk) subscribe(ctx context.Context, request bot.Request, change func(*alliance.Member)) (alliance.Chat, error) {
	return desk.Chats.ChangeChat(ctx, request.Chat, func(chat *alliance.Chat) {
		subscribed := chat.Subscribed()
		change(&subscribed)
		chat.Subscriber, chat.Topic = &subscribed, request.Topic
	})
}
