package render

import (
	"cmp"
	"slices"
	"time"

	"alliancebot/alliance"
)

// Panel is what shows a broadcast while it is composed: to whom, when and how it goes, and the buttons that change it.
type Panel struct {
	Dispatch    alliance.Dispatch
	Heads       int            // all members in the audience
	Unreachable int            // those of Heads to whom nothing can be delivered
	Places      []PlaceChoice  // the groups, channels and topics of the audience
	Event       alliance.Event // that Dispatch.Ahead counts from
	Ahead       time.Duration  // read, while it is not known from which event it counts
	Page        Page
	Version     alliance.Language // that PageVersion asks for
	Approval    bool              // another admin has to approve it
	Linkless    bool              // an edit of an album that has no message below which buttons could stand
	Now         time.Time

	Problem string // text that says what is wrong with what was sent last; it may use Detail and Tried
	Detail  string
	Tried   time.Time

	Units           []UnitChoice     // on PageUnits
	Chats           []PlaceChoice    // on PageChats, and the topics of one on PageTopics
	Forum           int64            // the chat whose topics PageTopics shows
	UnitPage, Pages int              // number of the page of Units or Chats, from 1, and how many there are
	Roles           []alliance.Role  // on PageRoles
	Earlier         []EarlierChoice  // on PageEarlier
	Events          []alliance.Event // on PageEvent
	Side            Side             // which part of the audience the buttons change

	// Data is the callback data of the button that does what the arguments say.
	Data func(args ...string) string
}

// Page is a page of the panel.
type Page string

// The pages of the panel; each has the buttons of one concern, PageMain those that lead to the others.
const (
	PageMain      Page = "main"
	PageAudience  Page = "who"
	PageRoles     Page = "role"
	PageUnits     Page = "unit"
	PageKinds     Page = "kind"
	PageLanguages Page = "lang"
	PageEarlier   Page = "of"
	PageChats     Page = "chat"
	PageTopics    Page = "topic"
	PageTime      Page = "time"
	PageEvent     Page = "event"
	PageDeadline  Page = "until"
	PageLinks     Page = "links"
	PageVersions  Page = "both"
	PageVersion   Page = "text" // waits for the content in another language
	PageContent   Page = "new"  // waits for other content
)

// Side is a part of the audience.
type Side string

// The sides: who gets the broadcast, and who of them does not.
const (
	Include Side = "in"
	Exclude Side = "ex"
)

// UnitChoice is a unit that can be chosen; Key stands for it in buttons.
type UnitChoice struct {
	Name, Key string
	Members   int
}

// EarlierChoice is a part of the recipients of an earlier broadcast that can be chosen.
type EarlierChoice struct {
	ID    string
	Title string
	Which alliance.Which
}

// PlaceChoice is a group, channel or topic that can be chosen.
type PlaceChoice struct {
	Place  alliance.Place
	Name   string
	Kind   alliance.PlaceKind // of one that is chosen
	Forum  bool               // has topics to choose from
	Silent bool               // nothing can be said there at present
}

// Reach is how many members the broadcast can be delivered to.
func (panel Panel) Reach() int { return max(panel.Heads-panel.Unreachable, 0) }

// Chosen counts the groups, channels and topics of the audience.
func (panel Panel) Chosen() alliance.PlaceCount {
	var count alliance.PlaceCount
	for _, place := range panel.Places {
		count = count.With(place.Kind)
	}
	return count
}

// PlaceCount counts those to which the broadcast can be delivered.
func (panel Panel) PlaceCount() alliance.PlaceCount {
	panel.Places = slices.DeleteFunc(slices.Clone(panel.Places), func(place PlaceChoice) bool { return place.Silent })
	return panel.Chosen()
}

// Goes reports whether anybody can get it.
func (panel Panel) Goes() bool { return panel.Reach()+panel.PlaceCount().Total() > 0 }

// placesListed is how many groups, channels and topics a panel names.
const placesListed = 6

// Listed are the groups, channels and topics that the panel names.
func (panel Panel) Listed() []PlaceChoice { return panel.Places[:min(len(panel.Places), placesListed)] }

// Unlisted is how many it does not name.
func (panel Panel) Unlisted() int { return len(panel.Places) - len(panel.Listed()) }

// wholeText is how long a text may be that the panel shows in full, besides all it says itself (UTF-16 units).
const wholeText = 2400

// Whole reports whether the panel shows the text as members will see it. Else that stands above the panel.
func (panel Panel) Whole() bool {
	return panel.Problem == "" && TextInPanel(panel.Dispatch.Content)
}

// TextInPanel reports whether a content is a text that the panel can show in full, as it is.
func TextInPanel(content alliance.Content) bool {
	return len(content.Sources) == 0 && len(content.Entities) == 0 && content.Text != "" && units(content.Text) <= wholeText
}

// Brief is by what people know the content again.
func (panel Panel) Brief() string {
	return cmp.Or(panel.Dispatch.Content.Text, panel.Dispatch.Content.Brief)
}

// Album is how many parts the album has; 0 where it is none.
func (panel Panel) Album() int {
	if count := len(panel.Dispatch.Content.Sources); count > 1 {
		return count
	}
	return 0
}

