package render

import (
	"slices"
	"strings"
	"time"

	"alliancebot/alliance"
)

// What the buttons of a broadcast do besides steering it; RunYes confirms what is asked once more.
const (
	RunList    = "list"
	RunShow    = "show"
	RunDetails = "details"
	RunRemind  = "remind"
	RunYes     = "yes"
	RunMain    = "main" // edits what is for those without a version of their own, whose buttons have the language instead
	RunCard    = "card" // pressed on the card, which is to stay
)

// BroadcastLine is a broadcast in a list.
type BroadcastLine struct {
	Dispatch  alliance.Dispatch
	Tally     alliance.Tally
	Confirmed int // where the broadcast asks for it
	Places    []alliance.PlaceOutcome
	Now       time.Time
}

// Recipients is to how many it goes, and how many of them are groups, channels and topics.
func (line BroadcastLine) Recipients() Recipients {
	return recipientsOf(line.Dispatch, line.Tally, line.Places)
}

// PlacesMeant counts the groups, channels and topics of its audience.
func (line BroadcastLine) PlacesMeant() alliance.PlaceCount { return placeCount(line.Places) }

// Got is who has got it: how many members, and how many groups, channels and topics.
func (line BroadcastLine) Got() Heads {
	got := slices.DeleteFunc(slices.Clone(line.Places), func(at alliance.PlaceOutcome) bool { return at.Outcome.State != alliance.Sent })
	return Heads{Reach: max(line.Tally.Sent-len(got), 0), PlaceCount: placeCount(got)}
}

// Heads are members, groups, channels and topics.
type Heads struct {
	Reach      int
	PlaceCount alliance.PlaceCount
}

// Broadcasts lists broadcasts, with a button to open each.
func (r *Renderer) Broadcasts(language alliance.Language, lines []BroadcastLine) alliance.Message {
	var open []alliance.Button
	for _, line := range lines {
		title := r.Title(language, line.Dispatch, line.Now)
		open = append(open, alliance.Button{Text: title, Data: alliance.ButtonData(RunVerb, line.Dispatch.ID, RunShow)})
	}
	return alliance.Message{Text: r.text(language, "broadcasts", map[string]any{"Lines": lines}), Keyboard: rows(open, 1)}
}

// Title is what a broadcast is called in lists and buttons: its first words, and when it was made.
func (r *Renderer) Title(language alliance.Language, dispatch alliance.Dispatch, now time.Time) string {
	return r.label(language, "broadcast_title", BroadcastLine{Dispatch: dispatch, Now: now})
}

// BroadcastCard is a broadcast opened from the list: how it stands, and who has not confirmed.
type BroadcastCard struct {
	BroadcastLine

	Status  alliance.Message // as the author sees it
	Missing []UnitChoice     // how many of each unit have not confirmed, the most first
}

// missingListed is how many units a card lists that have not confirmed.
const missingListed = 20

// Listed are the units that the card lists.
func (card BroadcastCard) Listed() []UnitChoice {
	return card.Missing[:min(len(card.Missing), missingListed)]
}

// Rest is what a list leaves out.
type Rest struct{ Units, Members int }

// Rest is what the card does not list; nil where it lists all.
func (card BroadcastCard) Rest() *Rest {
	left := card.Missing[len(card.Listed()):]
	if len(left) == 0 {
		return nil
	}
	rest := Rest{Units: len(left)}
	for _, unit := range left {
		rest.Members += unit.Members
	}
	return &rest
}

// BroadcastCard shows a broadcast, with all that can be done about it.
func (r *Renderer) BroadcastCard(language alliance.Language, card BroadcastCard) alliance.Message {
	text := r.text(language, "broadcast_card", card)
	run := func(name, action string) []alliance.Button {
		return r.button(language, name, alliance.ButtonData(RunVerb, card.Dispatch.ID, action))
	}
	var more []alliance.Button
	if card.Tally.Total > 0 {
		more = run("details_sheet", RunDetails)
	}
	if len(card.Missing) > 0 && card.Dispatch.Recalled == "" {
		more = append(more, run("remind_missing", RunRemind)...)
	}
	show := alliance.ButtonData(RunVerb, card.Dispatch.ID, RunShow)
	steering := slices.DeleteFunc(slices.Clone(card.Status.Keyboard), func(row []alliance.Button) bool { return row[0].Data == show })
	for i, row := range steering {
		steering[i] = slices.Clone(row)
		for j, button := range row {
			if strings.HasPrefix(button.Data, alliance.ButtonData(RunVerb, card.Dispatch.ID)) {
				steering[i][j].Data = button.Data + ":" + RunCard
			}
		}
	}
	foot := append(run("refresh", RunShow), run("back", RunList)...)
	return alliance.Message{
		Text: text + "\n\n" + card.Status.Text, Keyboard: keyboard(slices.Concat(steering, [][]alliance.Button{more, foot})...),
	}
}

// BroadcastScheduled is the status of a broadcast that is to begin later.
func (r *Renderer) BroadcastScheduled(language alliance.Language, line BroadcastLine) alliance.Message {
	cancel := r.button(language, "cancel", alliance.ButtonData(RunVerb, line.Dispatch.ID, RunCancel))
	return alliance.Message{Text: r.text(language, "broadcast_later", line), Keyboard: keyboard(cancel)}
}

// BroadcastVersions asks which version of a broadcast is to be edited.
func (r *Renderer) BroadcastVersions(language alliance.Language, line BroadcastLine) alliance.Message {
	choose := func(name, version string) []alliance.Button {
		return r.button(language, name, alliance.ButtonData(RunVerb, line.Dispatch.ID, RunEdit, version))
	}
	choices := choose("version_main", RunMain)
	for _, spoken := range alliance.Languages() {
		if line.Dispatch.VersionFor(spoken) != "" {
			choices = append(choices, choose("version_"+string(spoken), string(spoken))...)
		}
	}
	return alliance.Message{Text: r.text(language, "ask_edit", line), Keyboard: keyboard(choices)}
}

// BroadcastAsk asks once more before something that cannot be undone: RunCancel or RunRecall.
func (r *Renderer) BroadcastAsk(language alliance.Language, line BroadcastLine, action string) alliance.Message {
	sure := alliance.Button{
		Text: r.label(language, "button_sure_"+action, nil), Data: alliance.ButtonData(RunVerb, line.Dispatch.ID, action, RunYes),
	}
	keep := r.button(language, "keep", alliance.ButtonData(RunVerb, line.Dispatch.ID, RunShow))
	return alliance.Message{Text: r.text(language, "ask_"+action, line), Keyboard: keyboard(append([]alliance.Button{sure}, keep...))}
}
