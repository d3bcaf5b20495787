package dispatch_test

import (
	"slices"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// TestRetryAfterAnEdit: who failed gets what the broadcast says since it was edited, a picture with its new caption; formatted as the
// edit is, with its links, and once.
func TestRetryAfterAnEdit(t *testing.T) {
	for name, c := range map[string]struct {
		content func(*world) alliance.Content
		sees    []string
	}{
		"text":   {func(*world) alliance.Content { return alliance.Content{Text: "old"} }, []string{`text "new" 2`}},
		"copy":   {func(w *world) alliance.Content { return alliance.Content{Sources: w.words()} }, []string{`text "new" 2`}},
		"poster": {func(w *world) alliance.Content { return alliance.Content{Sources: w.photo(), Media: true} }, []string{`photo "new" 2`}},
		"album": {
			func(w *world) alliance.Content { return alliance.Content{Sources: w.album(2), Media: true} },
			[]string{`photo "new" 0`, `photo "" 0`, `text "Please press “Received” when you have read the above." 2`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			play(t, func(t *testing.T) {
				w := newWorld(t, 2)
				content := c.content(w)
				content.Links = []alliance.Link{{Text: "old", URL: "https://example.org/old"}}
				w.begin(alliance.Dispatch{
					ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: content,
					Versions: map[alliance.Language]alliance.Content{alliance.Chinese: {Sources: []alliance.Source{{Chat: author, Message: 4711}}}},
				})
				w.change(2, func(member *alliance.Member) { member.Language = alliance.Chinese })
				wake, _ := w.dispatcher()
				if tally := w.await("b"); tally.Sent != 2 || tally.Failed != 1 {
					t.Fatalf("tally %+v", tally)
				}
				w.begin(alliance.Dispatch{
					ID: "e", Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Content: alliance.Content{
						Text: "new", Entities: []alliance.Entity{{Type: "bold", Length: 3}}, Links: []alliance.Link{{Text: "new", URL: "https://example.org/new"}},
					},
				})
				wake()
				if tally := w.await("e"); tally.Sent != 2 || tally.Total != 2 {
					t.Errorf("edit: %+v", tally)
				}
				w.change(2, func(member *alliance.Member) { member.Language = alliance.English })
				if name == "album" { // the caption comes a little later, or else at the next try
					w.fault(sandbox.Fault{Action: "500", Methods: []string{"editMessageCaption"}, Count: 2})
				}
				count, err := w.store.Retry(t.Context(), "b")
				w.check(err)
				wake()
				if tally := w.await("b"); count != 1 || tally.Sent != 3 || tally.Total != 3 {
					t.Errorf("retried %d: %+v", count, tally)
				}
				for id := author; id <= 3; id++ {
					if seen := w.sees(id); !slices.Equal(seen, c.sees) {
						t.Errorf("member %d sees %q, want %q", id, seen, c.sees)
					}
					first := w.shown(id)[0]
					if bold := []sandbox.Entity{{Type: "bold", Length: 3}}; !slices.Equal(append(first.Entities, first.CaptionEntities...), bold) {
						t.Errorf("member %d sees it formatted as %+v %+v", id, first.Entities, first.CaptionEntities)
					}
					last := w.shown(id)[len(c.sees)-1]
					if len(last.Keyboard) != 2 || last.Keyboard[0][0].URL != "https://example.org/new" {
						t.Errorf("member %d has the buttons %+v", id, last.Keyboard)
					}
				}
			})
		})
	}
}

// words posts a text and gives it as a source.
func (w *world) words() []alliance.Source {
	w.Helper()
	posted, err := w.telegram.Send(w.Context(), sandbox.Post{From: author, Text: "old"})
	w.check(err)
	return []alliance.Source{{Chat: author, Message: posted.MessageID}}
}

// TestAlbumWithoutItsNewCaption: an album that does not get the caption that it has since an edit is taken back, and sent again later.
func TestAlbumWithoutItsNewCaption(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 0)
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Sources: w.album(2), Media: true}})
		w.begin(alliance.Dispatch{ID: "f", Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Content: alliance.Content{Text: "new"}})
		w.fault(sandbox.Fault{Action: "500", Methods: []string{"editMessageCaption"}, Count: 4})
		w.dispatcher()
		if tally := w.await("b"); tally.Sent != 1 {
			t.Errorf("tally %+v", tally)
		}
		if seen, sent := w.sees(author), len(w.got(author)); !slices.Equal(seen, []string{`photo "new" 0`, `photo "" 0`}) || sent != 4 {
			t.Errorf("of %d messages sent shows %q", sent, seen)
		}
	})
}

