package handlers

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

	"alliancebot/alliance"
	"alliancebot/render"
)

// unitsOnPage is how many units are offered at a time.
const unitsOnPage = 8

// count counts the audience, and those of it who cannot be reached.
func (c *composing) count(ctx context.Context) error {
	if c.draft.Dispatch.Task == alliance.Edit {
		return c.countEdited(ctx)
	}
	c.panel.Heads, c.panel.Unreachable = 0, 0
	if err := c.countPlaces(ctx); err != nil || !c.draft.Dispatch.Audience.MeansMembers() {
		return err
	}
	for _, page := range c.Members.MemberPages() {
		members, err := c.Members.Audience(ctx, c.draft.Dispatch.Audience, c.Language, page)
		if err != nil {
			return err
		}
		for _, member := range members {
			c.panel.Heads++
			if !member.Reachable() {
				c.panel.Unreachable++
			}
		}
	}
	return nil
}

// choose changes the audience as a button says: the page whose list it is from, how it is to be, and what.
func (c *composing) choose(ctx context.Context, side render.Side, args []string) error {
	audience := &c.draft.Dispatch.Audience
	if args[0] == "all" {
		*audience = alliance.Audience{}
		c.turnTo(render.PageAudience)
		return nil
	}
	if len(args) < 3 {
		return alliance.Errorf(alliance.Invalid, "broadcast button: audience")
	}
	page, on, value := render.Page(args[0]), args[1] == render.On, args[2:]
	part := audience
	if side == render.Exclude {
		part = &alliance.Audience{}
		if audience.Exclude != nil {
			*part = *audience.Exclude
		}
	}
	if err := c.restrict(ctx, part, page, on, value); err != nil {
		return err
	}
	if side == render.Exclude {
		audience.Exclude = part
		if !part.Restricts() {
			audience.Exclude = nil
		}
	}
	c.turnTo(page)
	c.panel.Side = side
	return nil
}

// restrict adds one condition to an audience, or takes it away.
func (c *composing) restrict(ctx context.Context, part *alliance.Audience, page render.Page, on bool, value []string) error {
	switch page {
	case render.PageRoles:
		if !alliance.Role(value[0]).Known() {
			return alliance.Errorf(alliance.Invalid, "broadcast button: role")
		}
		part.Roles = orNone(switched(part.Roles, alliance.Role(value[0]), on))
	case render.PageLanguages:
		if !slices.Contains(alliance.Languages(), alliance.Language(value[0])) {
			return alliance.Errorf(alliance.Invalid, "broadcast button: language")
		}
		part.Languages = orNone(switched(part.Languages, alliance.Language(value[0]), on))
	case render.PageKinds:
		number, err := strconv.Atoi(value[0])
		if err != nil || number < 0 || number >= len(alliance.Kinds()) {
			return alliance.Errorf(alliance.Invalid, "broadcast button: kind")
		}
		part.Follows = ""
		if on {
			part.Follows = alliance.Kinds()[number]
		}
	case render.PageUnits:
		return c.restrictUnits(ctx, part, on, value[0])
	case render.PageEarlier:
		return c.restrictEarlier(ctx, part, on, value)
	default:
		return alliance.Errorf(alliance.Invalid, "broadcast button: audience by %q", page)
	}
	return nil
}

// restrictEarlier restricts to a part of those to whom an earlier broadcast went: its id, and which part. Only what has begun and has
// said something can be one: a broadcast that refers to itself, or to what refers to it, would never come to an end.
func (c *composing) restrictEarlier(ctx context.Context, part *alliance.Audience, on bool, value []string) error {
	if len(value) != 2 || !slices.Contains([]alliance.Which{alliance.WhichReached, alliance.WhichUnreached, alliance.WhichUnconfirmed}, alliance.Which(value[1])) {
		return alliance.Errorf(alliance.Invalid, "broadcast button: earlier broadcast")
	}
	part.Of, part.Which = "", ""
	if !on {
		return nil
	}
	earlier, err := c.Dispatches.Dispatch(ctx, value[0])
	switch {
	case err != nil && alliance.KindOf(err) != alliance.NotFound:
		return err
	case err != nil || !canBeEarlier(earlier) || earlier.ID == dispatchID(c.draft.ID):
		c.panel.Problem = "earlier_gone"
		return nil
	}
	part.Of, part.Which = earlier.ID, alliance.Which(value[1])
	return nil
}

