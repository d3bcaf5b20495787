package render

import (
	"slices"
	"strings"
	"time"

	"alliancebot/alliance"
)

// RunVerb is the verb of the buttons that steer a broadcast that was begun; the arguments are its id and one of these words.
const (
	RunVerb   = "run"
	RunPause  = "pause"
	RunResume = "resume"
	RunCancel = "cancel"
	RunRetry  = "retry"
	RunRecall = "recall"
	RunEdit   = "edit"
)

// ReceiptVerb is the verb of the button by which a recipient confirms a broadcast; the argument is its id.
const ReceiptVerb = "got"

// ProgressView is a broadcast while it is being sent, or paused.
type ProgressView struct {
	Dispatch alliance.Dispatch
	Tally    alliance.Tally
	Rate     float64       // messages a second
	Left     time.Duration // still needed; zero: not known
	Quiet    bool          // others wait for the end of the quiet hours
	Places   []alliance.PlaceOutcome
}

type progressView struct {
	alliance.Tally
	Task          alliance.Task
	Done          int
	Bar           string
	Rate          float64
	Left          time.Duration
	Paused, Quiet bool
	Recipients    Recipients
}

// BroadcastProgress shows how far a broadcast is, with the buttons that steer it.
func (r *Renderer) BroadcastProgress(language alliance.Language, shown ProgressView) alliance.Message {
	view := progressView{
		Tally: shown.Tally, Task: shown.Dispatch.Task, Done: shown.Tally.Total - shown.Tally.Waiting, Rate: shown.Rate, Left: shown.Left,
		Paused: shown.Dispatch.State == alliance.Paused, Quiet: shown.Quiet, Recipients: recipientsOf(shown.Dispatch, shown.Tally, shown.Places),
	}
	view.Bar = bar(view.Done, view.Total)
	return alliance.Message{Text: r.text(language, "broadcast_progress", view), Keyboard: r.steering(language, shown.Dispatch)}
}

// BroadcastStopped says that a broadcast under way was cancelled, where its report is another message: calls that have begun go on for a
// moment, so that it is too early to count.
func (r *Renderer) BroadcastStopped(language alliance.Language, id string) alliance.Message {
	return alliance.Message{
		Text:     r.text(language, "broadcast_stopped", nil),
		Keyboard: keyboard(r.button(language, "more", alliance.ButtonData(RunVerb, id, RunShow))),
	}
}

// bar draws how much of the whole is done, rounded down, so that it is full at the end only.
func bar(done, whole int) string {
	const width = 12
	full := width * done / max(whole, 1)
	return strings.Repeat("▓", full) + strings.Repeat("░", width-full)
}

// steering are the buttons under a broadcast that was begun and is not at its end.
func (r *Renderer) steering(language alliance.Language, dispatch alliance.Dispatch) [][]alliance.Button {
	halt := RunPause
	if dispatch.State == alliance.Paused {
		halt = RunResume
	}
	return keyboard(slices.Concat(r.run(language, dispatch, halt), r.run(language, dispatch, RunCancel)))
}

func (r *Renderer) run(language alliance.Language, dispatch alliance.Dispatch, action string) []alliance.Button {
	return r.button(language, action, alliance.ButtonData(RunVerb, dispatch.ID, action))
}

// ReportView is a broadcast that has come to its end.
type ReportView struct {
	Dispatch  alliance.Dispatch
	Tally     alliance.Tally
	Took      time.Duration // zero: not known any more
	Confirmed int           // how many have confirmed, where the broadcast asks for it
	Places    []alliance.PlaceOutcome
}

type reportView struct {
	alliance.Tally
	Recipients Recipients
	Missed     []missedView
	Unlisted   int                 // more of Missed
	MissedOf   alliance.PlaceCount // all of Missed
	Task       alliance.Task
	Took       time.Duration
	Receipt    bool
	Confirmed  int
	Notes      []reasonView
}

// missedView is a group, channel or topic that a broadcast did not reach, and why.
type missedView struct{ Name, Words string }

