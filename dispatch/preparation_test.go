package dispatch_test

import (
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/render"
)

const school = "丽水市职业高级中学"

// casts makes member 2 a speaker of the event and member 3 one who organises it.
func (w *world) casts(in time.Duration) alliance.Event {
	w.change(2, func(member *alliance.Member) { member.Expert, member.Language = "Wang Gang", alliance.Chinese })
	w.change(3, func(member *alliance.Member) { member.Role, member.Unit = alliance.Organiser, school })
	return w.lecture(in, func(event *alliance.Event) {
		event.Speakers, event.Units = []string{"Wang Gang", "Ye Jun"}, []string{school}
	})
}

// preparation is the dispatch that tells what to prepare for an event.
func preparation(event alliance.Event, lead time.Duration) alliance.Dispatch {
	return alliance.Dispatch{
		ID: "p-" + event.ID, Purpose: alliance.ForPreparation, Event: event.ID, Start: event.Start, Parts: event.Parts(),
		Audience: alliance.Audience{Slots: []alliance.Slot{{Lead: lead, Prepares: true}}},
	}
}

// said are the texts that a member has got.
func (w *world) said(id int64) string {
	var texts []string
	for _, message := range w.got(id) {
		texts = append(texts, message.Text)
	}
	return strings.Join(texts, "\n---\n")
}

// TestPreparation: who speaks and who organises are told what to prepare, by the time that is truly left and what the speakers have
// answered; nobody else is. The reminder of the same time leaves them out, and no other one does.
func TestPreparation(t *testing.T) {
	play(t, func(t *testing.T) {
		const day = 24 * time.Hour
		w := newWorld(t, 4)
		event := w.casts(day)
		w.check(w.store.Answer(t.Context(), event.ID, 2, alliance.Answer{Expert: "Wang Gang", Comes: true, Start: event.Start, At: w.clock.now()}))
		w.begin(preparation(event, day))
		for lead, total := range map[time.Duration]int{day: 3, time.Hour: 5} {
			begun := reminder(event, lead)
			begun.Audience.Defaults = []time.Duration{lead}
			w.begin(begun)
			w.dispatcher()
			if tally := w.await(begun.ID); tally.Sent != total || tally.Total != 5 {
				t.Errorf("reminded %v before: %+v, want %d of 5 sent", lead, tally, total)
			}
		}
		if tally := w.await(preparation(event, day).ID); tally.Total != 2 || tally.Sent != 2 {
			t.Errorf("tally %+v, want the speaker and the organiser", tally)
		}
		for id, wants := range map[int64][]string{2: {"主讲准备：请备好材料", "您已确认到场"}, 3: {"Wang Gang: confirmed", "Ye Jun: no answer yet", "contact them soon"}} {
			for _, want := range wants {
				if got := w.said(id); strings.Count(got, want) != 1 {
					t.Errorf("member %d got %q, want %q", id, got, want)
				}
			}
		}
	})
}

// TestPreparationNotTrueAnyMore: who has no part any more is told nothing, nor who has muted the event, nor anybody once it is moved.
func TestPreparationNotTrueAnyMore(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		event := w.casts(2 * time.Hour)
		w.change(4, func(member *alliance.Member) {
			member.Expert = "Ye Jun"
			*member = member.Wishing(event, false, w.clock.now())
		})
		w.begin(preparation(event, 2*time.Hour))
		w.lecture(2*time.Hour, func(event *alliance.Event) { event.Speakers, event.Units = []string{"Ye Jun"}, []string{school} })
		w.dispatcher()
		if tally := w.await(preparation(event, 0).ID); tally.Total != 2 || tally.Sent != 1 || tally.Reasons["nothing to tell"] != 1 {
			t.Errorf("tally %+v, want the organiser alone", tally)
		}
		moved := preparation(event, 2*time.Hour)
		moved.ID, moved.Start = "p-moved", event.Start.Add(-time.Hour)
		w.begin(moved)
		if tally := w.await(moved.ID); tally.Sent != 0 || tally.Reasons["event moved"] != 2 {
			t.Errorf("tally %+v of an event that has moved", tally)
		}
	})
}