// Editing reports whether it is to change what an earlier broadcast has sent.
func (panel Panel) Editing() bool { return panel.Dispatch.Task == alliance.Edit }

// Later reports whether it is to begin at a time of its own.
func (panel Panel) Later() bool { return !panel.Dispatch.NotBefore.IsZero() }

// LateEnds is until when it goes to late joiners, if it is sent as it stands.
func (panel Panel) LateEnds() time.Time {
	panel.Dispatch.Created = panel.Now
	return panel.Dispatch.LateEnds()
}

// Speaks lists the languages that have a version of their own.
func (panel Panel) Speaks() []alliance.Language {
	var spoken []alliance.Language
	for _, language := range alliance.Languages() {
		if _, has := panel.Dispatch.Versions[language]; has {
			spoken = append(spoken, language)
		}
	}
	return spoken
}

// Part is the part of the audience that the buttons change; an exclusion that is none yet is empty.
func (panel Panel) Part() alliance.Audience {
	switch {
	case panel.Side != Exclude:
		return panel.Dispatch.Audience
	case panel.Dispatch.Audience.Exclude == nil:
		return alliance.Audience{}
	}
	return *panel.Dispatch.Audience.Exclude
}

// Panel shows a broadcast that is being composed.
func (r *Renderer) Panel(language alliance.Language, panel Panel) alliance.Message {
	text := r.text(language, "panel", panel)
	if panel.Problem != "" {
		text = r.text(language, panel.Problem, panel) + "\n\n" + text
	}
	return alliance.Message{Text: text, Keyboard: r.panelButtons(language, panel)}
}

// Refused says that Telegram does not take the content; data is that of the button to send another one.
func (r *Renderer) Refused(language alliance.Language, data string) alliance.Message {
	return alliance.Message{Text: r.text(language, "content_refused", nil), Keyboard: keyboard(r.button(language, "other_content", data))}
}

func (r *Renderer) panelButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	var send, cancel []alliance.Button
	if panel.Goes() && panel.Page != PageEvent {
		send = []alliance.Button{{Text: r.label(language, "panel_send", panel), Data: panel.Data("send")}}
	}
	if panel.Page == "" || panel.Page == PageMain {
		cancel = r.button(language, "cancel", panel.Data("cancel"))
		return keyboard(slices.Concat([][]alliance.Button{send}, r.mainButtons(language, panel), [][]alliance.Button{cancel})...)
	}
	back := r.button(language, "back", panel.Data("page", string(panel.Page.parent())))
	return keyboard(slices.Concat(r.pageButtons(language, panel), [][]alliance.Button{send, back})...)
}

// Known reports whether there is such a page.
func (page Page) Known() bool {
	return slices.Contains([]Page{
		PageMain, PageAudience, PageRoles, PageUnits, PageKinds, PageLanguages, PageEarlier, PageChats, PageTopics, PageTime, PageEvent, PageDeadline,
		PageLinks, PageVersions, PageVersion, PageContent,
	}, page)
}

// parent is the page that leads to this one.
func (page Page) parent() Page {
	switch page {
	case PageRoles, PageUnits, PageKinds, PageLanguages, PageEarlier, PageChats:
		return PageAudience
	case PageTopics:
		return PageChats
	case PageVersion:
		return PageVersions
	case PageEvent:
		return PageTime
	case PageMain, PageAudience, PageTime, PageDeadline, PageLinks, PageVersions, PageContent:
	}
	return PageMain
}

// mainButtons lead to the pages, and switch what needs none.
func (r *Renderer) mainButtons(language alliance.Language, panel Panel) [][]alliance.Button {
	dispatch := panel.Dispatch
	open := func(name string, page Page, on bool) alliance.Button {
		return alliance.Button{Text: marked(r.label(language, "button_"+name, nil), on), Data: panel.Data("page", string(page))}
	}
	flip := func(name string, on bool) alliance.Button {
		return alliance.Button{Text: marked(r.label(language, "button_"+name, nil), on), Data: panel.Data(name, opposite(on))}
	}
	test := alliance.Button{Text: r.label(language, "button_test", nil), Data: panel.Data("test")}
	links, both := open("links", PageLinks, len(dispatch.Content.Links) > 0), open("both", PageVersions, len(dispatch.Versions) > 0)
	other := open("other_content", PageContent, false)
	if panel.Editing() {
		if panel.Linkless {
			return [][]alliance.Button{{test, other}}
		}
		return [][]alliance.Button{{links, test}, {other}}
	}
	receipt := []alliance.Button{flip("receipt", dispatch.Receipt)}
	if dispatch.Receipt {
		receipt = append(receipt, open("until", PageDeadline, !dispatch.Deadline.IsZero()))
	}
	return [][]alliance.Button{
		{open("audience", PageAudience, false), open("schedule", PageTime, panel.Later())},
		receipt,
		{links, both},
		{flip("urgent", dispatch.Urgent), test},
		{other},
	}
}

// marked is a button's text, with a mark where what it stands for is chosen.
func marked(text string, on bool) string {
	if on {
		return chosen + text
	}
	return text
}
