package bot

import (
	"context"
	"slices"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// identify finds out who is asking, and in which language to answer: in a group, its own. In private anybody who writes is a
// member from then on, and can be reached again.
func (router *Router) identify(ctx context.Context, request *Request, from *models.User) error {
	member, err := router.Members.Member(ctx, from.ID)
	missing := alliance.KindOf(err) == alliance.NotFound && err != nil
	if err != nil && !missing {
		return err
	}
	stale := missing || !member.Reachable() || member.Client != from.LanguageCode || member.Name != from.FirstName
	elsewhere := request.Group || request.Inline // where nobody has spoken to the bot alone
	if stale && !elsewhere {
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
	if missing && elsewhere {
		member = alliance.Member{ID: from.ID, Role: alliance.Guest, Client: from.LanguageCode, Name: from.FirstName}
	}
	request.Member, request.Role = member, member.Role
	request.Language = member.Speaks(router.Language)
	if request.Group {
		if request.Language, err = router.groupLanguage(ctx, request.Chat); err != nil {
			return err
		}
	}
	if slices.Contains(router.Owners, from.ID) {
		request.Role = alliance.Owner
	}
	return nil
}

// groupLanguage is the language of a group: the one chosen there, else the community's.
func (router *Router) groupLanguage(ctx context.Context, chat int64) (alliance.Language, error) {
	language, err := router.Chats.ChatLanguage(ctx, chat)
	if err != nil {
		return router.Language, unlessMissing(err)
	}
	return language, nil
}

// membership notes who has blocked the bot, and who lets it write again; and the groups and channels that it is in.
func (router *Router) membership(ctx context.Context, change *models.ChatMemberUpdated) error {
	if change.Chat.Type != models.ChatTypePrivate {
		return router.standing(ctx, change)
	}
	blocked := change.NewChatMember.Type == models.ChatMemberTypeBanned
	_, err := router.Members.Member(ctx, change.From.ID)
	if err != nil {
		return unlessMissing(err)
	}
	_, err = router.Members.ChangeMember(ctx, change.From.ID, func(member *alliance.Member) {
		member.Unreachable = ""
		if blocked {
			member.Unreachable = "blocked"
		}
	})
	return err
}

// unlessMissing is err, unless it only says that something is not there.
func unlessMissing(err error) error {
	if alliance.KindOf(err) == alliance.NotFound {
		return nil
	}
	return err
}
