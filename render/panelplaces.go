package render

import (
	"slices"
	"strconv"

	"alliancebot/alliance"
)

// placeButtons choose groups and channels, or topics of one; a forum leads to its topics. Where any is chosen, members can be left
// out or taken in.
func (r *Renderer) placeButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	var choices []alliance.Button
	for _, choice := range panel.Chats {
		choices = append(choices, r.placeButton(language, panel, choice))
	}
	list := []string{string(panel.Page), string(Include)}
	if panel.Page == PageTopics {
		list[1] = strconv.FormatInt(panel.Forum, 10)
	}
	all := append(rows(choices, 1), r.turnPages(language, panel, list...)...)
	if audience := panel.Dispatch.Audience; panel.Page == PageChats && len(audience.Chats) > 0 {
		text := marked(r.label(language, "button_members_too", nil), audience.MeansMembers())
		all = append(all, []alliance.Button{{Text: text, Data: panel.Data("members", opposite(audience.MeansMembers()))}})
	}
	return all
}

func (r *Renderer) placeButton(language alliance.Language, panel Panel, choice PlaceChoice) alliance.Button {
	text := r.label(language, "place_choice", choice)
	chosen := panel.Dispatch.Audience.Chats
	if choice.Forum {
		on := slices.ContainsFunc(chosen, func(place alliance.Place) bool { return place.Chat == choice.Place.Chat })
		return alliance.Button{Text: marked(text, on), Data: panel.Data("page", string(PageTopics), strconv.FormatInt(choice.Place.Chat, 10))}
	}
	on := slices.Contains(chosen, choice.Place)
	return alliance.Button{Text: marked(text, on), Data: panel.Data("place", string(panel.Page), opposite(on), choice.Place.String())}
}
