package handlers

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// waiting are the pages that wait for a message.
var waiting = []render.Page{render.PageTime, render.PageEvent, render.PageDeadline, render.PageLinks, render.PageVersion, render.PageContent}

// change changes the draft as a button says.
func (c *composing) change(ctx context.Context, action string, args []string) error {
	wanted := ""
	if len(args) > 0 {
		wanted = args[len(args)-1]
	}
	on, switches := wanted == render.On, wanted == render.On || wanted == render.Off
	dispatch := &c.draft.Dispatch
	switch {
	case action == "page" && len(args) > 0:
		return c.open(args)
	case action == "urgent" && switches:
		dispatch.Urgent = on
	case action == "late" && switches:
		dispatch.Late = on
		c.turnTo(render.PageAudience)
		return nil
	case action == "receipt" && switches:
		dispatch.Receipt = on
		if !on {
			*dispatch = dispatch.Unlimited()
		}
	case action == "until" && wanted == render.Off:
		*dispatch = dispatch.Unlimited()
	case action == "escalate" && switches:
		return c.chooseEscalation(args, on)
	case action == "links" && wanted == render.Off:
		c.link(nil)
	case action == "now":
		dispatch.NotBefore, dispatch.Ahead, dispatch.Event = time.Time{}, 0, ""
	case action == "event" && len(args) == 2:
		return c.chooseEvent(ctx, args[0], args[1])
	case action == "version" && len(args) == 2 && switches:
		return c.switchVersion(alliance.Language(args[0]), on)
	case action == "place" && len(args) == 3:
		return c.choosePlace(render.Page(args[0]), args[1] == render.On, args[2])
	case action == "members" && switches:
		c.chooseMembers(on)
		return nil
	case (action == string(render.Include) || action == string(render.Exclude)) && len(args) > 0:
		return c.choose(ctx, render.Side(action), args)
	default:
		return alliance.Errorf(alliance.Invalid, "broadcast button %q", action)
	}
	c.turnTo(render.PageMain)
	return nil
}

// open opens a page: its name, for lists the side of the audience or the forum whose topics they are, for long ones the number of the
// page.
func (c *composing) open(args []string) error {
	page := render.Page(args[0])
	if !page.Known() {
		return alliance.Errorf(alliance.Invalid, "broadcast button: page %q", args[0])
	}
	c.turnTo(page)
	c.panel.Side = render.Include
	if len(args) > 1 && args[1] == string(render.Exclude) {
		c.panel.Side = render.Exclude
	}
	if page == render.PageTopics && len(args) > 1 {
		c.panel.Forum, _ = strconv.ParseInt(args[1], 10, 64) // a chat that is none has no topics
	}
	if len(args) > 2 {
		c.panel.UnitPage, _ = strconv.Atoi(args[2]) // a number of no page is the first
	}
	return nil
}

// turnTo shows a page and waits for what it asks for, if anything.
func (c *composing) turnTo(page render.Page) {
	c.panel.Page, c.draft.Waits = page, ""
	if slices.Contains(waiting, page) {
		c.draft.Waits = string(page)
	}
	switch page {
	case render.PageContent:
		c.draft.Version = ""
	case render.PageEvent:
	default:
		c.settle()
	}
}

// settle forgets a time before an event that was never chosen.
func (c *composing) settle() {
	if c.draft.Dispatch.Event == "" {
		c.draft.Dispatch.Ahead = 0
	}
}

// switchVersion asks for the version in a language, or takes it away.
func (c *composing) switchVersion(language alliance.Language, on bool) error {
	if !slices.Contains(alliance.Languages(), language) {
		return alliance.Errorf(alliance.Invalid, "broadcast button: language %q", language)
	}
	if !on {
		delete(c.draft.Dispatch.Versions, language)
		c.turnTo(render.PageVersions)
		return nil
	}
	c.turnTo(render.PageVersion)
	c.draft.Version = language
	return nil
}