// TestEditOfOneVersion changes what those have got who got that version, and leaves the others theirs; in a group it is the one that
// the community speaks.
func TestEditOfOneVersion(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 3)
		w.change(2, func(member *alliance.Member) { member.Language = alliance.Chinese })
		w.begin(alliance.Dispatch{
			ID: "b", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "通知"},
			Audience: alliance.Audience{Chats: []alliance.Place{{Chat: hall}}, Languages: alliance.Languages()},
			Versions: map[alliance.Language]alliance.Content{alliance.English: {Text: "Notice"}},
		})
		wake, _ := w.dispatcher()
		w.await("b")
		for _, edit := range []alliance.Dispatch{
			{ID: "english", Version: alliance.English, Content: alliance.Content{Text: "Correction"}},
			{ID: "chinese", Content: alliance.Content{Text: "更正"}},
		} {
			edit.Purpose, edit.Task, edit.Of = alliance.ForBroadcast, alliance.Edit, "b"
			w.begin(edit)
		}
		wake()
		english, chinese := w.await("english"), w.await("chinese")
		if english.Sent != 3 || english.Total != 3 || chinese.Sent != 2 || chinese.Total != 2 {
			t.Errorf("english %+v, chinese %+v", english, chinese)
		}
		for chat, want := range map[int64]string{author: "Correction", 2: "更正", 3: "Correction", 4: "Correction", hall: "更正"} {
			if got := w.got(chat); len(got) != 1 || got[0].Text != want {
				t.Errorf("chat %d shows %+v, want %q", chat, got, want)
			}
		}
		found, err := w.store.Dispatch(t.Context(), "b")
		w.check(err)
		now, err := found.Amended(func(id string) (alliance.Dispatch, error) { return w.store.Dispatch(t.Context(), id) })
		w.check(err)
		if now.Content.Text != "更正" || now.Versions[alliance.English].Text != "Correction" || found.Content.Text != "通知" {
			t.Errorf("it says %+v now", now)
		}
	})
}

// TestNudgeOfWhatWasRecalled: what was to bring a broadcast to mind later, or is about to, says nothing any more once that is recalled.
func TestNudgeOfWhatWasRecalled(t *testing.T) {
	play(t, func(t *testing.T) {
		w := newWorld(t, 1)
		w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Text: "x"}})
		wake, _ := w.dispatcher()
		w.await("b")
		later := w.nudge("later")
		later.NotBefore = w.clock.now().Add(time.Minute)
		w.begin(later)
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b"})
		wake()
		if tally := w.await("later"); tally.Sent != 0 || tally.Skipped != 2 || tally.Reasons["recalled"] != 2 {
			t.Errorf("tally %+v", tally)
		}
		_, err := w.store.Begin(t.Context(), w.nudge("late"))
		if alliance.KindOf(err) != alliance.Conflict {
			t.Errorf("begun after the recall: %v", err)
		}
	})
}

// nudge brings the broadcast b to the minds of those who have not confirmed it.
func (w *world) nudge(id string) alliance.Dispatch {
	return alliance.Dispatch{
		ID: id, Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Text: "x"}, Nudges: "b", Created: w.clock.now(),
		Audience: alliance.Audience{Of: "b", Which: alliance.WhichUnconfirmed},
	}
}

