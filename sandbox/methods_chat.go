package sandbox

import "slices"

// fullChat is the answer of getChat (Bot API, ChatFullInfo).
type fullChat struct {
	chatView
	Accent    int `json:"accent_color_id"`
	Reactions int `json:"max_reaction_count"`
}

func (s *Server) getChat(c *call) (any, error) {
	place, err := s.chatOf(c, "chat_id")
	if err != nil {
		return nil, err
	}
	if place.user != nil && !place.user.Started {
		return nil, badRequest("chat not found")
	}
	return fullChat{chatView: place.view(), Reactions: 11}, nil
}

func (s *Server) getChatMember(c *call) (any, error) {
	place, err := s.chatOf(c, "chat_id")
	if err != nil {
		return nil, err
	}
	id := c.number("user_id")
	user := s.users[id]
	switch {
	case id <= 0:
		return nil, badRequest("invalid user_id specified")
	case id == s.bot.ID && place.user == nil:
		return s.standing(place.status), nil
	case id == s.bot.ID:
		return s.standing("member"), nil
	case user == nil, place.user != nil && place.user != user:
		return nil, badRequest("user not found")
	}
	return memberView{Status: place.role(id), User: user.account()}, nil
}

func (c *chat) role(user int64) string {
	switch {
	case c.user != nil:
		return "member"
	case len(c.members) > 0 && c.members[0] == user:
		return "creator"
	case slices.Contains(c.members, user):
		return "member"
	}
	return "left"
}

func (s *Server) getChatAdministrators(c *call) (any, error) {
	place, err := s.chatOf(c, "chat_id")
	if err != nil {
		return nil, err
	}
	if place.user != nil {
		return nil, badRequest("there are no administrators in the private chat")
	}
	administrators := []memberView{}
	if len(place.members) > 0 && s.users[place.members[0]] != nil {
		administrators = append(administrators, memberView{Status: "creator", User: s.users[place.members[0]].account()})
	}
	return administrators, nil
}

func (s *Server) leaveChat(c *call) (any, error) {
	place, err := s.target(c)
	if err != nil {
		return nil, err
	}
	if place.user != nil {
		return nil, badRequest("chat member status can't be changed in private chats")
	}
	s.stand(place, "left", s.bot, c.now)
	return true, nil
}