// again shows the panel anew where it stands.
func (c *composing) again(ctx context.Context) (bot.Reply, error) {
	shown, err := c.show(ctx)
	if err != nil {
		return bot.Reply{}, err
	}
	return bot.Reply{Edit: &shown, EditID: c.draft.Dispatch.Status}, c.Drafts.SetDraft(ctx, c.request.Chat, c.draft)
}

// anew shows the panel as a new message, below what members will see where that has changed; the panel that stood further above
// loses its buttons.
func (c *composing) anew(ctx context.Context) (bot.Reply, error) {
	shown, err := c.show(ctx)
	if err != nil {
		return bot.Reply{}, err
	}
	reply := bot.Reply{Messages: []alliance.Message{shown}, Refused: c.refusal()}
	if c.fresh && !c.panelled() {
		reply.Messages = append(c.preview(false), shown)
	}
	if c.draft.Dispatch.Status != 0 {
		below := c.Render.Text(c.request.Language, "panel_below", nil)
		reply.Edit, reply.EditID = &below, c.draft.Dispatch.Status
	}
	c.draft.Dispatch.Status = 0
	if err := c.Drafts.SetDraft(ctx, c.request.Chat, c.draft); err != nil {
		return bot.Reply{}, err
	}
	reply.Said = func(ctx context.Context, id int64) error {
		c.draft.Dispatch.Status = id
		return c.Drafts.SetDraft(ctx, c.request.Chat, c.draft)
	}
	return reply, nil
}

// show is the panel as the draft is now.
func (c *composing) show(ctx context.Context) (alliance.Message, error) {
	if c.panel.Page == "" {
		c.panel.Page = render.PageMain
		if slices.Contains(waiting, render.Page(c.draft.Waits)) {
			c.panel.Page = render.Page(c.draft.Waits)
		}
	}
	if err := c.count(ctx); err != nil {
		return alliance.Message{}, err
	}
	if err := c.offer(ctx); err != nil {
		return alliance.Message{}, err
	}
	c.draft.Heads = c.panel.Reach()
	c.panel.Dispatch, c.panel.Now = c.draft.Dispatch, c.request.Now
	c.panel.Approval = c.Approval
	c.panel.Ahead, c.panel.Version = c.draft.Dispatch.Ahead, c.draft.Version
	c.panel.Data = func(args ...string) string {
		return alliance.ButtonData(verbBroadcast, append([]string{c.draft.ID}, args...)...)
	}
	return c.Render.Panel(c.request.Language, c.panel), nil
}

// panelled reports whether the panel alone shows all that members will see.
func (c *composing) panelled() bool {
	dispatch := c.draft.Dispatch
	buttons := dispatch.Receipt || len(dispatch.Content.Links) > 0
	return render.TextInPanel(dispatch.Content) && !buttons && len(dispatch.Versions) == 0
}

// preview is what members will see, in every version. The album sent last stands right above, and its parts may still be coming:
// it is shown in whole only on demand.
func (c *composing) preview(albums bool) []alliance.Message {
	whole := c.dispatch()
	versions := whole.Versions
	whole.Versions = nil
	var shown []alliance.Message
	if albums || c.draft.Album == "" || c.draft.Version != "" {
		shown = c.Render.Announcement(cmp.Or(whole.Version, c.request.Language), whole)
	}
	for _, language := range alliance.Languages() {
		content, has := versions[language]
		if has && (albums || c.draft.Album == "" || c.draft.Version != language) {
			whole.Content = content
			shown = append(shown, c.Render.Announcement(language, whole)...)
		}
	}
	return shown
}

// refusal is said where Telegram does not take the content, with a button to send another one.
func (c *composing) refusal() *alliance.Message {
	data := alliance.ButtonData(verbBroadcast, c.draft.ID, "page", string(render.PageContent))
	refused := c.Render.Refused(c.request.Language, data)
	return &refused
}