// TestRecallTakesRemindersBack: with a broadcast goes what brought it to mind, whether it can be deleted or not.
func TestRecallTakesRemindersBack(t *testing.T) {
	for name, old := range map[string]bool{"deleted": false, "replaced": true} {
		t.Run(name, func(t *testing.T) {
			play(t, func(t *testing.T) {
				w := newWorld(t, 3)
				w.begin(alliance.Dispatch{ID: "b", Purpose: alliance.ForBroadcast, Receipt: true, Content: alliance.Content{Sources: w.photo(), Media: true}})
				wake, _ := w.dispatcher()
				w.await("b")
				_, err := w.store.Confirm(t.Context(), "b", 2, w.clock.now())
				w.check(err)
				w.begin(w.nudge("n"))
				wake()
				if tally := w.await("n"); tally.Sent != 3 {
					t.Fatalf("reminded: %+v", tally)
				}
				if old {
					w.tooOld()
				}
				w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b"})
				wake()
				if tally := w.await("r"); tally.Sent != 4 || tally.Total != 4 {
					t.Errorf("recalled: %+v", tally)
				}
				const gone = `"(This message was withdrawn.)" 0`
				for id := author; id <= 4; id++ {
					var want []string
					switch {
					case old && id == 2: // who has confirmed was not reminded
						want = []string{"blank " + gone}
					case old:
						want = []string{"blank " + gone, "text " + gone}
					}
					if seen := w.sees(id); !slices.Equal(seen, want) {
						t.Errorf("member %d sees %q, want %q", id, seen, want)
					}
				}
			})
		})
	}
}

// TestRecallDuringAnEdit: what is recalled in the middle of an edit is not written anew by that, however slow it is; nor by an edit
// that was paused.
func TestRecallDuringAnEdit(t *testing.T) {
	play(t, func(t *testing.T) {
		const members = 60
		w := newWorldOf(t, members, sandbox.Limits{Rate: 20})
		w.says("b", "old")
		wake, _ := w.dispatcher()
		w.await("b")
		w.tooOld()
		w.fault(sandbox.Fault{Action: "slow", Methods: []string{"editMessageText"}, DelayMS: 5000, Count: 25})
		edit := func(id, text string) {
			w.begin(alliance.Dispatch{ID: id, Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Content: alliance.Content{Text: text}})
		}
		edit("paused", "first")
		w.check(w.store.Pause(t.Context(), "paused"))
		edit("e", "second")
		wake()
		w.reaches("e", 5)
		w.begin(alliance.Dispatch{ID: "r", Purpose: alliance.ForBroadcast, Task: alliance.Recall, Of: "b"})
		wake()
		w.check(w.store.Resume(t.Context(), "paused"))
		recalled, edited, paused := w.await("r"), w.await("e"), w.await("paused")
		if recalled.Sent != members+1 || edited.Sent+edited.Reasons["recalled"] != members+1 || edited.Sent > members || paused.Sent != 0 {
			t.Errorf("recalled %+v, edited %+v, paused %+v", recalled, edited, paused)
		}
		for id := author; id <= author+members; id++ {
			if seen := w.sees(id); !slices.Equal(seen, []string{`text "(This message was withdrawn.)" 0`}) {
				t.Errorf("member %d sees %q", id, seen)
			}
		}
	})
}

// TestEditDuringAnEdit: the later one stands with everybody.
func TestEditDuringAnEdit(t *testing.T) {
	play(t, func(t *testing.T) {
		const members = 60
		w := newWorldOf(t, members, sandbox.Limits{Rate: 20})
		w.says("b", "old")
		wake, _ := w.dispatcher()
		w.await("b")
		w.fault(sandbox.Fault{Action: "slow", Methods: []string{"editMessageText"}, DelayMS: 5000, Count: 25})
		for _, text := range []string{"first", "second"} {
			w.begin(alliance.Dispatch{ID: text, Purpose: alliance.ForBroadcast, Task: alliance.Edit, Of: "b", Content: alliance.Content{Text: text}})
			wake()
			w.reaches(text, 5)
		}
		first, second := w.await("first"), w.await("second")
		if second.Sent != members+1 || first.Sent+first.Reasons["edited again"] != members+1 || first.Sent > members {
			t.Errorf("first %+v, second %+v", first, second)
		}
		for id := author; id <= author+members; id++ {
			if seen := w.sees(id); !slices.Equal(seen, []string{`text "second" 0`}) {
				t.Errorf("member %d sees %q", id, seen)
			}
		}
	})
}