// missedListed is how many of them a report names.
const missedListed = 10

type reasonView struct {
	Words string
	Count int
}

// BroadcastReport shows what became of a broadcast, with buttons for what can be done about it. The counts add up to the total, and
// the reasons to those not reached.
func (r *Renderer) BroadcastReport(language alliance.Language, shown ReportView) alliance.Message {
	view := reportView{
		Tally: shown.Tally, Task: shown.Dispatch.Task, Took: shown.Took.Round(time.Second), Receipt: shown.Dispatch.Receipt, Confirmed: shown.Confirmed,
		Notes: r.reasons(language, shown.Tally), Recipients: recipientsOf(shown.Dispatch, shown.Tally, shown.Places),
	}
	missed := missed(shown.Places)
	view.Missed, view.MissedOf = r.named(language, missed), placeCount(missed)
	if len(view.Missed) > missedListed {
		view.Missed, view.Unlisted = view.Missed[:missedListed], len(view.Missed)-missedListed
	}
	var again, undo []alliance.Button
	if shown.Tally.Failed > 0 && shown.Dispatch.State == alliance.Done && shown.Dispatch.Recalled == "" {
		again = r.run(language, shown.Dispatch, RunRetry)
	}
	if shown.Tally.Sent > 0 && shown.Dispatch.Task == alliance.Say {
		undo = r.run(language, shown.Dispatch, RunRecall)
		if shown.Dispatch.Recalled == "" {
			undo = append(undo, r.run(language, shown.Dispatch, RunEdit)...)
		}
	}
	more := r.button(language, "more", alliance.ButtonData(RunVerb, shown.Dispatch.ID, RunShow))
	return alliance.Message{Text: r.text(language, "broadcast_report", view), Keyboard: keyboard(again, undo, more)}
}

// HaltView says why a broadcast was paused without its author.
type HaltView struct {
	Dispatch       alliance.Dispatch
	Tried, Refused int
	Reason         string // Telegram's, of the last one refused
}

// BroadcastHalted tells the author that a broadcast was paused because Telegram refuses it.
func (r *Renderer) BroadcastHalted(language alliance.Language, view HaltView) alliance.Message {
	view.Dispatch.State = alliance.Paused
	if class := reasonClass(view.Reason); class == "refused" { // as the text says itself
		view.Reason = ""
	} else {
		view.Reason, _ = r.voice(language).known("reason", class) // "other" is there
	}
	return alliance.Message{Text: r.text(language, "broadcast_halted", view), Keyboard: r.steering(language, view.Dispatch)}
}

// BroadcastMoot tells the author that a scheduled broadcast was not begun, and why.
func (r *Renderer) BroadcastMoot(language alliance.Language, why string) alliance.Message {
	return alliance.Message{Text: r.text(language, "broadcast_moot", map[string]any{"Why": why})}
}

// BroadcastWithdrawn is what becomes of a message that cannot be deleted any more.
func (r *Renderer) BroadcastWithdrawn(language alliance.Language) alliance.Message {
	return alliance.Message{Text: r.text(language, "broadcast_withdrawn", nil)}
}

// BroadcastButtons are the buttons under what a recipient gets: links, and one to confirm where id names a dispatch that asks for it.
func (r *Renderer) BroadcastButtons(language alliance.Language, links []alliance.Link, id string) [][]alliance.Button {
	var buttons [][]alliance.Button
	for _, link := range links {
		buttons = append(buttons, []alliance.Button{{Text: link.Text, URL: link.URL}})
	}
	if id != "" {
		buttons = append(buttons, r.button(language, "got", alliance.ButtonData(ReceiptVerb, id)))
	}
	return buttons
}

// BroadcastBelow is the message that carries the buttons of an album, which cannot have any itself.
func (r *Renderer) BroadcastBelow(language alliance.Language, buttons [][]alliance.Button, receipt bool) alliance.Message {
	return alliance.Message{Text: r.text(language, "broadcast_below", map[string]any{"Receipt": receipt}), Keyboard: buttons}
}