// TestPreparationByOwnHours: who has quiet hours of their own is told at the moment that these leave, and only then.
func TestPreparationByOwnHours(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		event := w.casts(2 * time.Hour)
		w.change(2, func(member *alliance.Member) {
			member.Quiet = &alliance.Quiet{From: 12 * time.Hour, To: 14 * time.Hour}
		})
		w.begin(preparation(event, 2*time.Hour))
		w.dispatcher()
		if tally := w.await(preparation(event, 0).ID); tally.Sent != 1 || w.said(2) != "" || w.said(3) == "" {
			t.Errorf("tally %+v, want the organiser alone", tally)
		}
		own := preparation(event, 2*time.Hour)
		own.ID, own.Audience.Slots[0].Quiet = "p-own", "12:00-14:00"
		w.begin(own)
		if tally := w.await(own.ID); tally.Sent != 1 || w.said(2) == "" {
			t.Errorf("tally %+v, want the speaker alone", tally)
		}
	})
}

// TestReminderOfLatePart: who came to have a part after the others were told what to prepare is reminded as anybody is.
func TestReminderOfLatePart(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		event := w.casts(time.Hour)
		w.begin(preparation(event, time.Hour))
		w.change(4, func(member *alliance.Member) { member.Expert = "Zhu Meifen" })
		w.lecture(time.Hour, func(event *alliance.Event) {
			event.Speakers, event.Units = []string{"Wang Gang", "Zhu Meifen"}, []string{school}
		})
		w.begin(reminder(event, time.Hour))
		w.dispatcher()
		w.await(reminder(event, time.Hour).ID)
		w.await(preparation(event, 0).ID)
		for id, want := range map[int64]string{2: "主讲准备", 3: "You organise", 4: "Lecture in 1 hour"} {
			if got := w.got(id); len(got) != 1 || !strings.Contains(got[0].Text, want) {
				t.Errorf("member %d got %q, want %q alone", id, w.said(id), want)
			}
		}
	})
}

// TestPreparationAmended: what was told to prepare says how the event is now and asks anew whether the speaker comes to what has moved;
// who has no part any more is told what has changed.
func TestPreparationAmended(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		before := w.casts(48 * time.Hour)
		w.check(w.store.Answer(t.Context(), before.ID, 2, alliance.Answer{Expert: "Wang Gang", Comes: true, Start: before.Start, At: w.clock.now()}))
		w.begin(preparation(before, 48*time.Hour))
		w.dispatcher()
		w.await(preparation(before, 0).ID)
		w.passes(time.Minute)
		after := w.lecture(49*time.Hour, func(event *alliance.Event) { event.Speakers, event.Venue = []string{"Wang Gang"}, "301" })
		w.begin(alliance.Dispatch{ID: "a", Purpose: alliance.ForAmendment, Created: w.clock.now(), Event: after.ID, Start: after.Start, Before: &before, Changed: w.clock.now()})
		w.await("a")
		if got := w.got(2); len(got) != 1 || !strings.Contains(got[0].Text, "📍 301") || !strings.Contains(got[0].Text, "能否如期到场") || len(got[0].Keyboard) != 2 {
			t.Errorf("the speaker reads %+v", got)
		}
		if got := w.said(3); !strings.Contains(got, "Venue") && !strings.Contains(got, "301") {
			t.Errorf("who organised it reads %q", got)
		}
	})
}

// TestNoticeToParts: a change is told to those who have or had a part in the event, whatever they follow.
func TestNoticeToParts(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 4)
		before := w.casts(30 * 24 * time.Hour)
		w.change(4, func(member *alliance.Member) { member.Expert = "Zhu Meifen" })
		for id := range int64(5) {
			w.change(id+1, func(member *alliance.Member) { member.Kinds = []alliance.Kind{} })
		}
		after := w.lecture(30*24*time.Hour, func(event *alliance.Event) { event.Speakers = []string{"Zhu Meifen", "Ye Jun"} })
		w.begin(alliance.Dispatch{
			ID: "n", Purpose: alliance.ForNotice, Created: w.clock.now(), Event: after.ID, Start: after.Start, Before: &before,
			Parts: before.Parts().And(after.Parts()), Audience: alliance.Audience{Follows: after.Kind, About: after.ID},
		})
		w.dispatcher()
		if tally := w.await("n"); tally.Sent != 3 || tally.Total != 3 {
			t.Errorf("tally %+v, want who spoke, who speaks and who organised", tally)
		}
	})
}

