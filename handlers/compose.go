package handlers

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// compose takes the next message of a chat that composes a broadcast: its content, or what a page of the panel asked for.
func (desk *Desk) compose(ctx context.Context, request bot.Request) (bot.Reply, error) {
	draft, err := desk.Drafts.Draft(ctx, request.Chat)
	if err != nil {
		return bot.Reply{}, err
	}
	composing := &composing{Desk: desk, request: request, draft: draft}
	if request.Album != "" && request.Album == draft.Album {
		return composing.gather(ctx)
	}
	if draft.Waits == waitsForReason {
		return desk.giveReason(ctx, request, draft)
	}
	switch render.Page(draft.Waits) {
	case render.PageTime:
		return composing.schedule(ctx)
	case render.PageEvent:
		return composing.searchEvent(ctx)
	case render.PageDeadline:
		return composing.setDeadline(ctx)
	case render.PageLinks:
		return composing.setLinks(ctx)
	default:
		return composing.take(ctx)
	}
}

const (
	textLimit    = 4096 // the most UTF-16 units of a text (Bot API, sendMessage)
	captionLimit = 1024 // the same of a caption (Bot API, editMessageCaption)
)

// take takes the content: a text behind the command, or any message, which is copied as it stands.
func (c *composing) take(ctx context.Context) (bot.Reply, error) {
	content := alliance.Content{Links: c.draft.Dispatch.Content.Links}
	words := c.request.Text
	switch {
	case c.draft.Dispatch.Task == alliance.Edit:
		if words = cmp.Or(words, c.request.Caption); words == "" {
			return c.complain(ctx, "only_words", "")
		}
		content.Text, content.Entities = words, c.request.Entities
	case c.request.Command != "":
		content.Text, content.Entities = words, c.request.Entities
	case words == "" && !c.request.Media:
		return c.complain(ctx, "content_missing", "")
	default:
		content.Sources = []alliance.Source{{Chat: c.request.Chat, Message: c.request.Message}}
		content.Media, content.Brief = c.request.Media, brief(cmp.Or(words, c.request.Caption))
	}
	captions, err := c.captions(ctx)
	if err != nil {
		return bot.Reply{}, err
	}
	if length := render.Units(words); captions && length > captionLimit {
		return c.complain(ctx, "caption_too_long", strconv.Itoa(length))
	}
	if length := render.Units(words); length > textLimit {
		return c.complain(ctx, "text_too_long", strconv.Itoa(length))
	}
	c.put(content)
	c.draft.Waits, c.draft.Album, c.fresh = "", c.request.Album, true
	return c.anew(ctx)
}

// captions reports whether the text becomes the caption of something that was sent.
func (c *composing) captions(ctx context.Context) (bool, error) {
	if c.draft.Dispatch.Task != alliance.Edit {
		return false, nil
	}
	of, err := c.Dispatches.Dispatch(ctx, c.draft.Dispatch.Of)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound: // its time is over, and nothing will be edited
		return false, nil
	case err != nil:
		return false, err
	}
	return of.ContentFor(c.draft.Dispatch.Version).Media, nil
}

// put makes content what is said, in the language that it is for.
func (c *composing) put(content alliance.Content) {
	if c.draft.Version == "" {
		c.draft.Dispatch.Content = content
		return
	}
	if c.draft.Dispatch.Versions == nil {
		c.draft.Dispatch.Versions = map[alliance.Language]alliance.Content{}
	}
	c.draft.Dispatch.Versions[c.draft.Version] = content
}

// gather adds another part of an album. The parts come as messages of their own, and nothing says which is the last: so the
// panel counts them, and the broadcast has those that came before it is sent.
func (c *composing) gather(ctx context.Context) (bot.Reply, error) {
	content := c.draft.Dispatch.Content
	if c.draft.Version != "" {
		content = c.draft.Dispatch.Versions[c.draft.Version]
	}
	part := alliance.Source{Chat: c.request.Chat, Message: c.request.Message}
	if !slices.Contains(content.Sources, part) {
		content.Sources = append(content.Sources, part)
		slices.SortFunc(content.Sources, func(a, b alliance.Source) int { return int(a.Message - b.Message) })
	}
	c.put(content)
	if c.draft.Dispatch.Status == 0 {
		return c.anew(ctx)
	}
	return c.again(ctx)
}

// complain says what is wrong with a message, and keeps waiting for a better one.
func (c *composing) complain(ctx context.Context, problem, detail string) (bot.Reply, error) {
	if c.draft.Dispatch.Content.Empty() { // there is no panel yet
		if err := c.Drafts.SetDraft(ctx, c.request.Chat, c.draft); err != nil {
			return bot.Reply{}, err
		}
		return c.text(c.request, problem, map[string]any{"Detail": detail})
	}
	c.panel.Problem, c.panel.Detail = problem, detail
	return c.anew(ctx)
}

// brief is the beginning of a text.
func brief(text string) string {
	const most = 60
	runes := []rune(text)
	return string(runes[:min(len(runes), most)])
}
