package handlers

import (
	"context"
	"slices"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// turnSettings turns from the settings of a member or a group to when their digests come, and back.
func (desk *Desk) turnSettings(ctx context.Context, request bot.Request, times bool) (bot.Reply, error) {
	if !times {
		reply, err := desk.settings(ctx, request)
		return replacing(reply), err
	}
	member := request.Member
	if request.Group {
		chat, err := desk.Chats.Chat(ctx, request.Chat)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return bot.Reply{}, err
		}
		member = chat.Subscribed()
	}
	shown := desk.digestTimes(request.Language, member)
	return bot.Reply{Edit: &shown}, nil
}

func (desk *Desk) digestTimes(language alliance.Language, member alliance.Member) alliance.Message {
	return desk.Render.DigestTimes(language, desk.settingsView(member))
}

// wishEdition reads the edition of a digest; false for one that is no longer offered.
func wishEdition(digest alliance.Digest, key string) (wish, bool) {
	edition := digest.Edition(key)
	known := slices.Contains(alliance.Digests(), digest) && edition.Usual() == (key == render.UsualTime)
	return wish{times: true, change: func(member *alliance.Member) { *member = member.GettingAt(edition) }}, known
}