// canBeEarlier reports whether a later broadcast can be for a part of those to whom this one went.
func canBeEarlier(dispatch alliance.Dispatch) bool {
	return dispatch.Purpose == alliance.ForBroadcast && dispatch.Task == alliance.Say && dispatch.Verdict.Why == "" &&
		dispatch.State != alliance.Scheduled && dispatch.State != alliance.Proposed
}

// restrictUnits finds the unit that a key stands for. One that no member has any more changes nothing.
func (c *composing) restrictUnits(ctx context.Context, part *alliance.Audience, on bool, key string) error {
	units, err := c.memberUnits(ctx)
	for _, unit := range units {
		if unit.Key == key {
			part.Units = orNone(switched(part.Units, unit.Name, on))
			c.panel.UnitPage = slices.Index(units, unit)/unitsOnPage + 1
		}
	}
	return err
}

// orNone is nil for an empty list, which restricts nothing.
func orNone[T any](values []T) []T {
	if len(values) == 0 {
		return nil
	}
	return values
}

// offer reads what the page offers.
func (c *composing) offer(ctx context.Context) (err error) {
	switch c.panel.Page {
	case render.PageUnits:
		units, err := c.memberUnits(ctx)
		c.panel.Pages = max(pagesOf(len(units), unitsOnPage), 1)
		c.panel.UnitPage = min(max(c.panel.UnitPage, 1), c.panel.Pages)
		c.panel.Units = slice(units, c.panel.UnitPage, unitsOnPage)
		return err
	case render.PageRoles:
		c.panel.Roles, err = c.memberRoles(ctx)
		return err
	case render.PageEarlier:
		c.panel.Earlier, err = c.earlier(ctx)
		return err
	case render.PageChats:
		return c.offerChats(ctx)
	case render.PageTopics:
		return c.offerTopics(ctx)
	case render.PageEvent:
		if c.panel.Events != nil { // looked for
			return nil
		}
		coming, err := c.Events.Upcoming(ctx, c.request.Now.Add(c.draft.Dispatch.Ahead), nil, eventsRead)
		c.panel.Events = c.ahead(coming)
		return err
	default:
		return c.event(ctx)
	}
}

// earlier are the parts of the latest broadcasts that can be told something more.
func (c *composing) earlier(ctx context.Context) ([]render.EarlierChoice, error) {
	const most = 6
	latest, err := c.Dispatches.Broadcasts(ctx, most)
	var choices []render.EarlierChoice
	for _, dispatch := range latest {
		if !canBeEarlier(dispatch) {
			continue
		}
		add := func(which alliance.Which) {
			choices = append(choices, render.EarlierChoice{ID: dispatch.ID, Title: c.Render.Title(c.request.Language, dispatch, c.request.Now), Which: which})
		}
		if c.panel.Side == render.Exclude { // a broadcast sent again is not for those who have got it
			add(alliance.WhichReached)
		}
		add(alliance.WhichUnreached)
		if dispatch.Receipt {
			add(alliance.WhichUnconfirmed)
		}
	}
	return choices, err
}

// unitKey stands for a unit in a button, where its name may be too long.
func unitKey(name string) string {
	sum := sha256.Sum256([]byte(name))
	return hex.EncodeToString(sum[:6])
}

// memberUnits are the members' units, the largest first.
func (desk *Desk) memberUnits(ctx context.Context) ([]render.UnitChoice, error) {
	members := map[string]int{}
	err := desk.everyMember(ctx, func(member alliance.Member) {
		if member.Unit != "" {
			members[member.Unit]++
		}
	})
	var units []render.UnitChoice
	for name, count := range members {
		units = append(units, render.UnitChoice{Name: name, Key: unitKey(name), Members: count})
	}
	slices.SortFunc(units, func(a, b render.UnitChoice) int { return cmp.Or(b.Members-a.Members, cmp.Compare(a.Name, b.Name)) })
	return units, err
}

// memberRoles are the roles that some member has, and those chosen already, so that they can be taken back; the least allowed first.
func (c *composing) memberRoles(ctx context.Context) ([]alliance.Role, error) {
	audience := c.draft.Dispatch.Audience
	held := slices.Clone(audience.Roles)
	if audience.Exclude != nil {
		held = append(held, audience.Exclude.Roles...)
	}
	err := c.everyMember(ctx, func(member alliance.Member) {
		if !slices.Contains(held, member.Role) {
			held = append(held, member.Role)
		}
	})
	offered := slices.DeleteFunc([]alliance.Role{alliance.Ordinary, alliance.Organiser, alliance.Admin, alliance.Owner}, func(role alliance.Role) bool {
		return !slices.Contains(held, role)
	})
	return offered, err
}
