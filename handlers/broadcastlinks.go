package handlers

import (
	"context"
	"strconv"
	"strings"
	"unicode/utf8"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

const (
	// linksMost is how many link buttons a broadcast has at most; more would push the message off the screen.
	linksMost = 8
	// linkText is how many characters the text of a link button has at most.
	linkText = 64
)

// setLinks reads link buttons, one a line: the text, then the address. All of them are right, or none is taken.
func (c *composing) setLinks(ctx context.Context) (bot.Reply, error) {
	var links []alliance.Link
	for line := range strings.Lines(c.request.Text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		link, ok := readLink(line)
		if !ok {
			return c.complain(ctx, "link_bad", line)
		}
		links = append(links, link)
	}
	switch {
	case len(links) == 0:
		return c.complain(ctx, "link_bad", "—")
	case len(links) > linksMost:
		return c.complain(ctx, "links_many", strconv.Itoa(linksMost))
	}
	c.link(links)
	c.turnTo(render.PageMain)
	c.fresh = true
	return c.anew(ctx)
}

// readLink reads one line: the address is what stands last.
func readLink(line string) (alliance.Link, bool) {
	at := strings.LastIndexAny(line, " \t\u3000")
	if at < 0 {
		return alliance.Link{}, false
	}
	link := alliance.Link{Text: strings.TrimSpace(line[:at]), URL: strings.TrimSpace(line[at:])}
	return link, render.Linkable(link.URL) && link.Text != "" && utf8.RuneCountInString(link.Text) <= linkText
}

// link puts the link buttons under the content, in every version.
func (c *composing) link(links []alliance.Link) {
	dispatch := &c.draft.Dispatch
	dispatch.Content.Links = links
	for language, content := range dispatch.Versions {
		content.Links = links
		dispatch.Versions[language] = content
	}
}
