package render

import (
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
)

// AttendVerb is the verb of the buttons with which a speaker says of coming; the arguments are the event's id, its start (unix seconds, of base
// 36), for which alone the answer is meant, and On for coming or Off.
const AttendVerb = "attend"

// PreparationView is an event that is to be prepared, for a member who has a part in it.
type PreparationView struct {
	Event   alliance.Event
	Member  alliance.Member
	Answers []alliance.Answer // of the speakers
	Now     time.Time
}

type preparationText struct {
	PreparationView

	Speaks   bool
	First    alliance.Preparation // what is to be prepared first
	Left     time.Duration        // until the start
	Own      alliance.Attendance  // speaker
	Sessions []alliance.Session   // speaker: at which they speak
	Speakers []alliance.Attendance
	More     int  // speakers, or sessions, that are not listed
	Sure     bool // all speakers have said that they come
}

// The most sessions and speakers that are listed, which keeps it one message.
const preparedSessions, preparedSpeakers = 5, 12

// Preparation tells somebody who has a part in an event how long it is until then, and what is to be prepared.
func (r *Renderer) Preparation(language alliance.Language, view PreparationView) alliance.Message {
	text := preparationText{PreparationView: view, Left: view.Event.Start.Sub(view.Now)}
	text.First = alliance.PreparationAt(text.Left)
	open := r.button(language, "open", alliance.ButtonData(EventVerb, view.Event.ID))
	if view.Event.Parts().Of(view.Member) == alliance.Speaking {
		text.Speaks, text.Own = true, view.Event.AttendanceOf(view.Member.Expert, view.Answers)
		all := view.Event.SessionsOf(view.Member.Expert)
		text.Sessions = all[:min(len(all), preparedSessions)]
		text.More = len(all) - len(text.Sessions)
		return alliance.Message{Text: r.text(language, "preparation", text), Keyboard: keyboard(r.attend(language, view.Event, text.Own), open)}
	}
	all := view.Event.Attendances(view.Answers)
	text.Sure = len(all) > 0 && !slices.ContainsFunc(all, func(one alliance.Attendance) bool { return !one.Comes })
	text.Speakers = all[:min(len(all), preparedSpeakers)]
	text.More = len(all) - len(text.Speakers)
	plan := r.button(language, "plan", alliance.ButtonData(PlanVerb, PlanOpen, view.Event.ID))
	return alliance.Message{Text: r.text(language, "preparation", text), Keyboard: keyboard(slices.Concat(open, plan))}
}

// attend offers the answers that a speaker has not given.
func (r *Renderer) attend(language alliance.Language, event alliance.Event, given alliance.Attendance) (row []alliance.Button) {
	answer := func(name, comes string) []alliance.Button {
		return r.button(language, name, alliance.ButtonData(AttendVerb, event.ID, strconv.FormatInt(event.Start.Unix(), 36), comes))
	}
	if !given.Answered || !given.Comes {
		row = append(row, answer("attend", On)...)
	}
	if !given.Answered || given.Comes {
		row = append(row, answer("attend_not", Off)...)
	}
	return row
}

// AnswerView is what a speaker has said of coming, for those who organise the event.
type AnswerView struct {
	Event  alliance.Event
	Answer alliance.Answer
	Now    time.Time
}

// Answer tells those who organise an event what a speaker has said.
func (r *Renderer) Answer(language alliance.Language, view AnswerView) alliance.Message {
	return alliance.Message{Text: r.text(language, "answer", view), Keyboard: keyboard(slices.Concat(
		r.button(language, "open", alliance.ButtonData(EventVerb, view.Event.ID)),
		r.button(language, "plan", alliance.ButtonData(PlanVerb, PlanOpen, view.Event.ID)),
	))}
}