// TestAnswerTold: what a speaker has said is told as it was said, and not when the event has moved since, nor when they have said otherwise;
// at night it waits, unless nothing could be done about it any more.
func TestAnswerTold(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		event := w.casts(48 * time.Hour)
		answer := alliance.Answer{Expert: "Wang Gang", Start: event.Start, At: w.clock.now()}
		w.begin(alliance.Dispatch{ID: "w1", Purpose: alliance.ForAnswer, Event: event.ID, Start: event.Start, Answer: answer, Audience: alliance.Audience{Only: []int64{3}}})
		w.dispatcher()
		w.await("w1")
		if got, want := w.said(3), render.Plain(w.render.Answer(alliance.English, render.AnswerView{Event: event, Answer: answer, Now: w.clock.now()})); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		moved := answer
		moved.Start = event.Start.Add(time.Hour)
		w.begin(alliance.Dispatch{ID: "w2", Purpose: alliance.ForAnswer, Event: event.ID, Start: moved.Start, Answer: moved, Audience: alliance.Audience{Only: []int64{3}}})
		if tally := w.await("w2"); tally.Sent != 0 {
			t.Errorf("tally %+v of an event that has moved", tally)
		}
		w.check(w.store.Answer(t.Context(), event.ID, 2, alliance.Answer{Expert: "Wang Gang", Comes: true, Start: event.Start, At: answer.At.Add(time.Second), Update: 2}))
		w.begin(alliance.Dispatch{ID: "w3", Purpose: alliance.ForAnswer, Event: event.ID, Start: event.Start, Answer: answer, Audience: alliance.Audience{Only: []int64{3}}})
		if tally := w.await("w3"); tally.Sent != 0 || tally.Reasons["answered anew"] != 1 {
			t.Errorf("tally %+v of what is answered anew", tally)
		}
		midnight := w.clock.now().Truncate(24 * time.Hour)
		asleep := alliance.Quiet{From: w.clock.now().Sub(midnight), To: w.clock.now().Sub(midnight) + time.Hour}
		w.change(3, func(member *alliance.Member) { member.Quiet = &asleep })
		answer.Comes, answer.At = true, answer.At.Add(time.Minute)
		w.begin(alliance.Dispatch{ID: "w4", Purpose: alliance.ForAnswer, Event: event.ID, Start: event.Start, Answer: answer, Audience: alliance.Audience{Only: []int64{3}}})
		w.passes(50 * time.Minute)
		if got := w.got(3); len(got) != 1 {
			t.Errorf("in quiet hours came %q", w.said(3))
		}
		w.await("w4")
		if got := w.got(3); len(got) != 2 {
			t.Errorf("after them came %q", w.said(3))
		}
	})
}

// TestNoticeToSignedUp: who has signed up, or waits for a place, hears of a change, whatever they follow and also after muting the event; who
// has declined does not.
func TestNoticeToSignedUp(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 5)
		before := w.lecture(30*24*time.Hour, nil)
		for id := range int64(6) {
			w.change(id+1, func(member *alliance.Member) { member.Kinds = []alliance.Kind{} })
		}
		w.change(3, func(member *alliance.Member) { *member = member.Wishing(before, false, w.clock.now()) })
		for id, signUp := range map[int64]alliance.SignUp{2: alliance.SignedUp, 3: alliance.SignedUp, 4: alliance.Waits, 5: alliance.Declined} {
			w.check(w.store.SetSignUp(t.Context(), before.ID, id, signUp))
		}
		after := w.lecture(31*24*time.Hour, nil)
		w.begin(alliance.Dispatch{
			ID: "n", Purpose: alliance.ForNotice, Created: w.clock.now(), Event: after.ID, Start: after.Start, Before: &before,
			Audience: alliance.Audience{Follows: after.Kind, About: after.ID},
		})
		w.dispatcher()
		if tally := w.await("n"); tally.Sent != 3 || tally.Total != 3 || w.said(5) != "" {
			t.Errorf("tally %+v, want three", tally)
		}
	})
}
