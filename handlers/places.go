package handlers

import (
	"context"
	"slices"

	"alliancebot/alliance"
	"alliancebot/render"
)

// choosePlace takes a group, channel or topic into the audience, or out of it. Where all members are meant, they still are.
func (c *composing) choosePlace(page render.Page, on bool, text string) error {
	place, err := alliance.ParsePlace(text)
	if err != nil || !place.Group() || page != render.PageChats && page != render.PageTopics {
		return alliance.Errorf(alliance.Invalid, "broadcast button: place %q", text)
	}
	audience := &c.draft.Dispatch.Audience
	if len(audience.Chats) == 0 && !audience.Restricts() {
		audience.Members = true
	}
	audience.Chats = orNone(switched(audience.Chats, place, on))
	if len(audience.Chats) == 0 {
		audience.Members = false // which says nothing where there are no groups
	}
	c.turnTo(page)
	c.panel.Side, c.panel.Forum, c.near = render.Include, place.Chat, place
	return nil
}

// chooseMembers takes members into the audience besides the groups, or out of it.
func (c *composing) chooseMembers(on bool) {
	audience := &c.draft.Dispatch.Audience
	if !on {
		*audience = alliance.Audience{Chats: audience.Chats, Exclude: audience.Exclude} // which leaves out groups too
	}
	audience.Members = on
	c.turnTo(render.PageChats)
}

// countPlaces reads the groups and channels that the audience means, and to which of them nothing can be delivered. One chosen that has
// become a supergroup meanwhile goes by its new id.
func (c *composing) countPlaces(ctx context.Context) error {
	audience := &c.draft.Dispatch.Audience
	chosen, err := c.placesNow(ctx, audience.Chats)
	if err != nil {
		return err
	}
	audience.Chats, audience.Drawn = nil, nil
	for _, choice := range chosen {
		audience.Chats = append(audience.Chats, choice.Place)
	}
	meant, err := c.Members.PlacesMeant(ctx, *audience, c.Language)
	if err != nil {
		return err
	}
	for _, place := range meant {
		now, err := c.placesNow(ctx, []alliance.Place{place})
		if err != nil {
			return err
		}
		if !slices.Contains(audience.Chats, now[0].Place) { // an old id stands for a group that is named
			audience.Drawn = append(audience.Drawn, place)
		}
	}
	c.panel.Places, err = c.placesNow(ctx, meant)
	return err
}

// placesNow reads what groups, channels and topics are called, each once and where it is now.
func (c *composing) placesNow(ctx context.Context, places []alliance.Place) ([]render.PlaceChoice, error) {
	var choices []render.PlaceChoice
	for _, place := range places {
		chat, err := c.Chats.Chat(ctx, place.Chat)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return nil, err
		}
		place.Chat = chat.ID
		if slices.ContainsFunc(choices, func(choice render.PlaceChoice) bool { return choice.Place == place }) {
			continue
		}
		choice := render.PlaceChoice{Place: place, Name: chat.Name(place.Topic), Kind: chat.PlaceKind(place.Topic), Silent: err != nil || chat.Unreachable != ""}
		if err != nil {
			choice.Name = place.String()
		}
		if chat.Topics[place.Topic].Closed {
			choice.Silent = true
		}
		choices = append(choices, choice)
	}
	return choices, nil
}

// countEditedPlaces finds the groups and channels that have got the version of a broadcast which an edit is of.
func (c *composing) countEditedPlaces(ctx context.Context, of alliance.Dispatch, version alliance.Language) error {
	c.panel.Places = nil
	outcomes, err := c.Chats.Places(ctx, of)
	if err != nil {
		return err
	}
	for _, at := range outcomes {
		if at.Outcome.State != alliance.Sent {
			continue
		}
		chat, err := c.Chats.Chat(ctx, at.Place.Chat)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return err
		}
		if len(of.Versions) == 0 || of.VersionFor(chat.Member().Speaks(c.Language)) == version {
			c.panel.Places = append(c.panel.Places, render.PlaceChoice{Place: at.Place, Name: at.Name, Kind: at.Kind})
		}
	}
	return nil
}

// offerChats offers the groups and channels that the bot is in, and those chosen before it left them.
func (c *composing) offerChats(ctx context.Context) error {
	chats, err := c.Chats.Chats(ctx)
	if err != nil {
		return err
	}
	chosen := c.draft.Dispatch.Audience.Chats
	var choices []render.PlaceChoice
	for _, chat := range chats {
		place := alliance.Place{Chat: chat.ID}
		if chat.Present() || slices.Contains(chosen, place) {
			choices = append(choices, render.PlaceChoice{Place: place, Name: chat.Name(0), Forum: chat.Forum, Silent: chat.Unreachable != ""})
		}
	}
	c.offerPlaces(choices)
	return nil
}

// offerTopics offers the topics of a forum: the first one, which has no number, and those that were seen and are open or chosen.
func (c *composing) offerTopics(ctx context.Context) error {
	chat, err := c.Chats.Chat(ctx, c.panel.Forum)
	if err != nil {
		if alliance.KindOf(err) != alliance.NotFound {
			return err
		}
		c.panel.Page = render.PageChats
		return c.offerChats(ctx)
	}
	choices := []render.PlaceChoice{{Place: alliance.Place{Chat: chat.ID}, Name: c.Render.TopicName(c.request.Language, chat, 0)}}
	topics := chat.OpenTopics()
	for _, place := range c.draft.Dispatch.Audience.Chats {
		if place.Chat == chat.ID && place.Topic != 0 && !slices.Contains(topics, place.Topic) {
			topics = append(topics, place.Topic)
		}
	}
	for _, topic := range topics {
		choices = append(choices, render.PlaceChoice{
			Place: alliance.Place{Chat: chat.ID, Topic: topic}, Name: c.Render.TopicName(c.request.Language, chat, topic), Silent: chat.Topics[topic].Closed,
		})
	}
	c.offerPlaces(choices)
	return nil
}

// offerPlaces shows the page of a list that was asked for, or that has the place chosen last.
func (c *composing) offerPlaces(choices []render.PlaceChoice) {
	near := slices.IndexFunc(choices, func(choice render.PlaceChoice) bool { return choice.Place == c.near })
	if c.panel.UnitPage == 0 && near >= 0 {
		c.panel.UnitPage = near/unitsOnPage + 1
	}
	c.panel.Pages = max(pagesOf(len(choices), unitsOnPage), 1)
	c.panel.UnitPage = min(max(c.panel.UnitPage, 1), c.panel.Pages)
	c.panel.Chats = slice(choices, c.panel.UnitPage, unitsOnPage)
}
